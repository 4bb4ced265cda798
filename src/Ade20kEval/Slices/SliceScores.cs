using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Slices;

/// <summary>Scores slices of a run: the counts of their images added anew, never scores averaged.</summary>
/// <remarks>
/// A slice's mean is over fewer classes than the whole run's, so that the two cannot be compared; beside it stands the whole run's mean over the
/// same classes. Means are over the classes that occur, under no protocol.
/// </remarks>
internal static class SliceScores
{
    /// <summary>Scores every slice of a column.</summary>
    /// <param name="run">The run.</param>
    /// <param name="column">The column.</param>
    public static IReadOnlyList<SliceScore> Of(RunCounts run, SliceColumn column) => Of(new ImageClasses(run), column);

    /// <summary>Scores every slice of several columns.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<SliceScore> Scores)> OfAll(RunCounts run, IReadOnlyList<SliceColumn> columns)
    {
        if (columns.Count == 0)
        {
            return [];
        }

        ImageClasses images = new(run);
        return [.. columns.Select(column => (column.Name, Of(images, column)))];
    }

    /// <summary>The same where the run's classes are known already.</summary>
    public static IReadOnlyList<SliceScore> Of(ImageClasses images, SliceColumn column)
    {
        (long Intersection, long Union)[] whole = images.Sum(Enumerable.Range(0, images.Count));
        return [.. column.Slices.Select(slice => Score(images, whole, slice))];
    }

    private static SliceScore Score(ImageClasses images, (long Intersection, long Union)[] whole, Slice slice)
    {
        (long Intersection, long Union)[] own = images.Sum(slice.Images);
        bool[] occurs = [.. own.Select(sum => sum.Union > 0)];
        return new SliceScore(slice, slice.Images.Sum(images.Labelled), occurs.Count(is_ => is_), Mean(own, occurs), Mean(whole, occurs));
    }

    /// <summary>The mean IoU over some classes, which all occur.</summary>
    internal static double? Mean((long Intersection, long Union)[] sums, bool[] among) =>
        Averages.OfDefined([.. sums.Select((sum, k) => among[k] && sum.Union > 0 ? (double)sum.Intersection / sum.Union : (double?)null)]);
}
