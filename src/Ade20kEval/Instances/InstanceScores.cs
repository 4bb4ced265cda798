namespace Ade20kEval.Instances;

/// <summary>What rules make of evidence.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Summary">The twelve figures.</param>
/// <param name="ApByThreshold">Average precision at each of the ten thresholds, at the headline limit, or at that of the other figures where it is none of the limits.</param>
/// <param name="ArByThreshold">Recall at each of the ten thresholds, mean over categories, at the limit of the figures.</param>
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

    /// <summary>The figures by their true names, in COCO's order; those of recall name their limit, and one that would be told twice, as there are fewer limits, is told once.</summary>
    public IReadOnlyList<(string Key, double? Value)> Named =>
    [
        .. Summary.Figures.Take(6),
        .. Rules.IsCityscapes ? Summary.Figures.Skip(6).Take(3) : LimitFigures,
        .. Summary.Figures.Skip(9),
    ];

    /// <summary>Average recall at the first, second and third limit, or as many as there are, by names that tell the limits.</summary>
    internal IReadOnlyList<(string Key, double? Value)> LimitFigures
    {
        get
        {
            double?[] places = Rules.FigureLimitIndex switch { 0 => [Summary.Ar100], 1 => [Summary.Ar1, Summary.Ar100], _ => [Summary.Ar1, Summary.Ar10, Summary.Ar100] };
            return [.. places.Select((value, limit) => (Rules.RecallKey(limit), value))];
        }
    }

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
