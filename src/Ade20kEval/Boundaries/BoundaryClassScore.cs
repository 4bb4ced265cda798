namespace Ade20kEval.Boundaries;

/// <summary>Boundary IoU of one class.</summary>
/// <param name="Index">Class index, 0 .. C-1.</param>
/// <param name="Iou">Intersection over union of the two bands, in [0, 1]; <see langword="null"/> where there is no band.</param>
/// <param name="GroundTruthPixels">Pixels of the band inside the class's ground truth.</param>
/// <param name="PredictedPixels">Pixels of the band inside what was predicted as the class, where the ground truth is a class.</param>
/// <param name="IntersectionPixels">Pixels in both bands.</param>
public sealed record BoundaryClassScore(int Index, double? Iou, long GroundTruthPixels, long PredictedPixels, long IntersectionPixels);
