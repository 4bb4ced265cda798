using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;

namespace Ade20kEval.Datasets;

/// <summary>A dataset's colours turned round: from the colours of a drawn mask back to raw values.</summary>
/// <remarks>
/// Some published palettes give one colour to several labels. Such a colour is read as the first class that has it, a class
/// before an ignored label, and <see cref="Ambiguous"/> says so in words; labels that are all ignored differ in nothing.
/// </remarks>
internal sealed class DatasetPalette
{
    private DatasetPalette(ColorPalette colors, IReadOnlyList<string> ambiguous)
    {
        Colors = colors;
        Ambiguous = ambiguous;
    }

    /// <summary>The inverse palette, for <see cref="MaskReaderOptions.Palette"/>.</summary>
    public ColorPalette Colors { get; }

    /// <summary>The colours that do not tell labels apart, a sentence each; empty for most datasets.</summary>
    public IReadOnlyList<string> Ambiguous { get; }

    /// <summary>The palette of a dataset; <see langword="null"/> when it has no colours of its own.</summary>
    public static DatasetPalette? Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (!dataset.HasPalette)
        {
            return null;
        }

        Dictionary<Rgb, (int Id, string Name)> first = [];
        List<string> ambiguous = [];
        foreach (ClassInfo info in dataset.Classes)
        {
            if (!first.TryAdd(info.Color, (info.Id, info.Name)))
            {
                ambiguous.Add(Sentence(info.Color, first[info.Color].Name, info.Name));
            }
        }

        foreach (IgnoredLabel label in dataset.IgnoredLabels)
        {
            if (label.Color is Rgb color && !first.TryAdd(color, (label.Id, label.Name)) && dataset.ClassifyGroundTruth(first[color].Id).Kind == LabelKind.Class)
            {
                ambiguous.Add(Sentence(color, first[color].Name, label.Name));
            }
        }

        return new DatasetPalette(new ColorPalette(first.Select(pair => new ColorLabel(pair.Key.R, pair.Key.G, pair.Key.B, pair.Value.Id))), ambiguous);
    }

    private static string Sentence(Rgb color, string read, string other) => $"{color.Hex} is read as {read}; it may be {other} as well.";
}
