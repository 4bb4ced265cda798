using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;

namespace Ade20kEval.Diagnosis;

/// <summary>A palette that masks are known to be drawn with.</summary>
/// <param name="Description">Whose it is.</param>
/// <param name="Kind">What its raw values are.</param>
/// <param name="Colors">From colour to raw value.</param>
internal sealed record KnownPalette(string Description, PaletteKind Kind, ColorPalette Colors)
{
    /// <summary>Of colours that are numbered as they come, the colours by their numbers; else empty.</summary>
    public IReadOnlyList<int> Codes { get; private init; } = [];

    /// <summary>The dataset's own palette, the colour map that many programs number classes by, those of the catalogue, and all of them with red and blue exchanged.</summary>
    public static IReadOnlyList<KnownPalette> For(Dataset dataset)
    {
        List<(string Description, PaletteKind Kind, IEnumerable<ColorLabel> Colors)> palettes = [];
        if (dataset.HasPalette)
        {
            palettes.Add(($"the palette of {dataset.Name}", PaletteKind.Own, ColorsOf(dataset)));
        }

        palettes.Add((
            "the colour map of PASCAL VOC, by number",
            PaletteKind.Foreign,
            Enumerable.Range(0, 256).Select(i => (Color: GeneratedPalette.Color(i), Place: i)).Select(c => new ColorLabel(c.Color.R, c.Color.G, c.Color.B, c.Place))));
        palettes.AddRange(DatasetCatalog.All
            .Where(other => other.Name != dataset.Name && other.HasPalette)
            .Select(other => ($"the palette of {other.Name}", PaletteKind.Foreign, ColorsOf(other))));
        return [.. palettes.Select(palette => new KnownPalette(palette.Description, palette.Kind, Inverse(palette.Colors))),
            .. palettes.Select(palette => new KnownPalette(
                $"{palette.Description}, with red and blue exchanged (BGR for RGB)",
                PaletteKind.Foreign,
                Inverse(palette.Colors.Select(color => new ColorLabel(color.B, color.G, color.R, color.RawValue)))))];
    }

    /// <summary>Colours of nobody's palette, numbered as they come: what they stand for is left to a table.</summary>
    /// <param name="codes">The colours.</param>
    public static KnownPalette OfNobody(IReadOnlyList<int> codes) => new(
        "no palette that we know, one colour for each class",
        PaletteKind.Numbered,
        new ColorPalette(codes.Select((code, place) => new ColorLabel((byte)(code >> 16), (byte)(code >> 8), (byte)code, place))))
    {
        Codes = codes,
    };

    // The first class of those that share a colour, as DatasetPalette reads it.
    private static IEnumerable<ColorLabel> ColorsOf(Dataset dataset) => dataset.Classes
        .Select(info => new ColorLabel(info.Color.R, info.Color.G, info.Color.B, info.Id))
        .Concat(dataset.IgnoredLabels.Where(label => label.Color is not null).Select(label => new ColorLabel(label.Color!.Value.R, label.Color.Value.G, label.Color.Value.B, label.Id)));

    private static ColorPalette Inverse(IEnumerable<ColorLabel> colors) => new(colors.DistinctBy(color => color.Code));
}
