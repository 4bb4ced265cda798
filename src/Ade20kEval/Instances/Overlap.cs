namespace Ade20kEval.Instances;

/// <summary>What a detection and an object have in common; pairs that have nothing are not kept.</summary>
/// <param name="Detection">Index into the detections of the image.</param>
/// <param name="GroundTruthObject">Index into the objects of the image.</param>
/// <param name="Intersection">What both cover, in pixels; above 0.</param>
/// <param name="BoundaryIntersection">Pixels that the bands along both outlines share; 0 where boundaries are not compared.</param>
internal readonly record struct Overlap(int GroundTruthObject, int Detection, double Intersection, double BoundaryIntersection = 0);
