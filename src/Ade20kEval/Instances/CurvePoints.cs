namespace Ade20kEval.Instances;

/// <summary>The steps of the precision-recall curves of one range of area: recall rises, and precision with it, at detections that are right and nowhere else.</summary>
/// <param name="capacity">The most steps that a curve can have.</param>
internal sealed class CurvePoints(int capacity)
{

    // numpy's spacing(1): what keeps 0 / 0 out of the original, and makes a perfect precision 0.9999999999999998.
    private const double Epsilon = 2.220446049250313E-16;

    private readonly double[] _precisions = new double[InstanceGrid.Thresholds * capacity];
    private readonly int[] _positions = new int[InstanceGrid.Thresholds * capacity];
    private readonly int[] _right = new int[InstanceGrid.Thresholds];
    private readonly int[] _uncounted = new int[InstanceGrid.Thresholds];

    /// <summary>How many detections are right at a threshold.</summary>
    public int Count(int threshold) => _right[threshold];

    /// <summary>After each of them, the best precision from there on.</summary>
    public ReadOnlySpan<double> Precisions(int threshold) => _precisions.AsSpan(threshold * capacity, _right[threshold]);

    /// <summary>Where each of them stands among all detections by falling score.</summary>
    public ReadOnlySpan<int> Positions(int threshold) => _positions.AsSpan(threshold * capacity, _right[threshold]);

    /// <summary>Goes over the detections once for all thresholds.</summary>
    /// <param name="sorted">By falling score; at most the capacity.</param>
    /// <param name="range">Which range of area.</param>
    /// <remarks>
    /// At position i, the detections that count are i + 1 less those that were excused; most are excused at no threshold or at all of them, and right at none:
    /// they cost one step.
    /// </remarks>
    public void Fill(ReadOnlySpan<MatchedDetection> sorted, int range)
    {
        Array.Clear(_right);
        Array.Clear(_uncounted);
        int uncountedAtAll = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            ulong excused = (sorted[i].Excused >> (range * InstanceGrid.Thresholds)) & InstanceGrid.AllThresholds;
            if (excused == InstanceGrid.AllThresholds)
            {
                uncountedAtAll++;
                continue;
            }

            for (ulong rest = excused; rest != 0; rest &= rest - 1)
            {
                _uncounted[System.Numerics.BitOperations.TrailingZeroCount(rest)]++;
            }

            for (ulong rest = (sorted[i].Matched >> (range * InstanceGrid.Thresholds)) & InstanceGrid.AllThresholds & ~excused; rest != 0; rest &= rest - 1)
            {
                int t = System.Numerics.BitOperations.TrailingZeroCount(rest);
                int step = (t * capacity) + _right[t];
                int right = ++_right[t];
                int wrong = i + 1 - uncountedAtAll - _uncounted[t] - right;
                _positions[step] = i;
                _precisions[step] = right / ((double)wrong + right + Epsilon);
            }
        }

        for (int t = 0; t < InstanceGrid.Thresholds; t++)
        {
            Span<double> precisions = _precisions.AsSpan(t * capacity, _right[t]);
            for (int i = precisions.Length - 2; i >= 0; i--)
            {
                precisions[i] = Math.Max(precisions[i], precisions[i + 1]);
            }
        }
    }
}
