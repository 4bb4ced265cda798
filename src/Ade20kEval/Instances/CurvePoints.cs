namespace Ade20kEval.Instances;

/// <summary>The steps of one precision-recall curve: recall rises, and precision with it, at detections that are right and nowhere else.</summary>
/// <param name="capacity">The most steps that there can be.</param>
internal sealed class CurvePoints(int capacity)
{
    private readonly double[] _precisions = new double[capacity];
    private readonly int[] _positions = new int[capacity];

    /// <summary>How many detections are right.</summary>
    public int Count { get; private set; }

    /// <summary>After each of them, the best precision from there on.</summary>
    public ReadOnlySpan<double> Precisions => _precisions.AsSpan(0, Count);

    /// <summary>Where each of them stands among all detections by falling score.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, Count);

    /// <summary>Goes over the detections at one threshold and range.</summary>
    /// <param name="sorted">By falling score.</param>
    /// <param name="bit">Which bit of theirs to read.</param>
    /// <param name="epsilon">Added to the number of detections that count.</param>
    public void Fill(ReadOnlySpan<MatchedDetection> sorted, int bit, double epsilon)
    {
        int right = 0;
        int wrong = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            ulong counts = ~sorted[i].Excused >> bit & 1;
            ulong isRight = counts & (sorted[i].Matched >> bit);
            if (isRight != 0)
            {
                _positions[right] = i;
                right++;
                _precisions[right - 1] = right / ((double)wrong + right + epsilon);
            }

            wrong += (int)(counts & ~isRight & 1);
        }

        Count = right;
        for (int i = right - 2; i >= 0; i--)
        {
            _precisions[i] = Math.Max(_precisions[i], _precisions[i + 1]);
        }
    }
}
