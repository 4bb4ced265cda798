using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Instances;
using Ade20kEval.Runs.Drawings;

namespace Ade20kEval.Evaluation;

/// <summary>Draws the images of a run of instances that are worst by their own AP: objects that were found and missed, detections that are right and false at IoU 0.50.</summary>
/// <remarks>The files are read again, and must be those that were scored. Of false detections the surest are drawn, as many as there are objects.</remarks>
internal static class InstanceDrawings
{
    private const int LongestBoxSide = 16_384;

    /// <summary>Draws.</summary>
    /// <param name="run">The run.</param>
    /// <param name="groundTruthPath">Its ground truth.</param>
    /// <param name="predictionsPath">Its results.</param>
    /// <param name="imageList">The list of images, for ground truth as PNGs; <see langword="null"/> for a COCO file.</param>
    /// <param name="count">How many images.</param>
    /// <param name="longestSide">Most pixels of the longer side of a picture.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <exception cref="InputException">A file cannot be read, or is not the one that was scored.</exception>
    public static IReadOnlyList<DrawnImage> Draw(InstanceRun run, string groundTruthPath, string predictionsPath, string? imageList, int count, int longestSide, CancellationToken cancellation = default)
    {
        (CocoFile groundTruth, CocoFile results) = CocoLoader.Load(groundTruthPath, predictionsPath, imageList, new ExecutionOptions(), cancellation);
        using PositionedBytes groundTruthFile = groundTruth.Json;
        using PositionedBytes resultsFile = results.Json;
        groundTruth = groundTruth with { Categories = [.. run.Evidence.Categories.Select(static category => new CocoCategory(category.Id, category.Name))] };
        InstanceInputs inputs = new(groundTruth, groundTruthPath, results, predictionsPath, run.Overlap);
        ImageComparer comparer = new(inputs, new MaskSizes(inputs), run.Evidence.AcrossCategories);
        DetectionErrorFinder finder = new(run.Overlap, run.Scores.Rules);
        List<DrawnImage> drawn = [];
        foreach ((int index, double figure) in InstanceFigures.OfImages(run).Index().Where(static item => item.Item is not null).Select(static item => (item.Index, item.Item!.Value)).OrderBy(static item => item.Value).ThenBy(static item => item.Index).Take(count))
        {
            cancellation.ThrowIfCancellationRequested();
            ImageInstances scored = run.Evidence.Images[index];
            ImageInstances? read = index < inputs.Images.Count ? comparer.Compare(index) : null;
            if (read is null || read.Id != scored.Id || !read.Objects.AsSpan().SequenceEqual(scored.Objects) || !read.Detections.AsSpan().SequenceEqual(scored.Detections))
            {
                throw new InputException(Invariant($"{groundTruthPath} and {predictionsPath}: image {scored.Id} has other objects or detections than were scored; expected the files of this run."));
            }

            if (SizeOf(inputs.Images[index], scored, comparer, run.Overlap) is (int width, int height))
            {
                drawn.Add(Draw(run, scored, comparer, finder, figure, new DrawnSide(width, height, longestSide), new DrawnSide(width, height, longestSide)));
            }
        }

        return drawn;
    }

    private static DrawnImage Draw(InstanceRun run, ImageInstances image, ImageComparer comparer, DetectionErrorFinder finder, double figure, DrawnSide truth, DrawnSide guess)
    {
        (Verdict[] objects, Verdict?[] detections) = finder.Verdicts(image);
        foreach (int g in Enumerable.Range(0, objects.Length).OrderByDescending(g => image.Objects[g].Extent))
        {
            Add(truth, comparer.ObjectShape(g), run.Overlap, objects[g]);
        }

        int[] wrong = [.. Enumerable.Range(0, detections.Length).Where(d => detections[d] == Verdict.Wrong).OrderByDescending(d => image.Detections[d].Score)];
        HashSet<int> shown = [.. wrong.Take(Math.Max(1, image.Objects.Length)), .. Enumerable.Range(0, detections.Length).Where(d => detections[d] is Verdict.Right or Verdict.Excused)];
        foreach (int d in shown.OrderByDescending(d => image.Detections[d].Extent).ThenBy(static d => d))
        {
            Add(guess, comparer.DetectionShape(d), run.Overlap, detections[d]!.Value);
        }

        return new DrawnImage(
            image.Name.Length > 0 ? image.Name : Invariant($"image {image.Id}"),
            figure,
            truth,
            guess,
            [.. Enumerable.Range(0, objects.Length).Where(g => objects[g] == Verdict.Wrong).Select(g => run.Evidence.Categories[image.Objects[g].Category].Name)],
            [.. wrong.Select(d => run.Evidence.Categories[image.Detections[d].Category].Name)]);
    }

    // What belongs to an image of another size stands nowhere in this one.
    private static void Add(DrawnSide side, Shape shape, OverlapKind kind, Verdict verdict)
    {
        if (kind == OverlapKind.Box)
        {
            side.Add(shape.Box, verdict);
        }
        else if (side.Takes(shape.Mask))
        {
            side.Add(shape.Mask, verdict);
        }
    }

    private static (int Width, int Height)? SizeOf(CocoImage image, ImageInstances scored, ImageComparer comparer, OverlapKind kind)
    {
        Shape[] shapes = [.. Enumerable.Range(0, scored.Objects.Length).Select(comparer.ObjectShape), .. Enumerable.Range(0, scored.Detections.Length).Select(comparer.DetectionShape)];
        (int width, int height) = (image.Width, image.Height);
        if ((width < 1 || height < 1) && shapes.Length > 0)
        {
            (width, height) = kind == OverlapKind.Box
                ? ((int)Math.Clamp(shapes.Max(static shape => shape.Box.Left + shape.Box.Width), 1, LongestBoxSide), (int)Math.Clamp(shapes.Max(static shape => shape.Box.Top + shape.Box.Height), 1, LongestBoxSide))
                : (shapes[0].Mask.Width, shapes[0].Mask.Height);
        }

        return width >= 1 && height >= 1 && (long)width * height <= DrawnSide.MostPixels ? (width, height) : null;
    }
}
