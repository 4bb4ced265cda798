namespace Ade20kEval.Formats.Png;

/// <summary>Undoes the five filters where a pixel is one byte, by runs.</summary>
internal static class RunUnfilter
{
    public static void Restore(PngFilter filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row) =>
        ScalarUnfilter.Restore(filter, filtered, above, row, bytesPerPixel: 1);
}
