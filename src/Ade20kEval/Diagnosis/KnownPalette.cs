using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;

namespace Ade20kEval.Diagnosis;

/// <summary>A palette that masks are known to be drawn with.</summary>
/// <param name="Description">Whose it is.</param>
/// <param name="IsOwn">Whether it is the dataset's own, which an option reads back.</param>
/// <param name="Colors">From colour to raw value.</param>
internal sealed record KnownPalette(string Description, bool IsOwn, ColorPalette Colors)
{
    /// <summary>The dataset's own palette, the colour map that many programs number classes by, and those of the catalogue.</summary>
    public static IReadOnlyList<KnownPalette> For(Dataset dataset)
    {
        List<KnownPalette> palettes = [];
        if (DatasetPalette.Of(dataset) is DatasetPalette own)
        {
            palettes.Add(new KnownPalette($"the palette of {dataset.Name}", true, own.Colors));
        }

        palettes.Add(new KnownPalette(
            "the colour map of PASCAL VOC, by number",
            false,
            new ColorPalette(Enumerable.Range(0, 256).Select(i => (Color: GeneratedPalette.Color(i), Place: i)).Select(c => new ColorLabel(c.Color.R, c.Color.G, c.Color.B, c.Place)))));
        palettes.AddRange(DatasetCatalog.All
            .Where(other => other.Name != dataset.Name)
            .Select(other => (other.Name, Palette: DatasetPalette.Of(other)))
            .Where(other => other.Palette is not null)
            .Select(other => new KnownPalette($"the palette of {other.Name}", false, other.Palette!.Colors)));
        return palettes;
    }
}
