namespace Ade20kEval.Reporting.Analysis;

/// <summary>One class taken for another: how many pixels, and what it costs.</summary>
/// <param name="GroundTruth">Class index of what the pixels are.</param>
/// <param name="Prediction">Class index of what they were taken for; null where the prediction is not a class at all.</param>
/// <param name="Pixels">How many pixels.</param>
/// <param name="Share">Which share of the ground-truth class they are, in (0, 1].</param>
/// <param name="Gain">How much the mean IoU would rise were these pixels predicted right, a difference of fractions.</param>
internal sealed record Confusion(int GroundTruth, int? Prediction, long Pixels, double Share, double Gain);
