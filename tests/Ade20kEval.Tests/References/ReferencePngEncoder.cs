using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ade20kEval.Tests.References;

/// <summary>Encodes any legal PNG in any legal way, slowly and from the definition; and illegal ones, chunk by chunk.</summary>
public sealed class ReferencePngEncoder
{
    public bool Interlaced { get; init; }

    /// <summary>The filter (0 to 4) of the n-th row in file order.</summary>
    public Func<int, int> Filter { get; init; } = _ => 0;

    /// <summary>How many bytes the n-th IDAT chunk holds; null for one chunk.</summary>
    public Func<int, int>? IdatLength { get; init; }

    public CompressionLevel Level { get; init; } = CompressionLevel.Optimal;

    public IReadOnlyList<byte[]> ChunksAfterHeader { get; init; } = [];

    public IReadOnlyList<byte[]> ChunksBeforeIdat { get; init; } = [];

    public IReadOnlyList<byte[]> ChunksAfterIdat { get; init; } = [];

    /// <summary>Palette bytes; a full palette is written for color type 3 when null.</summary>
    public byte[]? Palette { get; init; }

    public static byte[] Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public byte[] Encode(ReferencePngImage image)
    {
        List<byte[]> parts = [Signature, Header(image), .. ChunksAfterHeader];
        byte[]? palette = Palette ?? (image.ColorType == 3 ? new byte[3 << image.Depth] : null);
        if (palette is not null)
        {
            parts.Add(Chunk("PLTE", palette));
        }

        parts.AddRange(ChunksBeforeIdat);
        parts.AddRange(IdatChunks(Deflate(FilteredRows(image), Level)));
        parts.AddRange(ChunksAfterIdat);
        parts.Add(Chunk("IEND", []));
        return Join(parts);
    }

    public byte[] Header(ReferencePngImage image) =>
        Header((uint)image.Width, (uint)image.Height, image.Depth, image.ColorType, interlace: Interlaced ? 1 : 0);

    public static byte[] Header(uint width, uint height, int depth, int colorType, int compression = 0, int filter = 0, int interlace = 0)
    {
        byte[] data = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(data, width);
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(4), height);
        data[8] = (byte)depth;
        data[9] = (byte)colorType;
        data[10] = (byte)compression;
        data[11] = (byte)filter;
        data[12] = (byte)interlace;
        return Chunk("IHDR", data);
    }

    public IEnumerable<byte[]> IdatChunks(byte[] zlib)
    {
        int position = 0;
        for (int n = 0; position < zlib.Length; n++)
        {
            int length = Math.Min(IdatLength?.Invoke(n) ?? zlib.Length, zlib.Length - position);
            yield return Chunk("IDAT", zlib.AsSpan(position, length));
            position += length;
        }
    }

    public byte[] FilteredRows(ReferencePngImage image)
    {
        List<byte> result = [];
        int bytesPerPixel = Math.Max(1, image.Channels * image.Depth / 8);
        byte[] above = [];
        int aboveCount = -1;
        int n = 0;
        int lastPass = 0;
        foreach ((int X, int Y)[] places in Adam7Pattern.Rows(image.Width, image.Height, Interlaced))
        {
            byte[] row = PackRow(image, places);
            int pass = Interlaced ? Adam7Pattern.PassOf(places[0].X, places[0].Y) : 1;
            if (pass != lastPass || aboveCount != row.Length)
            {
                above = new byte[row.Length];
                aboveCount = row.Length;
                lastPass = pass;
            }

            int filter = Filter(n++);
            result.Add((byte)filter);
            for (int i = 0; i < row.Length; i++)
            {
                int a = i < bytesPerPixel ? 0 : row[i - bytesPerPixel];
                int b = above[i];
                int c = i < bytesPerPixel ? 0 : above[i - bytesPerPixel];
                result.Add((byte)(row[i] - Predict(filter, a, b, c)));
            }

            above = row;
        }

        return [.. result];
    }

    public static byte[] Deflate(byte[] data, CompressionLevel level = CompressionLevel.Optimal)
    {
        using MemoryStream output = new();
        using (ZLibStream zlib = new(output, level, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return output.ToArray();
    }

    public static byte[] Chunk(string type, ReadOnlySpan<byte> data) => Chunk(Encoding.Latin1.GetBytes(type), data);

    public static byte[] Chunk(byte[] type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = [0, 0, 0, 0, .. type, .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    /// <summary>CRC-32 one bit at a time: division by the polynomial of annex D.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint register = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool odd = (((register ^ (uint)(value >> bit)) & 1) != 0);
                register >>= 1;
                register ^= odd ? 0xEDB88320 : 0;
            }
        }

        return ~register;
    }

    public static byte[] Join(IEnumerable<byte[]> parts) => [.. parts.SelectMany(part => part)];

    /// <summary>Section 9.2 and 9.4: what each filter expects x to be.</summary>
    public static int Predict(int filter, int a, int b, int c) =>
        filter switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, _ => Nearest(a + b - c, a, b, c) };

    private static int Nearest(int p, params ReadOnlySpan<int> candidates)
    {
        int best = candidates[0];
        foreach (int candidate in candidates)
        {
            best = Math.Abs(candidate - p) < Math.Abs(best - p) ? candidate : best;     // a tie keeps the earlier one
        }

        return best;
    }

    private static byte[] PackRow(ReferencePngImage image, (int X, int Y)[] places)
    {
        List<bool> bits = [];
        foreach ((int x, int y) in places)
        {
            for (int channel = 0; channel < image.Channels; channel++)
            {
                int sample = image.Samples[(((y * image.Width) + x) * image.Channels) + channel];
                for (int bit = image.Depth - 1; bit >= 0; bit--)
                {
                    bits.Add(((sample >> bit) & 1) != 0);
                }
            }
        }

        byte[] row = new byte[(bits.Count + 7) / 8];
        for (int i = 0; i < bits.Count; i++)
        {
            row[i / 8] |= (byte)(bits[i] ? 0x80 >> (i % 8) : 0);
        }

        return row;
    }
}
