namespace Ade20kEval.Instances;

/// <summary>What rules make of evidence.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Summary">The twelve figures.</param>
/// <param name="ApByThreshold">Average precision at each of the ten thresholds, at the headline limit, or at the largest where that is none of the limits.</param>
/// <param name="ArByThreshold">Recall at each of the ten thresholds, mean over categories, at the largest limit.</param>
/// <param name="Classes">The categories, by ascending id.</param>
public sealed record InstanceScores(
    InstanceRules Rules,
    InstanceSummary Summary,
    IReadOnlyList<double?> ApByThreshold,
    IReadOnlyList<double?> ArByThreshold,
    IReadOnlyList<InstanceClassScore> Classes)
{
    /// <summary>What the figures are means of; empty where precision is integrated and not read at levels of recall.</summary>
    internal PrecisionTable Table { get; init; } = new(categories: 0, InstanceRules.Coco);

    /// <summary>Scores evidence.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="rules">How to score it.</param>
    internal static InstanceScores Of(InstanceEvidence evidence, InstanceRules rules)
    {
        ImageMatches[] matches = [.. evidence.Images.Select(rules.Matcher(evidence.Kind))];
        if (rules.IsCityscapes)
        {
            return CityscapesScores.Of(evidence, rules, matches);
        }

        InstanceCurves curves = new(evidence.Categories.Count, rules, matches);
        InstanceArrays scratch = curves.Scratch();
        for (int category = 0; category < evidence.Categories.Count; category++)
        {
            curves.Draw(category, scratch);
        }

        return curves.ToScores(evidence);
    }
}
