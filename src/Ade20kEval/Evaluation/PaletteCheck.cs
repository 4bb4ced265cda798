using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>Whether a palette file gives classes by its colours and not by its indices; and whether the colours that are read tell all classes apart.</summary>
internal static class PaletteCheck
{
    /// <summary>What reading colours cannot tell apart; <see langword="null"/> where colours are not read, or each is one label's.</summary>
    /// <param name="reading">How masks are read.</param>
    /// <param name="dataset">Whose colours they are.</param>
    public static string? SharedColors(MaskReaderOptions reading, Dataset dataset)
    {
        // A palette of somebody's own may tell apart what the dataset's does not.
        SharedColor[] shared = reading is { Encoding: MaskEncoding.Palette, Palette: ColorPalette colors } && DatasetPalette.Of(dataset) is DatasetPalette own
            ? [.. own.Shared.Where(color => colors.TryGet((color.Color.R << 16) | (color.Color.G << 8) | color.Color.B, out int raw) && raw == color.ReadId)]
            : [];
        return shared.Length == 0 ? null
            : $"the palette of {dataset.Name} does not tell all labels apart: {string.Join(' ', shared.Select(color => color.Sentence))} What was drawn as the second counts as the first; save class numbers instead of colours.";
    }

    /// <summary>The warning; <see langword="null"/> where indices and colours say the same, or the colours nothing.</summary>
    /// <param name="name">The file.</param>
    /// <param name="mask">Its indices.</param>
    /// <param name="own">The colours that it gives to them.</param>
    /// <param name="dataset">Whose colours are looked for.</param>
    public static string? Warning(string name, LabelMap mask, ReadOnlySpan<byte> own, Dataset dataset)
    {
        if (own.IsEmpty || mask.IsWide || DatasetPalette.Of(dataset) is not DatasetPalette palette)
        {
            return null;
        }

        int other = 0;
        int example = -1;
        Span<bool> used = stackalloc bool[byte.MaxValue + 1];
        foreach (byte index in mask.Narrow)
        {
            used[index] = true;
        }

        for (int index = 0; index < used.Length; index++)
        {
            if (!used[index])
            {
                continue;
            }

            if ((3 * index) + 3 > own.Length || !palette.Colors.TryGet((own[3 * index] << 16) | (own[(3 * index) + 1] << 8) | own[(3 * index) + 2], out int raw))
            {
                return null;
            }

            if (raw != index)
            {
                other++;
                example = example < 0 ? index : example;
            }
        }

        if (other == 0)
        {
            return null;
        }

        palette.Colors.TryGet((own[3 * example] << 16) | (own[(3 * example) + 1] << 8) | own[(3 * example) + 2], out int meant);
        return Invariant($"{name}: the palette of this file gives its index {example} the colour of {meant} in {dataset.Name}, and {other - 1} more of its indices those of others. Indices are scored as they are; if colours are meant, {Advice.ReadPalette}.");
    }
}
