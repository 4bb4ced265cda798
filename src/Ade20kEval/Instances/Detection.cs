namespace Ade20kEval.Instances;

/// <summary>Something that was detected, without its mask.</summary>
/// <param name="Category">Index into the categories of the run.</param>
/// <param name="Score">How sure the detector was: any finite number, only their order counts.</param>
/// <param name="Area">In pixels: decides in which area ranges a detection that matches nothing counts.</param>
/// <param name="Extent">What it really covers, in pixels: of its mask, or of its box where boxes are compared.</param>
/// <param name="BoundaryExtent">Pixels of the band along its outline; 0 where boundaries are not compared.</param>
internal readonly record struct Detection(int Category, double Score, double Area, double Extent, double BoundaryExtent = 0);
