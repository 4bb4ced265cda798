using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    public double? P(int reached) => P(reached, _draws);

    /// <summary>The p-value of a count among so many draws; <see langword="null"/> without draws.</summary>
    public static double? P(int reached, int draws) => draws == 0 ? null : (1.0 + reached) / (1.0 + draws);

    /// <summary>Whether a randomised difference is at least as large as the observed one.</summary>
    public static bool Reaches(double randomised, double observed) => Math.Abs(randomised) >= Math.Abs(observed) - Rounding;

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

        RunSums firstSums = JackknifeIntervals.Sum(new UnitReader(baseline, score, scenes), new UnitSums(score.ClassCount), score);
        RunSums secondSums = JackknifeIntervals.Sum(new UnitReader(run, score, scenes), new UnitSums(score.ClassCount), score);
        double[] classes = [.. Enumerable.Range(0, score.ClassCount).Select(k => secondSums.Iou(k) - firstSums.Iou(k))];
        ForEach(
            StoredUnits.Of(baseline, score, scenes),
            StoredUnits.Of(run, score, scenes),
            firstSums,
            secondSums,
            draws,
            seed,
            (left, right) => counts.Add(left, right, frequent, observed, classes));
        return counts;
    }

    /// <summary>Swaps units by fair coins, as often as said, and shows the sums of both sides after each draw.</summary>
    /// <param name="first">The units of the first run.</param>
    /// <param name="second">The same units of the second.</param>
    /// <param name="firstSums">The sums of all units of the first.</param>
    /// <param name="secondSums">Those of the second.</param>
    /// <param name="draws">How often.</param>
    /// <param name="seed">Which sequence of coins.</param>
    /// <param name="look">Takes the sums of both sides, which the next draw overwrites.</param>
    public static void ForEach(
        StoredUnits first, StoredUnits second, RunSums firstSums, RunSums secondSums, int draws, ulong seed, Action<RunSums, RunSums> look)
    {
        if (draws == 0)
        {
            return;
        }

        StoredUnits difference = StoredUnits.Difference(first, second);
        DrawNumbers coins = new(seed);
        DrawnSums swapped = new(difference);
        RunSums left = new(first.Score);
        RunSums right = new(first.Score);
        double[] weights = new double[difference.Count * DrawnSums.Lanes];
        for (int draw = 0; draw < draws; draw += DrawnSums.Lanes)
        {
            int lanes = Math.Min(DrawnSums.Lanes, draws - draw);
            Toss(coins, draw, lanes, difference.Count, weights);
            swapped.Sum(weights);
            for (int lane = 0; lane < lanes; lane++)
            {
                left.CopyFrom(firstSums);
                right.CopyFrom(secondSums);
                swapped.AddTo(lane, 1, left);
                swapped.AddTo(lane, -1, right);
                look(left, right);
            }
        }
    }

    // A draw takes its coins 64 at a time: unit j of draw d is bit j % 64 of number j / 64. Lanes beyond the last draw stay 0.
    private static void Toss(DrawNumbers coins, int firstDraw, int lanes, int units, double[] weights)
    {
        Vector512<ulong> one = Vector512.Create(1.0).AsUInt64();
        Span<Vector512<double>> ofUnits = MemoryMarshal.Cast<double, Vector512<double>>(weights.AsSpan());
        Span<ulong> numbers = stackalloc ulong[DrawnSums.Lanes];
        for (int block = 0; block * 64 < units; block++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                numbers[lane] = coins.Bits(firstDraw + lane, block);
            }

            Vector512<ulong> bits = Vector512.Create<ulong>(numbers);
            foreach (ref Vector512<double> weight in ofUnits[(block * 64)..Math.Min(units, (block + 1) * 64)])
            {
                // All ones where the bit is set, which leaves the bits of 1.0.
                weight = ((Vector512<ulong>.Zero - (bits & Vector512<ulong>.One)) & one).AsDouble();
                bits >>>= 1;
            }
        }
    }

    private static void Count((double[] Baseline, double[] Run) observed, ReadOnlySpan<double> left, ReadOnlySpan<double> right, int[] counts)
    {
        for (int f = 0; f < counts.Length; f++)
        {
            counts[f] += Reaches(right[f] - left[f], observed.Run[f] - observed.Baseline[f]) ? 1 : 0;
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
            Classes[k] += Reaches(right.Iou(k) - left.Iou(k), classes[k]) ? 1 : 0;
        }
    }
}
