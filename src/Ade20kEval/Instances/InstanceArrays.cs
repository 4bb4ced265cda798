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

    /// <summary>Arrays that every category is still to be written or taken into.</summary>
    internal InstanceArrays(int categories, int limits)
    {
        CategoryCount = categories;
        LimitCount = limits;
        int cells = InstanceGrid.IouThresholds.Length * categories * InstanceGrid.AreaRanges.Length * limits;
        _recall = new double[cells];
        _precision = new double[cells * InstanceGrid.RecallLevels.Length];
        _scores = new double[_precision.Length];
    }

    /// <summary>The arrays that rules make of evidence.</summary>
    /// <remarks>Figures need a part of them only, so they are made anew where they are asked for.</remarks>
    public static InstanceArrays Of(InstanceEvidence evidence, InstanceRules rules)
    {
        if (rules.IsCityscapes)
        {
            return new InstanceArrays(categories: 0, rules.DetectionLimits.Count);
        }

        InstanceCurves curves = new(evidence.Categories.Count, rules, [.. evidence.Images.Select(rules.Matcher(evidence.Kind))]);
        InstanceArrays scratch = curves.Scratch();
        InstanceArrays arrays = new(evidence.Categories.Count, rules.DetectionLimits.Count);
        for (int category = 0; category < evidence.Categories.Count; category++)
        {
            curves.Draw(category, scratch);
            arrays.Take(category, scratch);
        }

        return arrays;
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
        [InstanceGrid.IouThresholds.Length, InstanceGrid.RecallLevels.Length, CategoryCount, InstanceGrid.AreaRanges.Length, LimitCount];

    /// <summary>Threshold x category x range of area x limit.</summary>
    public IReadOnlyList<int> RecallShape => [InstanceGrid.IouThresholds.Length, CategoryCount, InstanceGrid.AreaRanges.Length, LimitCount];

    /// <summary>Where a precision or score stands.</summary>
    public int PrecisionIndex(int threshold, int level, int category, int range, int limit) =>
        ((((((threshold * InstanceGrid.RecallLevels.Length) + level) * CategoryCount) + category) * InstanceGrid.AreaRanges.Length) + range) * LimitCount + limit;

    /// <summary>Where a recall stands.</summary>
    public int RecallIndex(int threshold, int category, int range, int limit) =>
        ((((threshold * CategoryCount) + category) * InstanceGrid.AreaRanges.Length) + range) * LimitCount + limit;

    /// <summary>Writes one curve of a category that is alone in these arrays.</summary>
    internal void Set(int threshold, int range, int limit, CurvePoints points, ReadOnlySpan<MatchedDetection> sorted, long objects)
    {
        ReadOnlySpan<double> precisions = points.Precisions(threshold);
        ReadOnlySpan<int> positions = points.Positions(threshold);
        _recall[RecallIndex(threshold, 0, range, limit)] = precisions.Length / (double)objects;
        int at = PrecisionIndex(threshold, 0, 0, range, limit);
        int step = InstanceGrid.AreaRanges.Length * LimitCount;
        int reached = 0;
        foreach (double wanted in InstanceGrid.RecallLevels)
        {
            while (reached <= precisions.Length && reached / (double)objects < wanted)
            {
                reached++;
            }

            // Level 0 is reached by the first detection, right or wrong; every other by the one that brings recall there.
            bool isReached = reached <= precisions.Length && !sorted.IsEmpty;
            _precision[at] = isReached && precisions.Length > 0 ? precisions[Math.Max(reached - 1, 0)] : 0;
            _scores[at] = isReached ? sorted[reached == 0 ? 0 : positions[reached - 1]].Score : 0;
            at += step;
        }
    }

    /// <summary>Writes for a limit what the limit before has, of a category that is alone in these arrays.</summary>
    internal void Repeat(int range, int limit)
    {
        for (int t = 0; t < InstanceGrid.IouThresholds.Length; t++)
        {
            int recall = RecallIndex(t, 0, range, limit);
            _recall[recall] = _recall[recall - 1];
            for (int level = 0; level < InstanceGrid.RecallLevels.Length; level++)
            {
                int at = PrecisionIndex(t, level, 0, range, limit);
                _precision[at] = _precision[at - 1];
                _scores[at] = _scores[at - 1];
            }
        }
    }

    /// <summary>Becomes undefined everywhere.</summary>
    internal void Clear()
    {
        Array.Fill(_recall, -1);
        Array.Fill(_precision, -1);
        Array.Fill(_scores, -1);
    }

    /// <summary>Takes one category from arrays of that one alone.</summary>
    /// <remarks>
    /// In arrays of many categories, what a curve writes one after the other lies far apart: each number is a page of its own. What is copied
    /// here are all ranges and limits at once.
    /// </remarks>
    internal void Take(int category, InstanceArrays alone)
    {
        int cells = InstanceGrid.AreaRanges.Length * LimitCount;
        int rows = InstanceGrid.IouThresholds.Length * InstanceGrid.RecallLevels.Length;
        for (int row = 0; row < rows; row++)
        {
            int at = ((row * CategoryCount) + category) * cells;
            alone._precision.AsSpan(row * cells, cells).CopyTo(_precision.AsSpan(at));
            alone._scores.AsSpan(row * cells, cells).CopyTo(_scores.AsSpan(at));
        }

        for (int t = 0; t < InstanceGrid.IouThresholds.Length; t++)
        {
            alone._recall.AsSpan(t * cells, cells).CopyTo(_recall.AsSpan(((t * CategoryCount) + category) * cells));
        }
    }
}
