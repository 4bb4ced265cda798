namespace Ade20kEval.Errors;

/// <summary>How a run does on regions that are divided into ranges of size.</summary>
/// <param name="Key">What the division is called in documents.</param>
/// <param name="GroundTruth">Regions of the ground truth, the smallest first.</param>
/// <param name="Prediction">Predicted regions, the smallest first.</param>
internal sealed record RegionSizeDivision(string Key, IReadOnlyList<RegionSizeScore> GroundTruth, IReadOnlyList<RegionSizeScore> Prediction);
