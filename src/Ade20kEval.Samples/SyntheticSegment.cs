namespace Ade20kEval.Samples;

/// <summary>One segment of a scene.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Label">The label id of its class, 1 to 150.</param>
/// <param name="Area">What a file claims as its area: of ground truth's stuff, what it covered before things were laid over it, as in ADE20K's panoptic files.</param>
/// <param name="IsCrowd">Whether it is several things that are not told apart.</param>
public sealed record SyntheticSegment(int Id, int Label, long Area, bool IsCrowd);
