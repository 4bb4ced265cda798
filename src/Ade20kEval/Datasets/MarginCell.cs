using Ade20kEval.Counting;

namespace Ade20kEval.Datasets;

/// <summary>A pair of raw values of which at least one is no class.</summary>
/// <param name="Raw">The raw values and their pixels.</param>
/// <param name="GroundTruthKind">What the dataset says of the ground-truth value.</param>
/// <param name="GroundTruth">The ground-truth class, or -1.</param>
/// <param name="PredictionKind">What the dataset says of the prediction value.</param>
/// <param name="Prediction">The predicted class, or -1.</param>
public readonly record struct MarginCell(PairCount Raw, LabelKind GroundTruthKind, int GroundTruth, LabelKind PredictionKind, int Prediction)
{
    /// <summary>How many pixels.</summary>
    public long Pixels => Raw.Pixels;
}
