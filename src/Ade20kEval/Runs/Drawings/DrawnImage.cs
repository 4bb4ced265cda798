namespace Ade20kEval.Runs.Drawings;

/// <summary>An image of a run of segments or detections, to be looked at.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Figure">Its own figure.</param>
/// <param name="GroundTruth">The ground truth.</param>
/// <param name="Predictions">The predictions.</param>
/// <param name="Missed">The categories of what was missed, one for each.</param>
/// <param name="False">The categories of false predictions, one for each, whether drawn or not.</param>
internal sealed record DrawnImage(string Name, double Figure, DrawnSide GroundTruth, DrawnSide Predictions, IReadOnlyList<string> Missed, IReadOnlyList<string> False);
