using System.Runtime.CompilerServices;

namespace Ade20kEval.Formats.Png.Filters;

/// <summary>Undoes Sub and Paeth where a pixel has several bytes, in runs: for pictures whose colours stand for segments.</summary>
/// <remarks>
/// The letters are the specification's (see <see cref="RowFilter"/>). Inside a segment filtered bytes are 0, and then of a whole run it is easy to say what it is:
/// under Sub, a again and again; under Paeth, b as long as a = c at its beginning, because then x = b and so a = c at the next pixel, too; and a as long as
/// b = c. Whatever is neither is restored pixel by pixel. Where runs end is looked for once, so that no row takes longer than its length.
/// </remarks>
internal static class WidePixelFilter
{
    /// <summary>Restores a row that Sub filtered.</summary>
    /// <param name="filtered">The row's filtered bytes: whole pixels.</param>
    /// <param name="row">Takes the row; as long; other memory.</param>
    /// <param name="bytesPerPixel">Bytes of a pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RestoreSub(ReadOnlySpan<byte> filtered, Span<byte> row, int bytesPerPixel)
    {
        int x = 0;
        int nonZero = -1;
        while (x < row.Length)
        {
            int zeros = Whole(EndOfZeros(filtered, x, ref nonZero) - x, bytesPerPixel);
            if (zeros > 0)
            {
                Repeat(row, x, zeros, bytesPerPixel);
                x += zeros;
                continue;
            }

            for (int i = 0; i < bytesPerPixel; i++, x++)
            {
                row[x] = (byte)(filtered[x] + (x >= bytesPerPixel ? row[x - bytesPerPixel] : 0));
            }
        }
    }

    /// <summary>Restores a row that Paeth filtered.</summary>
    /// <param name="filtered">The row's filtered bytes: whole pixels.</param>
    /// <param name="above">The row above, restored; as long.</param>
    /// <param name="row">Takes the row; as long; other memory.</param>
    /// <param name="bytesPerPixel">Bytes of a pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RestorePaeth(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytesPerPixel)
    {
        int x = 0;
        int nonZero = -1;
        int change = -1;
        bool isAsAbove = true;      // a = c, in all bytes of the pixel; left of the row both are 0
        while (x < row.Length)
        {
            int zeros = Whole(EndOfZeros(filtered, x, ref nonZero) - x, bytesPerPixel);
            if (isAsAbove && zeros > 0)
            {
                above.Slice(x, zeros).CopyTo(row[x..]);
                x += zeros;
                continue;
            }

            int flat = x == 0 ? 0 : Whole(Math.Min(zeros, EndOfFlat(above, x, bytesPerPixel, ref change) - x), bytesPerPixel);
            if (flat > 0)
            {
                Repeat(row, x, flat, bytesPerPixel);
                x += flat;
                continue;
            }

            isAsAbove = true;
            for (int i = 0; i < bytesPerPixel; i++, x++)
            {
                int a = x >= bytesPerPixel ? row[x - bytesPerPixel] : 0;
                int c = x >= bytesPerPixel ? above[x - bytesPerPixel] : 0;
                row[x] = (byte)(filtered[x] + PaethFilter.Predict(a, above[x], c));
                isAsAbove &= row[x] == above[x];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Whole(int bytes, int bytesPerPixel) => bytes - (bytes % bytesPerPixel);

    /// <summary>Where the bytes from a place on are no longer 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EndOfZeros(ReadOnlySpan<byte> filtered, int x, ref int known)
    {
        if (known < x)
        {
            int next = filtered[x..].IndexOfAnyExcept((byte)0);
            known = next < 0 ? filtered.Length : x + next;
        }

        return known;
    }

    /// <summary>Where the bytes from a place on are no longer those one pixel before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EndOfFlat(ReadOnlySpan<byte> above, int x, int bytesPerPixel, ref int known)
    {
        if (known < x)
        {
            known = x + above[x..].CommonPrefixLength(above[(x - bytesPerPixel)..]);
        }

        return known;
    }

    /// <summary>Writes the pixel before a place again and again.</summary>
    private static void Repeat(Span<byte> row, int x, int length, int bytesPerPixel)
    {
        if (x == 0)
        {
            row[..length].Clear();
            return;
        }

        Span<byte> run = row.Slice(x - bytesPerPixel, length + bytesPerPixel);
        int filled = bytesPerPixel;
        while (filled < run.Length)
        {
            int more = Math.Min(filled, run.Length - filled);
            run[..more].CopyTo(run[filled..]);
            filled += more;
        }
    }
}
