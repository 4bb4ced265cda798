using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Ade20kEval.Formats.Png.Filters;

namespace Ade20kEval.Formats.Png;

/// <summary>Writes label maps and pictures as PNG: 8- and 16-bit gray, palette of 1 to 8 bits, 8-bit RGB; not interlaced.</summary>
/// <remarks>
/// Nothing but IHDR, PLTE, one IDAT and IEND is written, so the same samples give the same bytes: on the same runtime
/// (<see cref="PngCompression.Platform"/>), or everywhere (<see cref="PngCompression.Reproducible"/>).
/// Unless a filter is forced, label maps are written unfiltered and pictures row by row with the filter that leaves the
/// smallest differences.
/// </remarks>
internal static class PngWriter
{
    /// <summary>Writes an 8-bit gray PNG.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="samples">One byte a pixel, row-major, <paramref name="width"/> x <paramref name="height"/>.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="filter">The filter of every row, or <see langword="null"/> to choose row by row.</param>
    /// <param name="compression">How rows are compressed.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static void WriteGray8(
        Stream stream, ReadOnlySpan<byte> samples, int width, int height, PngFilter? filter = null, PngCompression compression = PngCompression.Platform) =>
        Write(stream, samples, new PngHeader(width, height, 8, PngColorType.Gray, Interlaced: false), [], filter, compression);

    /// <summary>Writes a 16-bit gray PNG.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="samples">One value a pixel, row-major, <paramref name="width"/> x <paramref name="height"/>.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="filter">The filter of every row, or <see langword="null"/> to choose row by row.</param>
    /// <param name="compression">How rows are compressed.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static void WriteGray16(
        Stream stream, ReadOnlySpan<ushort> samples, int width, int height, PngFilter? filter = null, PngCompression compression = PngCompression.Platform)
    {
        byte[] bytes = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), samples[i]);
        }

        Write(stream, bytes, new PngHeader(width, height, 16, PngColorType.Gray, Interlaced: false), [], filter, compression);
    }

    /// <summary>Writes a palette PNG with the fewest bits a pixel that hold the palette (specification, section 11.2.1), unfiltered as section 12.7 advises, and reproducibly compressed.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="samples">One palette index a pixel, row-major, <paramref name="width"/> x <paramref name="height"/>.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="palette">Red, green, blue of 1 to 256 entries; every index used has one.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together, or the palette is not one, or an index lies beyond it.</exception>
    public static void WritePalette(Stream stream, ReadOnlySpan<byte> samples, int width, int height, ReadOnlySpan<byte> palette)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (samples.Length != (long)width * height)
        {
            throw new ArgumentException("The number of samples is not width x height.", nameof(samples));
        }

        if (palette.Length is 0 or > 768 || palette.Length % 3 != 0)
        {
            throw new ArgumentException("A palette has 1 to 256 entries of three bytes.", nameof(palette));
        }

        int entries = palette.Length / 3;
        if (entries < 256 && samples.ContainsAnyInRange((byte)entries, byte.MaxValue))
        {
            throw new ArgumentException("A palette index lies beyond the palette's end.", nameof(palette));
        }

        int depth = entries switch { <= 2 => 1, <= 4 => 2, <= 16 => 4, _ => 8 };
        PngHeader header = new(width, height, depth, PngColorType.Palette, Interlaced: false);
        Write(stream, depth == 8 ? samples : Pack(samples, header), header, palette, PngFilter.None, PngCompression.Reproducible);
    }

    /// <summary>Writes an 8-bit RGB PNG.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="samples">Three bytes a pixel, row-major, <paramref name="width"/> x <paramref name="height"/> x 3.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="filter">The filter of every row, or <see langword="null"/> to choose row by row.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static void WriteRgb8(Stream stream, ReadOnlySpan<byte> samples, int width, int height, PngFilter? filter = null) =>
        Write(stream, samples, new PngHeader(width, height, 8, PngColorType.Rgb, Interlaced: false), [], filter, PngCompression.Platform);

    private static void Write(
        Stream stream, ReadOnlySpan<byte> rows, PngHeader header, ReadOnlySpan<byte> palette, PngFilter? filter, PngCompression compression)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(header.Width, "width");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(header.Height, "height");
        if (rows.Length != header.RowBytes(header.Width) * header.Height)
        {
            throw new ArgumentException("The number of samples is not width x height x channels.", nameof(rows));
        }

        if (filter is < PngFilter.None or > PngFilter.Paeth)
        {
            throw new ArgumentOutOfRangeException(nameof(filter));
        }

        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> ihdr = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(ihdr, header.Width);
        BinaryPrimitives.WriteInt32BigEndian(ihdr[4..], header.Height);
        ihdr[8] = (byte)header.BitDepth;
        ihdr[9] = (byte)header.ColorType;
        ihdr[10..].Clear();
        WriteChunk(stream, PngChunkType.Ihdr, ihdr);
        if (palette.Length > 0)
        {
            WriteChunk(stream, PngChunkType.Plte, palette);
        }

        byte[] filtered = FilteredRows(rows, header, filter);
        if (compression == PngCompression.Reproducible)
        {
            WriteChunk(stream, PngChunkType.Idat, StretchDeflate.Compress(filtered, (int)header.RowBytes(header.Width) + 1, header.BytesPerPixel));
        }
        else
        {
            using MemoryStream idat = new();
            using (ZLibStream zlib = new(idat, CompressionLevel.Optimal, leaveOpen: true))
            {
                zlib.Write(filtered);
            }

            WriteChunk(stream, PngChunkType.Idat, idat.GetBuffer().AsSpan(0, (int)idat.Length));
        }

        WriteChunk(stream, PngChunkType.Iend, []);
    }

    private static byte[] FilteredRows(ReadOnlySpan<byte> rows, PngHeader header, PngFilter? filter)
    {
        int length = (int)header.RowBytes(header.Width);
        byte[] filtered = new byte[header.FilteredByteCount];
        ReadOnlySpan<byte> above = new byte[length];
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> row = rows.Slice(y * length, length);
            Span<byte> into = filtered.AsSpan(y * (length + 1), length + 1);
            PngFilter chosen = filter ?? RowFilterChooser.Choose(header, row, above, into[1..]);
            into[0] = (byte)chosen;
            RowFilter.Apply(chosen, row, above, into[1..], header.BytesPerPixel);
            above = row;
        }

        return filtered;
    }

    /// <summary>Several samples a byte, the leftmost in the high bits; a row begins with a byte of its own (section 7.2).</summary>
    private static byte[] Pack(ReadOnlySpan<byte> samples, PngHeader header)
    {
        int stride = (int)header.RowBytes(header.Width);
        int perByte = 8 / header.BitDepth;
        byte[] rows = new byte[stride * header.Height];
        for (int y = 0; y < header.Height; y++)
        {
            Span<byte> row = rows.AsSpan(y * stride, stride);
            for (int x = 0; x < header.Width; x++)
            {
                row[x / perByte] |= (byte)(samples[(y * header.Width) + x] << (8 - header.BitDepth - (x % perByte * header.BitDepth)));
            }
        }

        return rows;
    }

    private static void WriteChunk(Stream stream, PngChunkType type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4), type.Code);
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, data.Length + 4)));
        stream.Write(chunk);
    }
}
