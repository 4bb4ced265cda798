using Ade20kEval.Formats.Rle;

namespace Ade20kEval.Instances;

/// <summary>What an object or a detection covers. Kept from image to image.</summary>
internal sealed class Shape
{
    private (double Left, double Top, double Width, double Height) _exactBox;

    /// <summary>Its box, where boxes are compared.</summary>
    public (double Left, double Top, double Width, double Height) Box => _exactBox;

    /// <summary>Its pixels.</summary>
    public MaskRuns Mask { get; } = new();

    /// <summary>Its pixels away from its outline.</summary>
    public MaskRuns Inside { get; } = new();

    /// <summary>Its pixels, or the area of its box.</summary>
    public double Extent { get; set; }

    /// <summary>Pixels near its outline.</summary>
    public double BoundaryExtent { get; set; }

    /// <summary>Becomes a box.</summary>
    public void SetBox((double Left, double Top, double Width, double Height) box)
    {
        _exactBox = box;
        Extent = box.Width * box.Height;
        BoundaryExtent = 0;
    }

    /// <summary>What two boxes share, in square pixels; edges are lines, not pixels. Order of operations as bbIou in cocoapi's maskApi.c.</summary>
    public static double BoxIntersection(Shape a, Shape b)
    {
        double width = Math.Min(b._exactBox.Width + b._exactBox.Left, a._exactBox.Width + a._exactBox.Left) - Math.Max(b._exactBox.Left, a._exactBox.Left);
        double height = Math.Min(b._exactBox.Height + b._exactBox.Top, a._exactBox.Height + a._exactBox.Top) - Math.Max(b._exactBox.Top, a._exactBox.Top);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }

    /// <summary>Pixels that both have; 0 where they belong to images of different sizes, which <see cref="MaskSizes"/> refuses once all images are compared.</summary>
    public static double MaskIntersection(Shape a, Shape b) =>
        a.Mask.Height == b.Mask.Height && a.Mask.Width == b.Mask.Width ? RunSets.IntersectionPixels(a.Mask, b.Mask) : 0;

    /// <summary>Pixels near both outlines: of those that both have, what is inside neither.</summary>
    public static double BoundaryIntersection(Shape a, Shape b, double shared) =>
        shared - RunSets.IntersectionPixels(a.Inside, b.Mask) - RunSets.IntersectionPixels(a.Mask, b.Inside) + RunSets.IntersectionPixels(a.Inside, b.Inside);
}
