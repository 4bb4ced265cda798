namespace Ade20kEval.Diagnosis;

/// <summary>How a prediction has to be turned to lie as its ground truth does.</summary>
internal enum Turn
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Left and right exchanged: NumPy's fliplr.</summary>
    MirrorSideways,

    /// <summary>Upper and lower exchanged: flipud.</summary>
    MirrorUpright,

    /// <summary>By 180 degrees: rot90(mask, 2).</summary>
    Half,

    /// <summary>Rows become columns: mask.T.</summary>
    Transpose,

    /// <summary>By 90 degrees against the clock: rot90(mask).</summary>
    Left,

    /// <summary>By 90 degrees with the clock: rot90(mask, -1).</summary>
    Right,

    /// <summary>Transposed and turned by 180 degrees: rot90(mask, 2).T.</summary>
    OtherTranspose,
}
