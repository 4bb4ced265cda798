using Ade20kEval.Counting;
using Ade20kEval.Masks;

namespace Ade20kEval.Native;

/// <summary>What one thread needs to count a pair, kept for the next one.</summary>
internal sealed class CountingSlot
{
    public ImageCounter Counter { get; } = new();

    public LabelMap GroundTruth { get; } = new();

    public LabelMap Prediction { get; } = new();
}
