using System.Runtime.CompilerServices;

namespace Ade20kEval.Formats.Png;

/// <summary>Undoes the five filters byte by byte, as the PNG specification writes them (section 9.2).</summary>
/// <remarks>
/// The letters are the specification's: x is the byte to restore, a the one to its left (one whole pixel further left, not one
/// byte), b the one above, c the one above a. All are restored bytes; those outside the image are 0. Sums are modulo 256.
/// For any pixel size; the slow twin of <see cref="StretchUnfilter"/>.
/// </remarks>
internal static class ScalarUnfilter
{
    /// <summary>Restores one row.</summary>
    /// <param name="filter">The row's filter.</param>
    /// <param name="filtered">The row's filtered bytes, without the filter byte.</param>
    /// <param name="above">The row above, restored; zeros for the first row of a pass.</param>
    /// <param name="row">Where the row goes; as long as the other two; it may be the memory of <paramref name="filtered"/>, and overlaps them in no other way.</param>
    /// <param name="bytesPerPixel">Distance from x to a, at least 1.</param>
    public static void Restore(PngFilter filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytesPerPixel)
    {
        switch (filter)
        {
            case PngFilter.None:
                filtered.CopyTo(row);
                break;
            case PngFilter.Sub:
                Sub(filtered, row, bytesPerPixel);
                break;
            case PngFilter.Up:
                Up(filtered, above, row);
                break;
            case PngFilter.Average:
                Average(filtered, above, row, bytesPerPixel);
                break;
            default:
                Paeth(filtered, above, row, bytesPerPixel);
                break;
        }
    }

    /// <summary>The predictor of section 9.4: of a, b and c the nearest to a + b - c, ties in that order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte PaethPredictor(int a, int b, int c)
    {
        // Written without branches: which of the three is nearest changes from pixel to pixel, and a wrong guess of the
        // processor costs more than all this arithmetic. A difference shifted right by 31 is all ones when negative.
        int pa = Magnitude(b - c);             // |p - a| with p = a + b - c
        int pb = Magnitude(a - c);
        int pc = Magnitude(a + b - c - c);
        int isNotC = (pb - pc - 1) >> 31;      // pb <= pc
        int nearest = c ^ ((b ^ c) & isNotC);
        int least = pc ^ ((pb ^ pc) & isNotC);
        int isA = (pa - least - 1) >> 31;      // pa <= pb and pa <= pc
        return (byte)(nearest ^ ((a ^ nearest) & isA));
    }

    private static int Magnitude(int value)
    {
        int sign = value >> 31;
        return (value ^ sign) - sign;
    }

    private static void Sub(ReadOnlySpan<byte> filtered, Span<byte> row, int bytesPerPixel)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int a = x >= bytesPerPixel ? row[x - bytesPerPixel] : 0;
            row[x] = (byte)(filtered[x] + a);
        }
    }

    private static void Up(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        for (int x = 0; x < row.Length; x++)
        {
            row[x] = (byte)(filtered[x] + above[x]);
        }
    }

    private static void Average(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytesPerPixel)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int a = x >= bytesPerPixel ? row[x - bytesPerPixel] : 0;
            row[x] = (byte)(filtered[x] + ((a + above[x]) >> 1));
        }
    }

    private static void Paeth(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytesPerPixel)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int a = x >= bytesPerPixel ? row[x - bytesPerPixel] : 0;
            int c = x >= bytesPerPixel ? above[x - bytesPerPixel] : 0;
            row[x] = (byte)(filtered[x] + PaethPredictor(a, above[x], c));
        }
    }
}
