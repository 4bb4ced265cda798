using Ade20kEval.Counting;
using Ade20kEval.Scoring;

namespace Ade20kEval.Errors;

/// <summary>How a run does on the regions of one range of size, on one side. There is no IoU by size: what is predicted where nothing is has no size in the ground truth.</summary>
/// <param name="Name">What the range is called.</param>
/// <param name="Regions">How many regions.</param>
/// <param name="Pixels">Their labelled pixels.</param>
/// <param name="Right">Those of them that are right.</param>
/// <param name="MostlyRight">Regions of which more than half of the labelled pixels are right.</param>
/// <param name="WhollyWrong">Regions of which none is.</param>
/// <param name="ClassesAveraged">How many classes have such regions.</param>
/// <param name="MeanShare">Mean over these classes of the share of their pixels that is right; <see langword="null"/> where there are none.</param>
internal sealed record RegionSizeScore(string Name, long Regions, long Pixels, long Right, long MostlyRight, long WhollyWrong, int ClassesAveraged, double? MeanShare)
{
    /// <summary>The share of the labelled pixels that is right; <see langword="null"/> where there are none.</summary>
    public double? Share => Pixels == 0 ? null : (double)Right / Pixels;

    /// <summary>Scores every range of one division and side, the smallest first.</summary>
    /// <param name="names">The ranges.</param>
    /// <param name="range">Which of them counts are in.</param>
    /// <param name="classCount">How many classes the dataset has.</param>
    /// <param name="counts">The counts of all images.</param>
    internal static IReadOnlyList<RegionSizeScore> Of(IReadOnlyList<string> names, Func<SizeCount, int> range, int classCount, IEnumerable<SizeCount> counts)
    {
        SizeCount[] sums = new SizeCount[names.Count];
        (long Pixels, long Right)[,] classes = new (long, long)[names.Count, classCount];
        foreach (SizeCount count in counts)
        {
            int place = range(count);
            ref SizeCount sum = ref sums[place];
            sum = sum with
            {
                Regions = sum.Regions + count.Regions,
                Pixels = sum.Pixels + count.Pixels,
                Right = sum.Right + count.Right,
                MostlyRight = sum.MostlyRight + count.MostlyRight,
                WhollyWrong = sum.WhollyWrong + count.WhollyWrong,
            };
            classes[place, count.ClassIndex].Pixels += count.Pixels;
            classes[place, count.ClassIndex].Right += count.Right;
        }

        return [.. names.Select((name, i) =>
        {
            double?[] shares = [.. Enumerable.Range(0, classCount).Select(k => classes[i, k].Pixels == 0 ? (double?)null : (double)classes[i, k].Right / classes[i, k].Pixels)];
            return new RegionSizeScore(
                name, sums[i].Regions, sums[i].Pixels, sums[i].Right, sums[i].MostlyRight, sums[i].WhollyWrong, Averages.DefinedCount(shares), Averages.OfDefined(shares));
        })];
    }
}
