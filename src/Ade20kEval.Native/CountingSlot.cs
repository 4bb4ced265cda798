using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Evaluation;
using Ade20kEval.Masks;

namespace Ade20kEval.Native;

/// <summary>What one thread needs to count a pair, kept for the next one.</summary>
/// <param name="options">What is counted.</param>
/// <param name="codes">What raw values are to those that look at neighbours; null where nobody does.</param>
internal sealed class CountingSlot(ArrayOptions options, BoundaryCodes? codes)
{
    public ImageCounter Counter { get; } = new();

    public EvidenceCounter? Evidence { get; } = EvidenceCounter.IsAskedFor(options.Scoring)
        ? new EvidenceCounter(options.Scoring, options.GroundTruthRemap, options.PredictionRemap, codes, kernel: null)
        : null;

    public LabelMap GroundTruth { get; } = new();

    public LabelMap Prediction { get; } = new();

    public LabelMap Resized { get; } = new();
}
