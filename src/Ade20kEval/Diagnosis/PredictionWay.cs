using Ade20kEval.Masks;

namespace Ade20kEval.Diagnosis;

/// <summary>A way in which prediction files become raw values.</summary>
/// <param name="Encoding">What an option of scoring would say.</param>
/// <param name="Palette">The colours, where they are looked up.</param>
internal sealed record PredictionWay(MaskEncoding Encoding, KnownPalette? Palette)
{
    /// <summary>As scoring reads them without option.</summary>
    public static PredictionWay AsScored { get; } = new(MaskEncoding.Raw, null);

    /// <summary>Shades of gray.</summary>
    public static PredictionWay Gray { get; } = new(MaskEncoding.Gray, null);

    /// <summary>Through colours.</summary>
    public static PredictionWay Through(KnownPalette palette) => new(MaskEncoding.Palette, palette);
}
