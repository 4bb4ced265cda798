using Ade20kEval.Boundaries;
using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Formats.Rle;

namespace Ade20kEval.Instances;

/// <summary>Lays the detections of an image over its objects. Reuses its memory; one belongs to one worker.</summary>
/// <param name="inputs">Ground truth and results.</param>
/// <param name="sizes">Holds masks against the sizes of images; all workers have the same.</param>
/// <param name="acrossCategories">Whether detections are laid over objects of other categories, too.</param>
internal sealed class ImageComparer(InstanceInputs inputs, MaskSizes sizes, bool acrossCategories = false)
{
    private readonly CocoMask _masks = new();
    private readonly MaskStretch _objectMasks = inputs.AnnotationMasks();
    private readonly MaskStretch _detectionMasks = inputs.ResultMasks();
    private readonly PolygonRuns _polygons = new();
    private readonly RunErosion _erosion = new();
    private readonly List<Shape> _objects = [];
    private readonly List<Shape> _detections = [];
    private readonly List<Overlap> _overlaps = [];
    private int _image;
    private (int Height, int Width) _size;

    /// <summary>Compares one image.</summary>
    /// <param name="index">Which, by ascending id.</param>
    /// <exception cref="InputException">A mask is not what it should be.</exception>
    public ImageInstances Compare(int index)
    {
        CocoImage image = inputs.Images[index];
        _image = index;
        _size = (image.Height, image.Width);
        ReadOnlySpan<int> annotations = inputs.Annotations[index];
        ReadOnlySpan<int> results = inputs.Results[index];
        GroundTruthObject[] objects = new GroundTruthObject[annotations.Length];
        Detection[] detections = new Detection[results.Length];
        _objectMasks.Announce(inputs.AllAnnotations, annotations);
        _detectionMasks.Announce(inputs.AllResults, results);
        for (int i = 0; i < annotations.Length; i++)
        {
            objects[i] = ReadObject(annotations[i], image, ShapeAt(_objects, i));
        }

        for (int i = 0; i < results.Length; i++)
        {
            detections[i] = ReadDetection(results[i], image, ShapeAt(_detections, i));
        }

        Overlay(objects, detections);
        return new ImageInstances(image.Id, image.FileName, objects, detections, _overlaps.ToArray());
    }

    /// <summary>What an object of the image last compared covers.</summary>
    public Shape ObjectShape(int index) => _objects[index];

    /// <summary>What a detection of the image last compared covers.</summary>
    public Shape DetectionShape(int index) => _detections[index];

    private static Shape ShapeAt(List<Shape> shapes, int index)
    {
        if (index == shapes.Count)
        {
            shapes.Add(new Shape());
        }

        return shapes[index];
    }

    private GroundTruthObject ReadObject(int annotation, CocoImage image, Shape shape)
    {
        ref readonly CocoRecord record = ref inputs.Annotation(annotation);
        if (inputs.Kind == OverlapKind.Box)
        {
            shape.SetBox(record.Box);
        }
        else
        {
            try
            {
                _masks.Read(_objectMasks.Of(record), record.MaskStart, image.Height, image.Width, shape.Mask);
            }
            catch (CocoJsonException failure)
            {
                throw inputs.WrongAnnotation(annotation, failure);
            }

            sizes.CheckAnnotation(annotation, _image, shape.Mask, ref _size);
            Finish(shape);
        }

        return new GroundTruthObject(record.Id, inputs.CategoryOf(record), record.Area, record.IsCrowd, record.IsIgnored, shape.Extent, shape.BoundaryExtent);
    }

    private Detection ReadDetection(int result, CocoImage image, Shape shape)
    {
        ref readonly CocoRecord record = ref inputs.Result(result);
        bool isBox = inputs.Kind == OverlapKind.Box && record.Has(CocoKeys.Box);
        if (isBox)
        {
            shape.SetBox(record.Box);
        }

        if (!isBox || !inputs.AreasAreBoxes)
        {
            ReadMask(result, record, image, shape);
            if (!isBox)
            {
                FinishDetection(shape);
            }
        }

        double area = inputs.AreasAreBoxes ? record.Box.Width * record.Box.Height : shape.Mask.Area;
        return new Detection(inputs.CategoryOf(record), record.Score, area, shape.Extent, shape.BoundaryExtent);
    }

    private void ReadMask(int result, in CocoRecord record, CocoImage image, Shape shape)
    {
        try
        {
            if (record.Has(CocoKeys.Mask))
            {
                _masks.Read(_detectionMasks.Of(record), record.MaskStart, image.Height, image.Width, shape.Mask);
                sizes.CheckResult(result, _image, shape.Mask, ref _size);
                return;
            }

            // A result that is a box only is the box drawn as a polygon.
            (double left, double top, double width, double height) = record.Box;
            double right = left + width;
            double bottom = top + height;
            bool isDrawn = image is { Height: > 0, Width: > 0 } && Math.Max(Math.Max(Math.Abs(left), Math.Abs(right)), Math.Max(Math.Abs(top), Math.Abs(bottom))) <= PolygonRuns.FarthestCoordinate
                && _polygons.TryDraw([left, top, left, bottom, right, bottom, right, top], image.Height, image.Width, shape.Mask);
            if (!isDrawn)
            {
                throw new CocoJsonException(record.Start, "has no segmentation, and its box cannot be drawn; expected a box near an image that has width and height");
            }
        }
        catch (CocoJsonException failure)
        {
            throw inputs.WrongResult(result, failure);
        }
    }

    private void FinishDetection(Shape shape)
    {
        if (inputs.Kind == OverlapKind.Box)
        {
            PixelBox box = shape.Mask.Box();
            shape.SetBox((box.Left, box.Top, box.Width, box.Height));
        }
        else
        {
            Finish(shape);
        }
    }

    private void Finish(Shape shape)
    {
        shape.Extent = shape.Mask.Area;
        shape.BoundaryExtent = 0;
        if (inputs.Kind == OverlapKind.Boundary)
        {
            _erosion.Erode(shape.Mask, BoundaryMapper.Dilation(shape.Mask.Width, shape.Mask.Height), shape.Inside);
            shape.BoundaryExtent = shape.Mask.Area - shape.Inside.Area;
        }
    }

    private void Overlay(GroundTruthObject[] objects, Detection[] detections)
    {
        _overlaps.Clear();
        for (int d = 0; d < detections.Length; d++)
        {
            for (int g = 0; g < objects.Length; g++)
            {
                if ((acrossCategories || objects[g].Category == detections[d].Category)
                    && (inputs.Kind == OverlapKind.Box ? Shape.BoxIntersection(_objects[g], _detections[d]) : Shape.MaskIntersection(_objects[g], _detections[d])) is > 0 and double shared)
                {
                    _overlaps.Add(new Overlap(g, d, shared, inputs.Kind == OverlapKind.Boundary ? Shape.BoundaryIntersection(_objects[g], _detections[d], shared) : 0));
                }
            }
        }
    }
}
