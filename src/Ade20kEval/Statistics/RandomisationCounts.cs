using Ade20kEval.Datasets;
using Ade20kEval.Protocols;

namespace Ade20kEval.Statistics;

/// <summary>How many randomised differences are at least as large as the observed ones.</summary>
internal sealed class RandomisationCounts
{
    // Swapping back and forth must not make a difference "larger" by rounding alone.
    private const double Rounding = 1e-13;

    private readonly int _draws;

    private RandomisationCounts(int draws, int classCount)
    {
        _draws = draws;
        Classes = new int[classCount];
    }

    /// <summary>By figure, over the classes as the protocol has them.</summary>
    public int[] All { get; } = new int[HeadlineFigures.Count];

    /// <summary>By figure, over the frequent classes.</summary>
    public int[] Frequent { get; } = new int[HeadlineFigures.Count];

    /// <summary>IoU of every class.</summary>
    public int[] Classes { get; }

    /// <summary>The p-value of a count; <see langword="null"/> without draws.</summary>
    public double? P(int reached) => _draws == 0 ? null : (1.0 + reached) / (1.0 + _draws);

    /// <summary>Swaps units by fair coins, as often as said.</summary>
    public static RandomisationCounts Draw(
        RunCounts baseline,
        RunCounts run,
        AdditiveScore score,
        IReadOnlyList<IReadOnlyList<int>>? scenes,
        FrequentClasses frequent,
        PairedRow observed,
        int draws,
        ulong seed)
    {
        RandomisationCounts counts = new(draws, score.ClassCount);
        if (draws == 0)
        {
            return counts;
        }

        StoredUnits first = StoredUnits.Of(baseline, score, scenes);
        StoredUnits second = StoredUnits.Of(run, score, scenes);
        StoredUnits difference = StoredUnits.Difference(first, second);
        RunSums firstSums = JackknifeIntervals.Sum(new UnitReader(baseline, score, scenes), new UnitSums(score.ClassCount), score);
        RunSums secondSums = JackknifeIntervals.Sum(new UnitReader(run, score, scenes), new UnitSums(score.ClassCount), score);
        double[] classes = [.. Enumerable.Range(0, score.ClassCount).Select(k => Math.Abs(secondSums.Iou(k) - firstSums.Iou(k)))];

        DrawNumbers coins = new(seed);
        DrawnSums swapped = new(score);
        RunSums left = new(score);
        RunSums right = new(score);
        double[] weights = new double[difference.Count * DrawnSums.Lanes];
        for (int draw = 0; draw < draws; draw += DrawnSums.Lanes)
        {
            int lanes = Math.Min(DrawnSums.Lanes, draws - draw);
            Toss(coins, draw, lanes, difference.Count, weights);
            swapped.Sum(difference, weights);
            for (int lane = 0; lane < lanes; lane++)
            {
                left.CopyFrom(firstSums);
                right.CopyFrom(secondSums);
                swapped.AddTo(lane, 1, left);
                swapped.AddTo(lane, -1, right);
                counts.Add(left, right, frequent, observed, classes);
            }
        }

        return counts;
    }

    // A draw takes its coins 64 at a time: unit j of draw d is bit j % 64 of number j / 64.
    private static void Toss(DrawNumbers coins, int firstDraw, int lanes, int units, double[] weights)
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            ulong bits = 0;
            for (int j = 0; j < units; j++)
            {
                bits = j % 64 == 0 ? coins.Bits(firstDraw + lane, j / 64) : bits >> 1;
                weights[(j * DrawnSums.Lanes) + lane] = bits & 1;
            }
        }
    }

    private static void Count((double[] Baseline, double[] Run) observed, ReadOnlySpan<double> left, ReadOnlySpan<double> right, int[] counts)
    {
        for (int f = 0; f < counts.Length; f++)
        {
            counts[f] += Math.Abs(right[f] - left[f]) >= Math.Abs(observed.Run[f] - observed.Baseline[f]) - Rounding ? 1 : 0;
        }
    }

    private void Add(RunSums left, RunSums right, FrequentClasses frequent, PairedRow observed, double[] classes)
    {
        Span<double> leftRow = stackalloc double[HeadlineFigures.Count];
        Span<double> rightRow = stackalloc double[HeadlineFigures.Count];
        left.Figures(null, null, leftRow);
        right.Figures(null, null, rightRow);
        Count(observed.All, leftRow, rightRow, All);
        if (frequent.RareCount > 0)
        {
            left.Figures(frequent.Among, null, leftRow);
            right.Figures(frequent.Among, null, rightRow);
            Count(observed.Frequent, leftRow, rightRow, Frequent);
        }

        for (int k = 0; k < classes.Length; k++)
        {
            Classes[k] += Math.Abs(right.Iou(k) - left.Iou(k)) >= classes[k] - Rounding ? 1 : 0;
        }
    }
}
