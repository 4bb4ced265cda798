using Ade20kEval.Datasets;

namespace Ade20kEval.Cli.Inspection;

/// <summary>What raw values are called.</summary>
/// <param name="Dataset">Whose classes they are.</param>
/// <param name="Labels">Whether they are label ids or class indices.</param>
internal sealed record ValueNames(Dataset Dataset, PredictionLabels Labels)
{
    /// <summary>The name of a value's class, or what else it is.</summary>
    public string Of(int value)
    {
        LabelMeaning meaning = Labels == PredictionLabels.Ids ? Dataset.ClassifyGroundTruth(value) : Dataset.ClassifyPrediction(value, Labels);
        return meaning.ClassIndex is int index ? Dataset.Classes[index].Name : meaning.Kind == LabelKind.Ignored ? "(ignored)" : "(no class)";
    }
}
