using System.Buffers.Binary;
using Ade20kEval.Datasets;
using Ade20kEval.Formats;

namespace Ade20kEval.Reporting.Pictures;

/// <summary>Writes a picture of at most 256 colours as a palette PNG, the same bytes on every machine.</summary>
/// <remarks>
/// W3C "Portable Network Graphics (PNG) Specification (Third Edition)": colour type 3, the smallest bit depth that holds the palette
/// (section 11.2.1), filter type 0 on every row, which is what section 12.7 recommends for palettes. For compression see <see cref="RunDeflate"/>.
/// </remarks>
public static class PalettePng
{
    /// <summary>Encodes a picture.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="indices">A palette index for every pixel, row by row.</param>
    /// <param name="palette">1 to 256 colours.</param>
    /// <exception cref="ArgumentException">The indices do not fill the picture, or the palette is empty or too large.</exception>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> indices, ReadOnlySpan<Rgb> palette)
    {
        if (width < 1 || height < 1 || indices.Length != (long)width * height)
        {
            throw new ArgumentException($"{indices.Length} indices do not fill {width} x {height} pixels.", nameof(indices));
        }

        if (palette.Length is < 1 or > 256)
        {
            throw new ArgumentException($"A palette has 1 to 256 colours; got {palette.Length}.", nameof(palette));
        }

        int depth = palette.Length switch { <= 2 => 1, <= 4 => 2, <= 16 => 4, _ => 8 };
        byte[] rows = Pack(width, height, indices, depth, out int stride);
        MemoryStream png = new();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = (byte)depth;
        header[9] = 3;
        Chunk(png, "IHDR"u8, header);
        byte[] colors = new byte[palette.Length * 3];
        for (int i = 0; i < palette.Length; i++)
        {
            (colors[i * 3], colors[(i * 3) + 1], colors[(i * 3) + 2]) = (palette[i].R, palette[i].G, palette[i].B);
        }

        Chunk(png, "PLTE"u8, colors);
        Chunk(png, "IDAT"u8, RunDeflate.Compress(rows, stride));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>Rows of packed samples, each with its filter type 0 in front; the leftmost pixel is in the high bits (section 7.2).</summary>
    private static byte[] Pack(int width, int height, ReadOnlySpan<byte> indices, int depth, out int stride)
    {
        stride = 1 + (int)((((long)width * depth) + 7) / 8);
        byte[] rows = new byte[(long)stride * height];
        int perByte = 8 / depth;
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = rows.AsSpan((y * stride) + 1, stride - 1);
            ReadOnlySpan<byte> source = indices.Slice(y * width, width);
            if (depth == 8)
            {
                source.CopyTo(row);
                continue;
            }

            for (int x = 0; x < width; x++)
            {
                row[x / perByte] |= (byte)(source[x] << (8 - depth - (x % perByte * depth)));
            }
        }

        return rows;
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Compute(chunk.AsSpan(4, 4 + data.Length)));
        png.Write(chunk);
    }
}
