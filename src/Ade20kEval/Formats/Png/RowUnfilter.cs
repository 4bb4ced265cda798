namespace Ade20kEval.Formats.Png;

/// <summary>Undoes a row's filter the fastest way there is for its pixel size.</summary>
internal static class RowUnfilter
{
    /// <inheritdoc cref="ScalarUnfilter.Restore"/>
    public static void Restore(PngFilter filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytesPerPixel)
    {
        // None and Up do not look to the left, so the size of a pixel does not matter to them.
        if (bytesPerPixel == 1 || filter is PngFilter.None or PngFilter.Up)
        {
            RunUnfilter.Restore(filter, filtered, above, row);
        }
        else
        {
            ScalarUnfilter.Restore(filter, filtered, above, row, bytesPerPixel);
        }
    }
}
