namespace Ade20kEval.Instances;

/// <summary>Of pycocotools' arrays the part that figures are means of: precision at the limit of the figures and at the headline's, and recall.</summary>
/// <remarks>
/// The whole arrays have three times the precisions, and as many scores, which only their file shows: fifteen megabytes for eighty categories, and memory
/// that nobody looks at costs as much to get as the matching of all images. -1 where a category has no object that counts. Taking different categories at
/// once is safe.
/// </remarks>
internal sealed class PrecisionTable
{
    private readonly double[]?[] _planes;
    private readonly double[] _recall;

    /// <summary>A table that every category is still to be taken into.</summary>
    /// <param name="categories">How many there are.</param>
    /// <param name="rules">The limits.</param>
    public PrecisionTable(int categories, InstanceRules rules)
    {
        CategoryCount = categories;
        LimitCount = rules.DetectionLimits.Count;
        FigureLimit = rules.FigureLimitIndex;
        _recall = new double[InstanceGrid.Thresholds * InstanceGrid.Ranges * LimitCount * categories];
        _planes = new double[]?[InstanceGrid.Ranges * LimitCount];
        for (int plane = 0; plane < _planes.Length; plane++)
        {
            (int range, int limit) = (plane / LimitCount, plane % LimitCount);
            if (limit == rules.FigureLimitIndex || (range == 0 && rules.DetectionLimits[limit] == rules.HeadlineLimit))
            {
                _planes[plane] = new double[InstanceGrid.Thresholds * InstanceGrid.RecallLevels.Length * categories];
            }
        }
    }

    /// <summary>How many categories there are.</summary>
    public int CategoryCount { get; }

    /// <summary>How many limits of detections there are.</summary>
    public int LimitCount { get; }

    /// <summary>Which of the limits figures are read at.</summary>
    public int FigureLimit { get; }

    /// <summary>The precision of every category at one threshold and recall level.</summary>
    /// <param name="threshold">Which threshold.</param>
    /// <param name="level">Which recall level.</param>
    /// <param name="range">Which range of area.</param>
    /// <param name="limit">The limit of the figures; for all areas, the headline's too.</param>
    public ReadOnlySpan<double> Precision(int threshold, int level, int range, int limit) =>
        _planes[(range * LimitCount) + limit].AsSpan(((threshold * InstanceGrid.RecallLevels.Length) + level) * CategoryCount, CategoryCount);

    /// <summary>The recall of every category at one threshold.</summary>
    /// <param name="threshold">Which threshold.</param>
    /// <param name="range">Which range of area.</param>
    /// <param name="limit">Which limit.</param>
    public ReadOnlySpan<double> Recall(int threshold, int range, int limit) => _recall.AsSpan(RecallRow(threshold, range, limit), CategoryCount);

    /// <summary>Takes one category from arrays of that one alone.</summary>
    public void Take(int category, InstanceArrays alone)
    {
        for (int plane = 0; plane < _planes.Length; plane++)
        {
            (int range, int limit) = (plane / LimitCount, plane % LimitCount);
            for (int t = 0; t < InstanceGrid.Thresholds; t++)
            {
                _recall[RecallRow(t, range, limit) + category] = alone.Recall[alone.RecallIndex(t, 0, range, limit)];
            }

            if (_planes[plane] is not double[] precision)
            {
                continue;
            }

            int from = alone.PrecisionIndex(0, 0, 0, range, limit);
            int step = alone.PrecisionIndex(0, 1, 0, 0, 0);
            for (int at = category; at < precision.Length; at += CategoryCount, from += step)
            {
                precision[at] = alone.Precision[from];
            }
        }
    }

    private int RecallRow(int threshold, int range, int limit) => ((((threshold * InstanceGrid.Ranges) + range) * LimitCount) + limit) * CategoryCount;
}
