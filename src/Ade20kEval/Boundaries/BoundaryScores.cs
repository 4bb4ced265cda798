namespace Ade20kEval.Boundaries;

/// <summary>Boundary IoU of a run. Undefined figures are <see langword="null"/>.</summary>
/// <param name="MeanIou">Mean of the classes' Boundary IoU, over those that have a boundary on either side; in [0, 1].</param>
/// <param name="ClassesAveraged">How many those are.</param>
/// <param name="Classes">Every class, in order of its index.</param>
public sealed record BoundaryScores(double? MeanIou, int ClassesAveraged, IReadOnlyList<BoundaryClassScore> Classes);
