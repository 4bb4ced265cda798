namespace Ade20kEval.Instances;

/// <summary>A category that instances are found of.</summary>
/// <param name="Id">Its number in the files.</param>
/// <param name="Name">Its name; empty where nobody said.</param>
internal sealed record InstanceCategory(long Id, string Name);
