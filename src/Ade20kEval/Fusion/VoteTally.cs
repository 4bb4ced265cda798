namespace Ade20kEval.Fusion;

/// <summary>Counts weighted votes for classes, pixel by pixel; of equal sums the first class wins.</summary>
internal sealed class VoteTally
{
    private readonly double[] _sum;
    private readonly int[] _voted;
    private int _votedCount;
    private double _total;

    /// <param name="classes">How many classes there are.</param>
    /// <param name="voters">The most votes that one pixel gets.</param>
    public VoteTally(int classes, int voters)
    {
        _sum = new double[classes];
        _voted = new int[voters];
    }

    /// <summary>Adds a vote.</summary>
    public void Add(int vote, double weight)
    {
        if (_sum[vote] == 0)
        {
            _voted[_votedCount++] = vote;
        }

        _sum[vote] += weight;
        _total += weight;
    }

    /// <summary>The class with the most weight so far, its share of all weight and the share of the next.</summary>
    public (int Class, double Top, double Second) Winner()
    {
        int best = _voted[0];
        double second = 0;
        for (int i = 1; i < _votedCount; i++)
        {
            int other = _voted[i];
            bool isBetter = _sum[other] > _sum[best] || (_sum[other] == _sum[best] && other < best);
            second = Math.Max(second, _sum[isBetter ? best : other]);
            best = isBetter ? other : best;
        }

        return (best, _sum[best] / _total, second / _total);
    }

    /// <summary>Forgets all votes.</summary>
    public void Clear()
    {
        for (int i = 0; i < _votedCount; i++)
        {
            _sum[_voted[i]] = 0;
        }

        _votedCount = 0;
        _total = 0;
    }
}
