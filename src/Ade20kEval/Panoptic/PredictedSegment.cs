namespace Ade20kEval.Panoptic;

/// <summary>A segment of a prediction.</summary>
/// <param name="Id">Its number in the file; of a label map, the raw value.</param>
/// <param name="Category">Index of its category.</param>
/// <param name="Pixels">Its pixels; at least 1.</param>
/// <param name="BoundaryPixels">Pixels of the band along its outline; 0 where boundaries are not compared.</param>
internal readonly record struct PredictedSegment(long Id, int Category, long Pixels, long BoundaryPixels = 0);
