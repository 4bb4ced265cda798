using Ade20kEval.Datasets;

namespace Ade20kEval.Slices;

/// <summary>How a run does in one ring of its images, and on all pixels for the same classes. Undefined figures are <see langword="null"/>.</summary>
/// <param name="Ring">Which ring, 0 the outermost.</param>
/// <param name="Labelled">Labelled pixels in it.</param>
/// <param name="ClassesAveraged">How many classes occur in it, in ground truth or prediction.</param>
/// <param name="MeanIou">Mean IoU over these classes, of the ring's pixels.</param>
/// <param name="WholeSetMeanIou">Mean IoU over the same classes, of all pixels.</param>
/// <param name="PixelAccuracy">Share of the labelled pixels that are right.</param>
internal sealed record RingScore(int Ring, long Labelled, int ClassesAveraged, double? MeanIou, double? WholeSetMeanIou, double? PixelAccuracy)
{
    /// <summary>Scores every ring of a run, the outermost first; empty where rings were not counted.</summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<RingScore> Of(RunCounts run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Rings is not { } rings)
        {
            return [];
        }

        (long Intersection, long Union)[] whole = SumOf(run, out _);
        return [.. Enumerable.Range(0, rings.Rings).Select(ring =>
        {
            (long Intersection, long Union)[] own = SumOf(new RunCounts(run.Dataset, run.Labels, [.. rings.Images.Select(image => image[ring])]), out long labelled);
            bool[] occurs = [.. own.Select(sum => sum.Union > 0)];
            return new RingScore(
                ring, labelled, occurs.Count(is_ => is_), SliceScores.Mean(own, occurs), SliceScores.Mean(whole, occurs),
                labelled == 0 ? null : (double)own.Sum(sum => sum.Intersection) / labelled);
        })];
    }

    private static (long Intersection, long Union)[] SumOf(RunCounts run, out long labelled)
    {
        ImageClasses images = new(run);
        labelled = Enumerable.Range(0, images.Count).Sum(images.Labelled);
        return images.Sum(Enumerable.Range(0, images.Count));
    }
}
