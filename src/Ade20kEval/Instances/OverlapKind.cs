namespace Ade20kEval.Instances;

/// <summary>What of a detection is laid over what of an object.</summary>
public enum OverlapKind
{
    /// <summary>Their masks.</summary>
    Mask,

    /// <summary>Their boxes.</summary>
    Box,

    /// <summary>The smaller of the IoU of the masks and the IoU of the bands along their outlines (Cheng et al. 2021).</summary>
    Boundary,
}
