using System.Runtime.InteropServices;

namespace Ade20kEval.Counting;

/// <summary>How many pixels hold one pair of raw values.</summary>
/// <param name="GroundTruth">The raw value in the ground-truth file.</param>
/// <param name="Prediction">The raw value in the prediction file.</param>
/// <param name="Pixels">How many pixels; at least 1 wherever cells are listed.</param>
/// <remarks>Packed to 12 bytes: a run keeps some sixty of these for every image.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct PairCount(ushort GroundTruth, ushort Prediction, long Pixels)
{
    /// <summary>Ground truth in the upper, prediction in the lower half: the order in which cells are sorted.</summary>
    internal uint Key => ((uint)GroundTruth << 16) | Prediction;
}
