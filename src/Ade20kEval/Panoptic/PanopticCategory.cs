namespace Ade20kEval.Panoptic;

/// <summary>A category that segments are of.</summary>
/// <param name="Id">Its number in the files.</param>
/// <param name="Name">Its name; empty where nobody said.</param>
/// <param name="IsThing">Whether its segments are countable things; else it is stuff.</param>
internal sealed record PanopticCategory(long Id, string Name, bool IsThing);
