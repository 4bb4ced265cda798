namespace Ade20kEval.Panoptic;

/// <summary>A segment of the ground truth.</summary>
/// <param name="Id">Its number in the file.</param>
/// <param name="Category">Index of its category; -1 for one that is not in the list of categories.</param>
/// <param name="Pixels">Its pixels in the PNG.</param>
/// <param name="Area">The area that the JSON claims; <see langword="null"/> where it claims none.</param>
/// <param name="IsCrowd">Whether it is a crowd, which excuses predictions and is never missed.</param>
/// <param name="BoundaryPixels">Pixels of the band along its outline; 0 where boundaries are not compared.</param>
internal readonly record struct GroundTruthSegment(long Id, int Category, long Pixels, double? Area, bool IsCrowd, long BoundaryPixels = 0);
