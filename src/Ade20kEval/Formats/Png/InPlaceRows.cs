using System.Runtime.CompilerServices;
using Ade20kEval.Formats.Png.Filters;

namespace Ade20kEval.Formats.Png;

/// <summary>The rows of an image where they were inflated to: restored in place, with one byte between the last pixel of a row and the first of the next.</summary>
/// <remarks>
/// For images of 8 bits a sample that are not interlaced. Restoring rows where they lie, instead of into another array, saves
/// about 5 of 130 microseconds a pair and a few megabytes a worker; counting takes as long as before.
/// Layout of the buffer: a row of zeros, which is what the first row has above itself; then the rows, each behind its filter
/// byte; then <see cref="RowFilter.Room"/> bytes. The distance of two rows, the pitch, is the bytes of a row plus one.
/// A row's filter byte is overwritten with the byte before it, the last one of the row above, so that whoever goes through the
/// buffer from end to end meets that byte twice instead of a strange one.
/// </remarks>
internal static class InPlaceRows
{
    /// <summary>Whether an image can be restored in place.</summary>
    public static bool Fit(PngHeader header) => header is { BitDepth: 8, Interlaced: false };

    /// <summary>Bytes from one row to the next.</summary>
    public static int Pitch(PngHeader header) => (int)header.RowBytes(header.Width) + 1;

    /// <summary>How long the buffer is.</summary>
    public static int BufferLength(PngHeader header) => Length(Pitch(header), header.Height);

    /// <summary>How long the buffer is for rows that lie so far apart.</summary>
    public static int Length(int pitch, int height) => checked((pitch * (height + 1)) + RowFilter.Room);

    /// <summary>Where in the buffer a row begins: its first pixel.</summary>
    public static int FirstByte(int pitch, int row) => (pitch * (row + 1)) + 1;

    /// <summary>The part of the buffer to inflate into.</summary>
    public static Span<byte> Filtered(Span<byte> buffer, PngHeader header) => buffer.Slice(Pitch(header), (int)header.FilteredByteCount);

    /// <summary>Undoes the filters of all rows.</summary>
    /// <param name="buffer">As <see cref="BufferLength"/> says, inflated into; filter bytes have been checked.</param>
    /// <param name="header">The image.</param>
    /// <param name="scratch">A row and <see cref="RowFilter.Room"/> bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restore(Span<byte> buffer, PngHeader header, Span<byte> scratch)
    {
        int pitch = Pitch(header);
        int length = pitch - 1;
        int bytesPerPixel = header.BytesPerPixel;
        buffer[..pitch].Clear();
        for (int y = 0; y < header.Height; y++)
        {
            Span<byte> row = buffer[FirstByte(pitch, y)..];
            ReadOnlySpan<byte> above = buffer[FirstByte(pitch, y - 1)..];
            ref byte slot = ref buffer[FirstByte(pitch, y) - 1];
            PngFilter filter = (PngFilter)slot;
            slot = buffer[FirstByte(pitch, y) - 2];
            switch (filter)
            {
                case PngFilter.None:
                    break;
                case PngFilter.Up:
                    UpFilter.Restore(above, row, length);
                    break;
                case PngFilter.Sub when bytesPerPixel == 1:
                    SubFilter.Restore(row[..length], row[..length]);
                    break;
                case PngFilter.Average or PngFilter.Paeth when bytesPerPixel == 1:
                    // These write ahead of what they have read. What lies behind the row is put back: it is the next row, still filtered.
                    row[..(length + RowFilter.Room)].CopyTo(scratch);
                    RowFilter.Restore(filter, scratch, above, row, length, bytesPerPixel);
                    scratch.Slice(length, RowFilter.Room).CopyTo(row[length..]);
                    break;
                default:
                    RowFilter.RestoreScalar(filter, row[..length], above[..length], row[..length], bytesPerPixel);
                    break;
            }
        }
    }
}
