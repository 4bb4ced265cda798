namespace Ade20kEval.Instances;

/// <summary>What became of a detection at every IoU threshold and in every range of area.</summary>
/// <param name="Score">How sure the detector was.</param>
/// <param name="Rank">Its place among the detections of its image and category, best first, from 0.</param>
/// <param name="Matched">Bit <c>10 * area range + threshold</c>: it found an object.</param>
/// <param name="Excused">The same bits: it counts neither as right nor as wrong.</param>
internal readonly record struct MatchedDetection(double Score, int Rank, ulong Matched, ulong Excused);
