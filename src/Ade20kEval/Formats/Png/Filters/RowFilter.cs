using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Formats.Png.Filters;

/// <summary>Filters a row and undoes it, whichever of the five filters it has (PNG specification, section 9).</summary>
/// <remarks>
/// The letters, here and in the filters' own files, are the specification's: x is the byte in question, a the one to its left (one
/// whole pixel further left, not one byte), b the one above, c the one above a. All are restored bytes; those outside the image
/// are 0. Sums are modulo 256.
/// </remarks>
internal static class RowFilter
{
    /// <summary>Bytes behind the rows that may be read, and behind the restored row overwritten.</summary>
    public const int Room = PaethFilter.Room;

    /// <summary>Restores one row the fastest way there is for its pixel size.</summary>
    /// <param name="filter">The row's filter.</param>
    /// <param name="filtered">The row's filtered bytes, without the filter byte, and at least <see cref="Room"/> bytes behind them.</param>
    /// <param name="above">The row above, restored, and as many behind it; zeros for the first row of a pass.</param>
    /// <param name="row">Takes the row; up to <see cref="Room"/> bytes behind it may be overwritten. May be the room behind <paramref name="above"/>; overlaps the others in no other way.</param>
    /// <param name="width">Bytes in a row.</param>
    /// <param name="bytesPerPixel">At least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Restore(PngFilter filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int width, int bytesPerPixel)
    {
        // None and Up do not look to the left, so the size of a pixel does not matter to them.
        bool isFast = Vector128.IsHardwareAccelerated && (bytesPerPixel == 1 || filter is PngFilter.None or PngFilter.Up);
        if (isFast && filter == PngFilter.Paeth)
        {
            PaethFilter.Restore(filtered, above, row, width);
            return;
        }

        filtered = filtered[..width];
        above = above[..width];
        row = row[..width];
        if (!isFast)
        {
            if (bytesPerPixel > 1 && filter == PngFilter.Sub)
            {
                WidePixelFilter.RestoreSub(filtered, row, bytesPerPixel);
            }
            else if (bytesPerPixel > 1 && filter == PngFilter.Paeth)
            {
                WidePixelFilter.RestorePaeth(filtered, above, row, bytesPerPixel);
            }
            else
            {
                RestoreScalar(filter, filtered, above, row, bytesPerPixel);
            }

            return;
        }

        switch (filter)
        {
            case PngFilter.None:
                filtered.CopyTo(row);
                break;
            case PngFilter.Sub:
                SubFilter.Restore(filtered, row);
                break;
            case PngFilter.Up:
                UpFilter.Restore(filtered, above, row);
                break;
            default:
                AverageFilter.Restore(filtered, above, row);
                break;
        }
    }

    /// <summary>Restores one row byte by byte, as the specification writes it: the slow twin of <see cref="Restore"/>, for any pixel size.</summary>
    /// <param name="filter">The row's filter.</param>
    /// <param name="filtered">The row's filtered bytes, without the filter byte.</param>
    /// <param name="above">The row above, restored; zeros for the first row of a pass.</param>
    /// <param name="row">Where the row goes; as long as the other two; it may be the memory of <paramref name="filtered"/>, and overlaps them in no other way.</param>
    /// <param name="bytesPerPixel">Distance from x to a, at least 1.</param>
    public static void RestoreScalar(PngFilter filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytesPerPixel)
    {
        switch (filter)
        {
            case PngFilter.None:
                filtered.CopyTo(row);
                break;
            case PngFilter.Sub:
                SubFilter.RestoreScalar(filtered, row, bytesPerPixel);
                break;
            case PngFilter.Up:
                UpFilter.RestoreScalar(filtered, above, row);
                break;
            case PngFilter.Average:
                AverageFilter.RestoreScalar(filtered, above, row, bytesPerPixel);
                break;
            default:
                PaethFilter.RestoreScalar(filtered, above, row, bytesPerPixel);
                break;
        }
    }

    /// <summary>Filters one row before compression.</summary>
    /// <param name="filter">The filter to apply.</param>
    /// <param name="row">The row's bytes.</param>
    /// <param name="above">The row above; zeros for the first.</param>
    /// <param name="filtered">Takes the filtered bytes, as many, without the filter byte.</param>
    /// <param name="bytesPerPixel">Distance from x to a, at least 1.</param>
    public static void Apply(PngFilter filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> filtered, int bytesPerPixel)
    {
        switch (filter)
        {
            case PngFilter.None:
                row.CopyTo(filtered);
                break;
            case PngFilter.Sub:
                SubFilter.Apply(row, filtered, bytesPerPixel);
                break;
            case PngFilter.Up:
                UpFilter.Apply(row, above, filtered);
                break;
            case PngFilter.Average:
                AverageFilter.Apply(row, above, filtered, bytesPerPixel);
                break;
            default:
                PaethFilter.Apply(row, above, filtered, bytesPerPixel);
                break;
        }
    }
}
