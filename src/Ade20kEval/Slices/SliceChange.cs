using Ade20kEval.Datasets;
using Ade20kEval.Statistics;

namespace Ade20kEval.Slices;

/// <summary>How two runs over the same images differ on a slice of them.</summary>
/// <param name="Slice">The images.</param>
/// <param name="ClassesAveraged">How many classes occur in their ground truth.</param>
/// <param name="Baseline">Mean IoU of the run that is compared with, over these classes.</param>
/// <param name="Run">Mean IoU of the run that is compared, over these classes.</param>
/// <param name="Interval">How sure the difference is: a paired jackknife over the slice's images; <see langword="null"/> below two.</param>
internal sealed record SliceChange(Slice Slice, int ClassesAveraged, double? Baseline, double? Run, Interval? Interval)
{
    /// <summary>The run's mean minus the baseline's.</summary>
    public double? Difference => Run - Baseline;

    /// <summary>Compares two runs on every slice of a column.</summary>
    /// <param name="baseline">The run that is compared with.</param>
    /// <param name="run">The run that is compared, over the same images.</param>
    /// <param name="column">The column.</param>
    /// <param name="level">The level of the intervals.</param>
    public static IReadOnlyList<SliceChange> Of(RunCounts baseline, RunCounts run, SliceColumn column, double level)
    {
        ImageClasses before = new(baseline);
        ImageClasses after = new(run);
        return [.. column.Slices.Select(slice => Of(before, after, GroundTruthClasses(baseline, slice), slice, level))];
    }

    private static SliceChange Of(ImageClasses before, ImageClasses after, bool[] among, Slice slice, double level)
    {
        (long Intersection, long Union)[] old = before.Sum(slice.Images);
        (long Intersection, long Union)[] now = after.Sum(slice.Images);
        double? first = SliceScores.Mean(old, among);
        double? second = SliceScores.Mean(now, among);
        int classes = among.Count(occurs => occurs);
        Jackknife jackknife = default;
        foreach (int image in slice.Images)
        {
            jackknife.Add((Left(now, after, image, among) - Left(old, before, image, among)) / Math.Max(1, classes));
        }

        return new SliceChange(slice, classes, first, second, second - first is double difference ? jackknife.ToInterval(difference, level) : null);
    }

    // The sum of IoU without an image; a class that occurs nowhere else keeps its own.
    private static double Left((long Intersection, long Union)[] sums, ImageClasses images, int image, bool[] among)
    {
        double total = 0;
        for (int k = 0; k < sums.Length; k++)
        {
            total += among[k] && sums[k].Union > 0 ? (double)sums[k].Intersection / sums[k].Union : 0;
        }

        foreach ((int k, long intersection, long union) in images.Of(image))
        {
            if (among[k] && sums[k].Union > union)
            {
                total += ((double)(sums[k].Intersection - intersection) / (sums[k].Union - union)) - ((double)sums[k].Intersection / sums[k].Union);
            }
        }

        return total;
    }

    private static bool[] GroundTruthClasses(RunCounts run, Slice slice)
    {
        bool[] occurs = new bool[run.Dataset.ClassCount];
        foreach (int image in slice.Images)
        {
            foreach (Counting.PairCount cell in run.Images[image].Cells)
            {
                if (run.ZeroBased.GroundTruth(cell.GroundTruth) is int k && (uint)k < (uint)occurs.Length)
                {
                    occurs[k] = true;
                }
            }
        }

        return occurs;
    }
}
