using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Ade20kEval.Formats.Png;
using Ade20kEval.Formats.Png.Filters;

namespace Ade20kEval.Benchmarks;

/// <summary>Writes masks as libpng does unless told otherwise: each row with the filter of the smallest sum of magnitudes.</summary>
/// <remarks>
/// The validation masks themselves are such files (the benchmark's samples: Up 53 to 70 %, Paeth 25 to 34 % of the rows, the rest Sub),
/// and so is what Pillow saves; our own writer does not filter masks, which would make decoding look cheaper than it is.
/// </remarks>
internal static class AdaptiveMaskWriter
{
    public static void Write(Stream stream, byte[] mask, int width, int height)
    {
        using MemoryStream idat = new();
        using (ZLibStream zlib = new(idat, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(FilteredRows(mask, width, height));
        }

        Span<byte> ihdr = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(ihdr, width);
        BinaryPrimitives.WriteInt32BigEndian(ihdr[4..], height);
        ihdr[8] = 8;                                   // bits a sample; colour type, methods and interlacing stay 0
        ihdr[9..].Clear();
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(stream, "IHDR"u8, ihdr);
        WriteChunk(stream, "IDAT"u8, idat.GetBuffer().AsSpan(0, (int)idat.Length));
        WriteChunk(stream, "IEND"u8, []);
    }

    /// <summary>The rows of a mask, each behind its filter byte.</summary>
    public static byte[] FilteredRows(byte[] mask, int width, int height, PngFilter? only = null)
    {
        byte[] above = new byte[width];
        byte[] best = new byte[width + 1];
        byte[] candidate = new byte[width + 1];
        byte[] rows = new byte[(width + 1) * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = mask.AsSpan(y * width, width);
            long bestSum = long.MaxValue;
            for (PngFilter filter = only ?? PngFilter.None; filter <= (only ?? PngFilter.Paeth); filter++)
            {
                candidate[0] = (byte)filter;
                RowFilter.Apply(filter, row, above, candidate.AsSpan(1), bytesPerPixel: 1);
                long sum = 0;
                foreach (byte value in candidate.AsSpan(1))
                {
                    sum += Math.Abs((int)(sbyte)value);
                }

                if (sum < bestSum)
                {
                    bestSum = sum;
                    (best, candidate) = (candidate, best);
                }
            }

            best.CopyTo(rows, y * (width + 1));
            row.CopyTo(above);
        }

        return rows;
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, data.Length + 4)));
        stream.Write(chunk);
    }
}
