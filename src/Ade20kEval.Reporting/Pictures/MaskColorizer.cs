using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;

namespace Ade20kEval.Reporting.Pictures;

/// <summary>Gives masks the colours of their dataset, alone or laid over a picture.</summary>
/// <remarks>Classes have the colours of the dataset's palette, ignored values are black, and values that the dataset does not know are magenta.</remarks>
internal static class MaskColorizer
{
    /// <summary>The colour of values that the dataset does not know.</summary>
    public static readonly Rgb Unexpected = new(255, 0, 255);

    /// <summary>The mask as a palette PNG. The palette index of every pixel is its raw value: the file is still the same mask, only that it can be looked at.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="dataset">What its raw values mean.</param>
    /// <param name="labels">What it holds: <see cref="PredictionLabels.Ids"/> for every ground truth.</param>
    /// <param name="name">What to call the mask in messages.</param>
    /// <exception cref="InputException">The mask holds a value above 255, which no palette has.</exception>
    public static byte[] Colorize(LabelMap mask, Dataset dataset, PredictionLabels labels, string name)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(dataset);
        byte[] indices = new byte[mask.PixelCount];
        int highest = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            int raw = mask.IsWide ? mask.Wide[i] : mask.Narrow[i];
            if (raw > byte.MaxValue)
            {
                throw new InputException(Invariant($"{name}: holds raw value {raw} at row {i / mask.Width}, column {i % mask.Width}; a palette PNG has indices 0-255. Lay the mask over its picture instead, or remap its values below 256."));
            }

            indices[i] = (byte)raw;
            highest = Math.Max(highest, raw);
        }

        Rgb[] palette = [.. Enumerable.Range(0, highest + 1).Select(raw => ColorOf(raw, dataset, labels))];
        return PalettePicture.Encode(mask.Width, mask.Height, indices, palette);
    }

    /// <summary>The mask's colours laid over a picture, as an RGB PNG. Pixels of no class show the picture alone.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="dataset">What its raw values mean.</param>
    /// <param name="labels">What it holds: <see cref="PredictionLabels.Ids"/> for every ground truth.</param>
    /// <param name="picture">The picture: red, green and blue of every pixel, row by row, its width and its height, which are the mask's.</param>
    /// <param name="pictureName">What to call the picture in messages.</param>
    /// <param name="opacity">Share of the mask's colour, in [0, 1].</param>
    /// <exception cref="InputException">The picture has another size than the mask.</exception>
    public static byte[] Blend(LabelMap mask, Dataset dataset, PredictionLabels labels, (byte[] Rgb, int Width, int Height) picture, string pictureName, double opacity = 0.5)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(opacity, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(opacity, 1);
        (byte[] under, int width, int height) = picture;
        if (width != mask.Width || height != mask.Height)
        {
            throw new InputException($"{pictureName}: is {width} x {height}; its mask is {mask.Width} x {mask.Height}. Give the picture that the mask was drawn on.");
        }

        byte[] rgb = [.. under];
        Dictionary<int, Rgb?> colors = [];
        for (int i = 0; i < mask.PixelCount; i++)
        {
            int raw = mask.IsWide ? mask.Wide[i] : mask.Narrow[i];
            if (!colors.TryGetValue(raw, out Rgb? color))
            {
                color = dataset.ClassifyPrediction(raw, labels).Kind == LabelKind.Ignored ? null : ColorOf(raw, dataset, labels);
                colors[raw] = color;
            }

            if (color is { } over)
            {
                Span<byte> pixel = rgb.AsSpan(i * 3, 3);
                pixel[0] = Mix(pixel[0], over.R, opacity);
                pixel[1] = Mix(pixel[1], over.G, opacity);
                pixel[2] = Mix(pixel[2], over.B, opacity);
            }
        }

        using MemoryStream png = new();
        PngWriter.WriteRgb8(png, rgb, width, height);
        return png.ToArray();
    }

    /// <summary>The colour that stands for a raw value.</summary>
    internal static Rgb ColorOf(int raw, Dataset dataset, PredictionLabels labels) => dataset.ClassifyPrediction(raw, labels) switch
    {
        { ClassIndex: int index } => dataset.Classes[index].Color,
        { Kind: LabelKind.Ignored } => new Rgb(0, 0, 0),
        _ => Unexpected,
    };

    private static byte Mix(byte under, byte over, double opacity) => (byte)Math.Round((under * (1 - opacity)) + (over * opacity), MidpointRounding.AwayFromZero);
}
