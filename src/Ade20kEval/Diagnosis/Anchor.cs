namespace Ade20kEval.Diagnosis;

/// <summary>Where the smaller of two rectangles lies in the larger one.</summary>
internal enum Anchor
{
    /// <summary>At the upper left.</summary>
    Start,

    /// <summary>In the middle.</summary>
    Middle,

    /// <summary>At the lower right.</summary>
    End,
}
