namespace Ade20kEval.Formats.CocoJson;

/// <summary>A category of a panoptic file.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name; empty where the file does not say.</param>
/// <param name="IsThing">Whether its segments are countable things; else it is stuff.</param>
internal readonly record struct PanopticFileCategory(long Id, string Name, bool IsThing);
