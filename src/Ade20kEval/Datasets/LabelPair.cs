using Ade20kEval.Counting;

namespace Ade20kEval.Datasets;

/// <summary>A pair of raw values with the zero-based labels that they stand for.</summary>
/// <param name="Raw">The raw values and their pixels.</param>
/// <param name="GroundTruth">The ground-truth label: a class index, <see cref="ZeroBasedLabels.Void"/>, or a number from N on.</param>
/// <param name="Prediction">The predicted label: a class index, <see cref="ZeroBasedLabels.Void"/>, <see cref="ZeroBasedLabels.Nothing"/>, or a number from N on.</param>
internal readonly record struct LabelPair(PairCount Raw, int GroundTruth, int Prediction)
{
    /// <summary>How many pixels.</summary>
    public long Pixels => Raw.Pixels;
}
