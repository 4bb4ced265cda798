namespace Ade20kEval.Errors;

/// <summary>What a pixel is to the class of its ground truth.</summary>
internal enum PixelKind : byte
{
    /// <summary>Its ground truth is no class.</summary>
    Void,

    /// <summary>It is predicted as its class.</summary>
    Right,

    /// <summary>It was missed at a ragged edge.</summary>
    Boundary,

    /// <summary>It was missed in a region of which something was found, but not at its edge.</summary>
    Extent,

    /// <summary>It was missed in a region of which nothing was found.</summary>
    Segment,
}
