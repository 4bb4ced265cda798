using System.Runtime.CompilerServices;
using Ade20kEval.Formats.Png.Filters;

namespace Ade20kEval.Formats.Png;

/// <summary>The rows of an image restored in the buffer that they were inflated into: to its front, without anything between them.</summary>
/// <remarks>
/// For images of 8 bits a sample that are not interlaced. One buffer instead of two saves memory and the way through it.
/// Layout of the buffer: room for one row and <see cref="RowFilter.Room"/> bytes; the filtered rows, each behind its filter
/// byte; <see cref="IdatInflater.Room"/> bytes. Row y is read from L + Room + y (L + 1) + 1 on, where L is the bytes of a row,
/// and written from y L to (y + 1) L + Room at the most, which ends y + 1 bytes before: no row is overwritten before it is read.
/// </remarks>
internal static class InPlaceRows
{
    /// <summary>Whether an image can be restored in place.</summary>
    public static bool Fit(PngHeader header) => header is { BitDepth: 8, Interlaced: false };

    /// <summary>How long the buffer is.</summary>
    public static int BufferLength(PngHeader header) => checked(Start(header) + (int)header.FilteredByteCount + IdatInflater.Room);

    /// <summary>The part of the buffer to inflate into, with the room behind it.</summary>
    public static Span<byte> Filtered(Span<byte> buffer, PngHeader header) => buffer[Start(header)..];

    /// <summary>Undoes the filters of all rows; the image is then the first bytes of the buffer.</summary>
    /// <param name="buffer">As <see cref="BufferLength"/> says, inflated into; filter bytes have been checked.</param>
    /// <param name="header">The image.</param>
    /// <param name="zeros">A row and <see cref="RowFilter.Room"/> bytes; becomes what the first row has above itself.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restore(Span<byte> buffer, PngHeader header, Span<byte> zeros)
    {
        int length = (int)header.RowBytes(header.Width);
        int bytesPerPixel = header.BytesPerPixel;
        zeros.Clear();
        ReadOnlySpan<byte> above = zeros;
        int from = Start(header);
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> filtered = buffer[(from + 1)..];
            Span<byte> row = buffer[(y * length)..];
            RowFilter.Restore((PngFilter)buffer[from], filtered, above, row, length, bytesPerPixel);
            above = row;
            from += length + 1;
        }
    }

    private static int Start(PngHeader header) => (int)header.RowBytes(header.Width) + RowFilter.Room;
}
