namespace Ade20kEval.Formats.Png;

/// <summary>How a row was made smaller before compression. The values are the file's own (PNG specification, section 9.2).</summary>
public enum PngFilter
{
    /// <summary>Bytes as they are.</summary>
    None = 0,

    /// <summary>Difference to the byte to the left.</summary>
    Sub = 1,

    /// <summary>Difference to the byte above.</summary>
    Up = 2,

    /// <summary>Difference to the mean of left and above.</summary>
    Average = 3,

    /// <summary>Difference to whichever of left, above and upper-left is nearest to left + above - upper-left.</summary>
    Paeth = 4,
}
