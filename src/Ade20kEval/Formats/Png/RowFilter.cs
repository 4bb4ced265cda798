namespace Ade20kEval.Formats.Png;

/// <summary>Filters a row before compression: the PNG specification's five functions, byte by byte (section 9.2).</summary>
internal static class RowFilter
{
    /// <summary>Writes Filt(x) for every byte x; a is to the left, b above, c above a (see <see cref="ScalarUnfilter"/>).</summary>
    public static void Apply(PngFilter filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> filtered, int bytesPerPixel)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int a = x >= bytesPerPixel ? row[x - bytesPerPixel] : 0;
            int b = above[x];
            int c = x >= bytesPerPixel ? above[x - bytesPerPixel] : 0;
            int predicted = filter switch
            {
                PngFilter.Sub => a,
                PngFilter.Up => b,
                PngFilter.Average => (a + b) >> 1,
                PngFilter.Paeth => ScalarUnfilter.PaethPredictor(a, b, c),
                _ => 0,
            };
            filtered[x] = (byte)(row[x] - predicted);
        }
    }
}
