using Ade20kEval.Masks;

namespace Ade20kEval.Native;

/// <summary>What is counted of masks in memory, and how they are taken.</summary>
/// <param name="Scoring">What is counted.</param>
/// <param name="GroundTruthRemap">New numbers for ground-truth values; <see langword="null"/> for none.</param>
/// <param name="PredictionRemap">New numbers for predicted values; <see langword="null"/> for none.</param>
internal sealed record ArrayOptions(ScoringOptions Scoring, LabelRemap? GroundTruthRemap = null, LabelRemap? PredictionRemap = null)
{
    /// <summary>Negative ground-truth values that are ignored; <see langword="null"/> for none.</summary>
    public IgnoredNegatives? Negatives { get; init; }

    /// <summary>Whether a prediction of another size is brought to that of its ground truth.</summary>
    public bool Resizes { get; init; }

    /// <summary>Whether the bytes of every mask go into a digest.</summary>
    public bool Digests { get; init; }
}
