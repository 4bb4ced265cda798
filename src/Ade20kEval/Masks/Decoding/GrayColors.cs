using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Decoding;

/// <summary>Gray masks that were stored as colours: every channel holds the raw value.</summary>
internal static class GrayColors
{
    /// <summary>Takes one channel of all.</summary>
    /// <param name="samples">Channels interleaved, row-major.</param>
    /// <param name="channels">3, or 4 with an alpha that is left aside.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="name">What errors call the file.</param>
    /// <param name="into">Takes the raw values.</param>
    /// <exception cref="InputException">The channels of a pixel differ.</exception>
    public static void Decode(ReadOnlySpan<byte> samples, int channels, int width, int height, string name, LabelMap into)
    {
        Span<byte> gray = into.ResizeNarrow(width, height);
        for (int i = 0, at = 0; i < gray.Length; i++, at += channels)
        {
            if (samples[at] != samples[at + 1] || samples[at] != samples[at + 2])
            {
                throw new InputException(
                    Invariant($"{name}: the pixel at row {i / width}, column {i % width} is ({samples[at]}, {samples[at + 1]}, {samples[at + 2]}); expected three equal channels of a gray mask. ")
                    + $"If this is a drawing, {Advice.ReadPalette}.");
            }

            gray[i] = samples[at];
        }
    }
}
