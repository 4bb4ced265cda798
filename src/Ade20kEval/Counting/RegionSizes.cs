namespace Ade20kEval.Counting;

/// <summary>The ranges of size that regions fall in. Ranges are half-open: what is as large as a limit is in the larger one.</summary>
internal static class RegionSizes
{
    private const long SmallSide = 32;
    private const long MediumSide = 96;

    /// <summary>COCO's ranges, by pixels: below 32², below 96², and all others.</summary>
    public static IReadOnlyList<string> Coco { get; } = ["small", "medium", "large"];

    /// <summary>Ranges by share of the image: below a thousandth, a hundredth, a tenth, and all others.</summary>
    public static IReadOnlyList<string> OfImage { get; } = ["tiny", "small", "medium", "large"];

    /// <summary>The range of a region in <see cref="Coco"/>.</summary>
    /// <param name="area">Its pixels.</param>
    public static int Pixelwise(long area) => area < SmallSide * SmallSide ? 0 : area < MediumSide * MediumSide ? 1 : 2;

    /// <summary>The range of a region in <see cref="OfImage"/>.</summary>
    /// <param name="area">Its pixels.</param>
    /// <param name="image">Pixels of the image.</param>
    public static int Relative(long area, long image) => area * 1000 < image ? 0 : area * 100 < image ? 1 : area * 10 < image ? 2 : 3;
}
