using System.Runtime.CompilerServices;

namespace Ade20kEval.Formats.Png;

/// <summary>Undoes a row's filter the fastest way there is for its pixel size.</summary>
internal static class RowUnfilter
{
    /// <summary>Bytes behind the rows that may be read, and behind the restored row overwritten.</summary>
    public const int Room = StretchUnfilter.Room;

    /// <summary>Restores one row.</summary>
    /// <param name="filter">The row's filter.</param>
    /// <param name="filtered">The row's filtered bytes, without the filter byte, and at least <see cref="Room"/> bytes behind them.</param>
    /// <param name="above">The row above, restored, and as many behind it; zeros for the first row of a pass.</param>
    /// <param name="row">Takes the row; up to <see cref="Room"/> bytes behind it may be overwritten. Overlaps neither of the others.</param>
    /// <param name="width">Bytes in a row.</param>
    /// <param name="bytesPerPixel">At least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Restore(PngFilter filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int width, int bytesPerPixel)
    {
        // None and Up do not look to the left, so the size of a pixel does not matter to them.
        if (bytesPerPixel == 1 || filter is PngFilter.None or PngFilter.Up)
        {
            StretchUnfilter.Restore(filter, filtered, above, row, width);
        }
        else
        {
            ScalarUnfilter.Restore(filter, filtered[..width], above[..width], row[..width], bytesPerPixel);
        }
    }
}
