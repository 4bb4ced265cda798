using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;

namespace Ade20kEval.Datasets;

/// <summary>A dataset's colours turned round: from the colours of a drawn mask back to raw values.</summary>
/// <remarks>
/// Some published palettes give one colour to several labels. Such a colour is read as the first class that has it, a class
/// before an ignored label, and <see cref="Shared"/> names both; labels that are all ignored differ in nothing.
/// </remarks>
internal sealed class DatasetPalette
{
    private DatasetPalette(ColorPalette colors, IReadOnlyList<SharedColor> shared)
    {
        Colors = colors;
        Shared = shared;
    }

    /// <summary>The inverse palette, for <see cref="MaskReaderOptions.Palette"/>.</summary>
    public ColorPalette Colors { get; }

    /// <summary>The colours that do not tell labels apart; empty for most datasets.</summary>
    public IReadOnlyList<SharedColor> Shared { get; }

    /// <summary>The palette of a dataset; <see langword="null"/> when it has no colours of its own.</summary>
    public static DatasetPalette? Of(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (!dataset.HasPalette)
        {
            return null;
        }

        Dictionary<Rgb, (int Id, string Name)> first = [];
        List<SharedColor> shared = [];
        foreach (ClassInfo info in dataset.Classes)
        {
            if (!first.TryAdd(info.Color, (info.Id, info.Name)))
            {
                shared.Add(Share(info.Color, info.Id, info.Name));
            }
        }

        foreach (IgnoredLabel label in dataset.IgnoredLabels)
        {
            if (label.Color is Rgb color && !first.TryAdd(color, (label.Id, label.Name)) && dataset.ClassifyGroundTruth(first[color].Id).Kind == LabelKind.Class)
            {
                shared.Add(Share(color, label.Id, label.Name));
            }
        }

        return new DatasetPalette(new ColorPalette(first.Select(pair => new ColorLabel(pair.Key.R, pair.Key.G, pair.Key.B, pair.Value.Id))), shared);

        SharedColor Share(Rgb color, int id, string name) => new(color, first[color].Id, first[color].Name, id, name);
    }
}
