namespace Ade20kEval.Instances;

/// <summary>An object of the ground truth, without its mask.</summary>
/// <param name="Id">The number of its annotation.</param>
/// <param name="Category">Index into the categories of the run.</param>
/// <param name="Area">The area that the file claims, in pixels: it decides in which area ranges the object counts.</param>
/// <param name="IsCrowd">Several objects in one: excuses detections, is never missed.</param>
/// <param name="IsIgnored">The file's key <c>ignore</c>, which some programs honour.</param>
/// <param name="Extent">What it really covers, in pixels: of its mask, or of its box where boxes are compared.</param>
/// <param name="BoundaryExtent">Pixels of the band along its outline; 0 where boundaries are not compared.</param>
internal readonly record struct GroundTruthObject(long Id, int Category, double Area, bool IsCrowd, bool IsIgnored, double Extent, double BoundaryExtent = 0);
