namespace Ade20kEval.Instances;

/// <summary>All precision-recall curves, from the matches of all images. Different categories may be drawn at once.</summary>
internal sealed class InstanceCurves
{
    private readonly InstanceRules _rules;
    private readonly CategoryCurves[] _curves;
    private readonly PrecisionTable _table;

    /// <summary>Sorts matches by category.</summary>
    /// <param name="categories">How many there are.</param>
    /// <param name="rules">The rules that the matches were made under.</param>
    /// <param name="images">The matches, images by ascending id.</param>
    public InstanceCurves(int categories, InstanceRules rules, IReadOnlyList<ImageMatches> images)
    {
        _rules = rules;
        _curves = new CategoryCurves[categories];
        for (int category = 0; category < categories; category++)
        {
            _curves[category] = new CategoryCurves();
        }

        foreach (ImageMatches image in images)
        {
            foreach ((int category, MatchedDetection detection) in image.Detections)
            {
                _curves[category].Add(detection);
            }

            foreach ((int category, int ranges) in image.Objects)
            {
                _curves[category].Count(ranges);
            }
        }

        _table = new PrecisionTable(categories, rules);
    }

    /// <summary>Arrays for <see cref="Draw"/> to work in.</summary>
    public InstanceArrays Scratch() => new(categories: 1, _rules.DetectionLimits.Count);

    /// <summary>Draws the curves of one category.</summary>
    /// <param name="category">Which.</param>
    /// <param name="scratch">Belongs to whoever calls; holds the category's curves afterwards.</param>
    public void Draw(int category, InstanceArrays scratch)
    {
        scratch.Clear();
        _curves[category].WriteTo(scratch, _rules.DetectionLimits);
        _table.Take(category, scratch);
    }

    /// <summary>The figures, once all categories are drawn.</summary>
    public InstanceScores ToScores(InstanceEvidence evidence) => new ArrayMeans(_table, _rules).ToScores(evidence);
}
