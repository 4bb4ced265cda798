namespace Ade20kEval.Masks;

/// <summary>How a mask file's samples stand for raw values.</summary>
public enum MaskEncoding
{
    /// <summary>The sample is the raw value; of a palette file, the index. RGB files are refused.</summary>
    Raw,

    /// <summary>RGB files, and palette files by the colours that their own palette gives to its indices, hold the colours of a known palette; gray files are read as with <see cref="Raw"/>.</summary>
    Palette,

    /// <summary>RGB files hold full ADE20K annotations: raw value = (R / 10, rounded down) x 256 + G; other files are read as with <see cref="Raw"/>.</summary>
    AdeFullCodes,

    /// <summary>
    /// Gray files hold shades, as image libraries show them: samples of 1, 2 and 4 bits are stretched to 0..255 (times 255, 85 and 17); RGB files hold the same in
    /// three equal channels. Other files are read as with <see cref="Raw"/>.
    /// </summary>
    Gray,
}
