namespace Ade20kEval.Formats.Png;

/// <summary>How a PNG's rows are compressed.</summary>
internal enum PngCompression
{
    /// <summary>By the platform's zlib: small for every kind of image, but its bytes differ between versions and processors.</summary>
    Platform,

    /// <summary>By <see cref="StretchDeflate"/>: the same bytes on every machine; small where pixels repeat their neighbour or the row above, as in label maps.</summary>
    Reproducible,
}
