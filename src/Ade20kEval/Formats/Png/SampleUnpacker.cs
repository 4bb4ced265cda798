using System.Buffers.Binary;

namespace Ade20kEval.Formats.Png;

/// <summary>Turns the bytes of a restored row into samples (PNG specification, section 7.2).</summary>
internal static class SampleUnpacker
{
    /// <summary>Writes the samples of a row of depth 1 to 8, one byte each, unscaled.</summary>
    /// <param name="row">The row's bytes; several samples share a byte when the depth is below 8, leftmost in the high bits.</param>
    /// <param name="header">Depth and channels.</param>
    /// <param name="samples">The whole image.</param>
    /// <param name="first">Index in <paramref name="samples"/> of the row's first sample.</param>
    /// <param name="xStep">Pixels from one pixel of this row to the next in the image.</param>
    /// <param name="width">Pixels of this row.</param>
    public static void Unpack(ReadOnlySpan<byte> row, PngHeader header, Span<byte> samples, int first, int xStep, int width)
    {
        int depth = header.BitDepth;
        int channels = header.Channels;
        if (depth < 8)
        {
            int mask = (1 << depth) - 1;
            for (int x = 0; x < width; x++)
            {
                int bit = x * depth;
                samples[first + (x * xStep)] = (byte)((row[bit >> 3] >> (8 - depth - (bit & 7))) & mask);
            }
        }
        else if (xStep == 1)
        {
            row.CopyTo(samples[first..]);
        }
        else
        {
            for (int x = 0; x < width; x++)
            {
                row.Slice(x * channels, channels).CopyTo(samples[(first + (x * xStep * channels))..]);
            }
        }
    }

    /// <summary>Writes the samples of a row of depth 16; the file has the high byte first.</summary>
    /// <inheritdoc cref="Unpack(ReadOnlySpan{byte}, PngHeader, Span{byte}, int, int, int)"/>
    public static void Unpack(ReadOnlySpan<byte> row, PngHeader header, Span<ushort> samples, int first, int xStep, int width)
    {
        int channels = header.Channels;
        for (int x = 0; x < width; x++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                samples[first + (x * xStep * channels) + channel] = BinaryPrimitives.ReadUInt16BigEndian(row[(2 * ((x * channels) + channel))..]);
            }
        }
    }
}
