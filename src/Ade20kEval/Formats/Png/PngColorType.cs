namespace Ade20kEval.Formats.Png;

/// <summary>What a PNG pixel is made of. The values are the file's own (PNG specification, section 11.2.1, IHDR).</summary>
internal enum PngColorType
{
    /// <summary>One sample: gray. For a mask, the raw value.</summary>
    Gray = 0,

    /// <summary>Three samples: red, green, blue.</summary>
    Rgb = 2,

    /// <summary>One sample: an index into the palette. For a mask, the raw value; its colour is never used.</summary>
    Palette = 3,

    /// <summary>Two samples: gray, alpha.</summary>
    GrayAlpha = 4,

    /// <summary>Four samples: red, green, blue, alpha.</summary>
    Rgba = 6,
}
