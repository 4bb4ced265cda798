namespace Ade20kEval.Masks;

/// <summary>How a mask file's samples stand for raw values.</summary>
public enum MaskEncoding
{
    /// <summary>The sample is the raw value; of a palette file, the index. RGB files are refused.</summary>
    Raw,

    /// <summary>RGB files hold the colours of a known palette; other files are read as with <see cref="Raw"/>.</summary>
    Palette,

    /// <summary>RGB files hold full ADE20K annotations: raw value = (R / 10, rounded down) x 256 + G; other files are read as with <see cref="Raw"/>.</summary>
    AdeFullCodes,
}
