using Ade20kEval.Datasets;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

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
    /// <param name="level">The level of the intervals of differences: a jackknife over the images of the run.</param>
    public static IReadOnlyList<SliceScore> Of(RunCounts run, SliceColumn column, double level = 0.95) => Of(new ImageClasses(run), column, level);

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
    public static IReadOnlyList<SliceScore> Of(ImageClasses images, SliceColumn column, double level = 0.95)
    {
        (long Intersection, long Union)[] whole = images.Sum(Enumerable.Range(0, images.Count));
        return [.. column.Slices.Select(slice => Score(images, whole, slice, level))];
    }

    private static SliceScore Score(ImageClasses images, (long Intersection, long Union)[] whole, Slice slice, double level)
    {
        (long Intersection, long Union)[] own = images.Sum(slice.Images);
        bool[] occurs = [.. own.Select(sum => sum.Union > 0)];
        int classes = occurs.Count(is_ => is_);
        double? mean = Mean(own, occurs);
        double? wholeMean = Mean(whole, occurs);
        Interval? interval = mean is null || images.Count < 2 || slice.Images.Count < 2 || slice.Images.Count == images.Count
            ? null
            : Jackknifed(images, whole, own, occurs, [.. slice.Images], classes, mean.Value - wholeMean!.Value, level);
        return new SliceScore(slice, slice.Images.Sum(images.Labelled), classes, mean, wholeMean, interval);
    }

    private static Interval? Jackknifed(
        ImageClasses images, (long Intersection, long Union)[] whole, (long Intersection, long Union)[] own, bool[] occurs, HashSet<int> members, int classes, double estimate, double level)
    {
        Jackknife jackknife = default;
        for (int i = 0; i < images.Count; i++)
        {
            // Only classes of the image change. One that occurs nowhere else keeps its IoU, as in the intervals of scores.
            double change = 0;
            bool isMember = members.Contains(i);
            foreach ((int k, long intersection, long union) in images.Of(i))
            {
                if (occurs[k])
                {
                    change -= Change(whole[k], intersection, union);
                    change += isMember ? Change(own[k], intersection, union) : 0;
                }
            }

            jackknife.Add(estimate + (change / classes));
        }

        return jackknife.ToInterval(estimate, level);
    }

    private static double Change((long Intersection, long Union) sum, long intersection, long union) => sum.Union == union
        ? 0
        : ((double)(sum.Intersection - intersection) / (sum.Union - union)) - ((double)sum.Intersection / sum.Union);

    /// <summary>The mean IoU over some classes, which all occur.</summary>
    internal static double? Mean((long Intersection, long Union)[] sums, bool[] among) =>
        Averages.OfDefined([.. sums.Select((sum, k) => among[k] && sum.Union > 0 ? (double)sum.Intersection / sum.Union : (double?)null)]);
}
