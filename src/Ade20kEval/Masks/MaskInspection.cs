using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Masks;

/// <summary>What is in a mask file: its header and every value that occurs, before any dataset has a say.</summary>
/// <param name="Header">Size, depth, colour type, interlacing.</param>
/// <param name="Values">Every value and its pixels, ascending. Gray and palette: the sample or index, unscaled; with colours: (R&lt;&lt;16)|(G&lt;&lt;8)|B of the samples' upper eight bits. Alpha takes no part.</param>
/// <param name="SamplesSha256">Over all samples, row-major, channels interleaved: one byte each for depths 1..8 (unscaled), two bytes big-endian for 16; in hexadecimal.</param>
internal sealed record MaskInspection(PngHeader Header, IReadOnlyList<KeyValuePair<int, long>> Values, string SamplesSha256)
{
    /// <summary>Looks into a PNG.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="decoder">The decoder to use; it may be used again.</param>
    /// <exception cref="PngException">It is not a valid PNG.</exception>
    public static MaskInspection Of(ReadOnlyMemory<byte> file, string name, PngDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        PngHeader header = decoder.Parse(file, name);
        if (header.BitDepth == 16)
        {
            ushort[] wide = new ushort[header.SampleCount];
            decoder.DecodeTo(wide);
            SortedDictionary<int, long> values = CountValues(header, i => wide[i], header.Channels >= 3 ? 8 : 0);
            if (BitConverter.IsLittleEndian)
            {
                System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(wide, wide);
            }

            return new MaskInspection(header, [.. values], Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(wide.AsSpan()))));
        }

        byte[] samples = new byte[header.SampleCount];
        decoder.DecodeTo(samples);
        return new MaskInspection(header, [.. CountValues(header, i => samples[i], 0)], Convert.ToHexStringLower(SHA256.HashData(samples)));
    }

    /// <summary>Looks into label values that were read from another format: as if they were a gray PNG.</summary>
    public static MaskInspection Of(LabelMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        PngHeader header = new(map.Width, map.Height, map.IsWide ? 16 : 8, PngColorType.Gray, Interlaced: false);
        byte[] samples = map.IsWide ? new byte[2 * map.PixelCount] : map.Narrow.ToArray();
        for (int i = 0; i < map.PixelCount && map.IsWide; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(samples.AsSpan(2 * i), map.Wide[i]);
        }

        return new MaskInspection(header, [.. CountValues(header, i => map.IsWide ? map.Wide[(int)i] : samples[i], 0)], Convert.ToHexStringLower(SHA256.HashData(samples)));
    }

    private static SortedDictionary<int, long> CountValues(PngHeader header, Func<long, int> sample, int shift)
    {
        SortedDictionary<int, long> values = [];
        int previous = -1;
        long run = 0;
        int channels = header.Channels;
        for (long i = 0; i < header.SampleCount; i += channels)
        {
            int value = channels >= 3
                ? ((sample(i) >> shift) << 16) | ((sample(i + 1) >> shift) << 8) | (sample(i + 2) >> shift)
                : sample(i);
            if (value != previous && run > 0)
            {
                values[previous] = values.GetValueOrDefault(previous) + run;
                run = 0;
            }

            previous = value;
            run++;
        }

        if (run > 0)
        {
            values[previous] = values.GetValueOrDefault(previous) + run;
        }

        return values;
    }
}
