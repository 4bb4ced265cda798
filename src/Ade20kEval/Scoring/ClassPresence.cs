namespace Ade20kEval.Scoring;

/// <summary>Which classes the mean IoU of a single image is over.</summary>
public enum ClassPresence
{
    /// <summary>Those that the image's ground truth has: a class that was only predicted costs the others its pixels and has no IoU of its own.</summary>
    GroundTruth,

    /// <summary>Those that its ground truth or its prediction has: a class that was only predicted counts as 0.</summary>
    Either,
}
