namespace Ade20kEval.Instances;

/// <summary>What rules make of evidence.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Summary">The twelve figures.</param>
/// <param name="ApByThreshold">Average precision at each of the ten thresholds, at the headline limit, or at the largest where that is none of the limits.</param>
/// <param name="ArByThreshold">Recall at each of the ten thresholds, mean over categories, at the largest limit.</param>
/// <param name="Classes">The categories, by ascending id.</param>
/// <param name="Arrays">All that the figures are means of.</param>
public sealed record InstanceScores(
    InstanceRules Rules,
    InstanceSummary Summary,
    IReadOnlyList<double?> ApByThreshold,
    IReadOnlyList<double?> ArByThreshold,
    IReadOnlyList<InstanceClassScore> Classes,
    InstanceArrays Arrays)
{
    /// <summary>Scores evidence.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="rules">How to score it.</param>
    /// <exception cref="ArgumentException">The limits are not ascending, or there are none.</exception>
    public static InstanceScores Of(InstanceEvidence evidence, InstanceRules rules)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(rules);
        IReadOnlyList<int> limits = rules.DetectionLimits;
        if (limits.Count == 0 || limits[0] < 1 || limits.Zip(limits.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException("Limits of detections are at least 1, ascend, and are at least one.", nameof(rules));
        }

        CategoryCurves[] curves = [.. evidence.Categories.Select(_ => new CategoryCurves())];
        CocoMatching matching = new(evidence.Kind, rules);
        foreach (ImageInstances image in evidence.Images)
        {
            matching.Match(image, (category, detection) => curves[category].Add(detection), (category, ranges) => curves[category].Count(ranges));
        }

        InstanceArrays arrays = new(curves.Length, limits.Count);
        for (int category = 0; category < curves.Length; category++)
        {
            curves[category].WriteTo(arrays, category, limits);
        }

        return new ArrayMeans(arrays, rules).ToScores(evidence);
    }
}
