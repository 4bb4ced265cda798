namespace Ade20kEval.Instances;

/// <summary>Precision, recall and score at every threshold, recall level, category, range of area and limit: what pycocotools calls <c>eval</c>.</summary>
/// <remarks>
/// Row-major. Precision and scores: threshold x recall level x category x range x limit; recall without the recall level. -1 where a category has no object that
/// counts in a range: these arrays are the original's, bit for bit, and leave the program only as .npz; figures made of them are <see langword="null"/> there.
/// Writing different categories at once is safe.
/// </remarks>
internal sealed class InstanceArrays
{
    private readonly double[] _precision;
    private readonly double[] _recall;
    private readonly double[] _scores;

    internal InstanceArrays(int categories, int limits)
    {
        CategoryCount = categories;
        LimitCount = limits;
        int cells = InstanceGrid.IouThresholds.Count * categories * InstanceGrid.AreaRanges.Count * limits;
        _recall = new double[cells];
        _precision = new double[cells * InstanceGrid.RecallLevels.Count];
        _scores = new double[_precision.Length];
        Array.Fill(_recall, -1);
        Array.Fill(_precision, -1);
        Array.Fill(_scores, -1);
    }

    /// <summary>How many categories there are.</summary>
    public int CategoryCount { get; }

    /// <summary>How many limits of detections there are.</summary>
    public int LimitCount { get; }

    /// <summary>The best precision at or beyond each recall level; 0 beyond the recall that was reached.</summary>
    public ReadOnlySpan<double> Precision => _precision;

    /// <summary>The recall that all detections together reach.</summary>
    public ReadOnlySpan<double> Recall => _recall;

    /// <summary>The score at which each recall level is reached; 0 beyond the recall that was reached.</summary>
    public ReadOnlySpan<double> Scores => _scores;

    /// <summary>Threshold x recall level x category x range of area x limit.</summary>
    public IReadOnlyList<int> PrecisionShape =>
        [InstanceGrid.IouThresholds.Count, InstanceGrid.RecallLevels.Count, CategoryCount, InstanceGrid.AreaRanges.Count, LimitCount];

    /// <summary>Threshold x category x range of area x limit.</summary>
    public IReadOnlyList<int> RecallShape => [InstanceGrid.IouThresholds.Count, CategoryCount, InstanceGrid.AreaRanges.Count, LimitCount];

    /// <summary>Where a precision or score stands.</summary>
    public int PrecisionIndex(int threshold, int level, int category, int range, int limit) =>
        ((((((threshold * InstanceGrid.RecallLevels.Count) + level) * CategoryCount) + category) * InstanceGrid.AreaRanges.Count) + range) * LimitCount + limit;

    /// <summary>Where a recall stands.</summary>
    public int RecallIndex(int threshold, int category, int range, int limit) =>
        ((((threshold * CategoryCount) + category) * InstanceGrid.AreaRanges.Count) + range) * LimitCount + limit;

    /// <summary>Writes one curve.</summary>
    internal void Set(int threshold, int category, int range, int limit, CurvePoints points, ReadOnlySpan<MatchedDetection> sorted, long objects)
    {
        _recall[RecallIndex(threshold, category, range, limit)] = points.Count / (double)objects;
        int at = PrecisionIndex(threshold, 0, category, range, limit);
        int step = CategoryCount * InstanceGrid.AreaRanges.Count * LimitCount;
        int reached = 0;
        for (int level = 0; level < InstanceGrid.RecallLevels.Count; level++, at += step)
        {
            double wanted = InstanceGrid.RecallLevels[level];
            while (reached <= points.Count && reached / (double)objects < wanted)
            {
                reached++;
            }

            // Level 0 is reached by the first detection, right or wrong; every other by the one that brings recall there.
            bool isReached = reached <= points.Count && !sorted.IsEmpty;
            _precision[at] = isReached && points.Count > 0 ? points.Precisions[Math.Max(reached - 1, 0)] : 0;
            _scores[at] = isReached ? sorted[reached == 0 ? 0 : points.Positions[reached - 1]].Score : 0;
        }
    }
}
