using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;

namespace Ade20kEval.Statistics;

/// <summary>The mean shares of right pixels and of the kinds of error, with one unit at a time left out: what intervals, and differences of two runs, are made of.</summary>
internal sealed class ErrorKindUnits
{
    /// <summary>Right, boundary, extent, segment.</summary>
    public const int Parts = 4;

    private readonly ErrorKindCounts _counts;
    private readonly IReadOnlyList<IReadOnlyList<int>> _units;
    private readonly int _classCount;

    private ErrorKindUnits(ErrorKindCounts counts, int classCount, IReadOnlyList<IReadOnlyList<int>> units)
    {
        _counts = counts;
        _units = units;
        _classCount = classCount;
        LeftOut = [.. Enumerable.Range(0, Parts).Select(_ => new double[units.Count])];
    }

    /// <summary>The means over the classes that occur.</summary>
    public double[] Estimate { get; } = new double[Parts];

    /// <summary>For each part, the means without each unit. A class whose ground truth all leaves keeps its shares, as in the intervals of scores.</summary>
    public double[][] LeftOut { get; }

    /// <summary>Works a run out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="scenes">The places of the images of every scene; <see langword="null"/> where each image is a unit.</param>
    /// <returns><see langword="null"/> where kinds of error were not counted, or no class occurs.</returns>
    public static ErrorKindUnits? Of(RunCounts run, IReadOnlyList<IReadOnlyList<int>>? scenes)
    {
        if (run.ErrorKinds is not ErrorKindCounts counts)
        {
            return null;
        }

        ErrorKindUnits units = new(counts, run.Dataset.ClassCount, UnitIntervals.Of(counts.Images.Count, scenes));
        return units.LeaveOut() ? units : null;
    }

    /// <summary>The means in drawn samples, for each part by draw; over the classes that occur in the sample.</summary>
    public double[][] Draw(int draws)
    {
        double[][] values = [.. Enumerable.Range(0, Parts).Select(_ => new double[draws])];
        DrawNumbers numbers = new(BootstrapIntervals.DefaultSeed);
        int[] times = new int[_units.Count];
        long[] sums = new long[_classCount * Parts];
        ClassErrors[][] cells = [.. _units.Select(unit => Sum(unit, _counts).ToArray())];
        for (int draw = 0; draw < draws; draw++)
        {
            UnitIntervals.Draw(numbers, draw, times);
            Array.Clear(sums);
            for (int i = 0; i < cells.Length; i++)
            {
                foreach (ref readonly ClassErrors cell in cells[i].AsSpan(0, times[i] == 0 ? 0 : cells[i].Length))
                {
                    Span<long> own = sums.AsSpan(cell.ClassIndex * Parts, Parts);
                    own[0] += times[i] * cell.TruePositives;
                    own[1] += times[i] * cell.Boundary;
                    own[2] += times[i] * cell.Extent;
                    own[3] += times[i] * cell.Segment;
                }
            }

            Mean(sums, values, draw);
        }

        return values;
    }

    private static void Mean(ReadOnlySpan<long> sums, double[][] values, int draw)
    {
        Span<double> totals = stackalloc double[Parts];
        int classes = 0;
        for (int k = 0; k < sums.Length; k += Parts)
        {
            long union = sums[k] + sums[k + 1] + sums[k + 2] + sums[k + 3];
            classes += union > 0 ? 1 : 0;
            for (int part = 0; part < Parts && union > 0; part++)
            {
                totals[part] += (double)sums[k + part] / union;
            }
        }

        for (int part = 0; part < Parts; part++)
        {
            values[part][draw] = classes == 0 ? double.NaN : totals[part] / classes;
        }
    }

    private bool LeaveOut()
    {
        ClassErrors[] sums = ErrorKindScores.Sum(_classCount, _counts.Images);
        ErrorShares?[] shares = [.. sums.Select(sum => ErrorShares.Of(sum))];
        ErrorShares[] known = [.. shares.OfType<ErrorShares>()];
        if (known.Length == 0)
        {
            return false;
        }

        double[] whole = [known.Sum(s => s.Iou), known.Sum(s => s.Boundary), known.Sum(s => s.Extent), known.Sum(s => s.Segment)];
        for (int part = 0; part < Parts; part++)
        {
            Estimate[part] = whole[part] / known.Length;
        }

        for (int i = 0; i < _units.Count; i++)
        {
            // Only classes of the unit change.
            double[] rest = [.. whole];
            foreach (ClassErrors own in Sum(_units[i], _counts))
            {
                ClassErrors others = sums[own.ClassIndex].Minus(own);
                if (others.GroundTruth > 0 && ErrorShares.Of(others) is ErrorShares without)
                {
                    ErrorShares old = shares[own.ClassIndex]!.Value;
                    rest[0] = rest[0] + without.Iou - old.Iou;
                    rest[1] = rest[1] + without.Boundary - old.Boundary;
                    rest[2] = rest[2] + without.Extent - old.Extent;
                    rest[3] = rest[3] + without.Segment - old.Segment;
                }
            }

            for (int part = 0; part < Parts; part++)
            {
                LeftOut[part][i] = rest[part] / known.Length;
            }
        }

        return true;
    }

    private static IEnumerable<ClassErrors> Sum(IReadOnlyList<int> unit, ErrorKindCounts counts)
    {
        if (unit.Count == 1)
        {
            return counts.Images[unit[0]];
        }

        Dictionary<int, ClassErrors> sums = [];
        foreach (ClassErrors cell in unit.SelectMany(i => counts.Images[i]))
        {
            sums[cell.ClassIndex] = sums.TryGetValue(cell.ClassIndex, out ClassErrors sum) ? sum.Plus(cell) : cell;
        }

        return sums.Values;
    }
}
