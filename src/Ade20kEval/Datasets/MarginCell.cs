using Ade20kEval.Counting;

namespace Ade20kEval.Datasets;

/// <summary>A pair of raw values of which at least one is not a class.</summary>
/// <param name="Raw">The raw values and their pixels.</param>
/// <param name="GroundTruth">What the dataset says of the ground-truth value.</param>
/// <param name="Prediction">What the dataset says of the prediction value.</param>
internal sealed record MarginCell(PairCount Raw, LabelMeaning GroundTruth, LabelMeaning Prediction)
{
    /// <summary>How many pixels.</summary>
    public long Pixels => Raw.Pixels;
}
