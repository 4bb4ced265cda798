using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ade20kEval.Formats.Png;

/// <summary>Undoes the five filters by runs where a pixel is one byte: masks are flat, so filtered rows are mostly zeros.</summary>
/// <remarks>
/// Letters as in <see cref="ScalarUnfilter"/>, its slow twin. What a run of zeros means (section 9.2):
/// under Sub, x = a: the left value repeats. Under Average, x = floor((a + b) / 2), which is a for as long as b = a.
/// Under Paeth with a = c, p = a + b - c = b, so b is picked and the next pixel again has a = c: the row copies the row above.
/// Under Paeth with b = c, p = a, so a is picked: the left value repeats for as long as the row above does.
/// Each step looks at one vector of filtered bytes, stores a whole vector and advances by the length of the run in it; what
/// was stored beyond the run is overwritten by the next step. Where a run ends, bytes are restored one by one until the
/// filtered bytes are zero again, so that noise costs what the scalar loop costs.
/// Tail: what does not fill a vector is left to the byte-by-byte loop; nothing is read or written outside the spans.
/// </remarks>
internal static class RunUnfilter
{
    /// <summary>Restores one row; the three spans are equally long and <paramref name="row"/> overlaps neither other.</summary>
    public static void Restore(PngFilter filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        if (!Vector.IsHardwareAccelerated)
        {
            ScalarUnfilter.Restore(filter, filtered, above, row, bytesPerPixel: 1);
            return;
        }

        filtered = filtered[..row.Length];
        above = above[..row.Length];
        switch (filter)
        {
            case PngFilter.None:
                filtered.CopyTo(row);
                break;
            case PngFilter.Sub:
                Sub(filtered, row);
                break;
            case PngFilter.Up:
                Up(filtered, above, row);
                break;
            case PngFilter.Average:
                Average(filtered, above, row);
                break;
            default:
                Paeth(filtered, above, row);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sub(ReadOnlySpan<byte> filtered, Span<byte> row)
    {
        ref byte f = ref MemoryMarshal.GetReference(filtered);
        ref byte r = ref MemoryMarshal.GetReference(row);
        int lastVector = row.Length - Vector<byte>.Count;
        byte a = 0;
        int x = 0;
        while (x <= lastVector)
        {
            Vector<byte> isZero = Vector.Equals(Vector.LoadUnsafe(ref f, (nuint)x), Vector<byte>.Zero);
            new Vector<byte>(a).StoreUnsafe(ref r, (nuint)x);
            int run = RunLength(isZero);
            x += run;
            if (run == Vector<byte>.Count)
            {
                continue;
            }

            do
            {
                a += filtered[x];
                row[x++] = a;
            }
            while (x < filtered.Length && filtered[x] != 0);
        }

        for (; x < row.Length; x++)
        {
            a += filtered[x];
            row[x] = a;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Up(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        ref byte f = ref MemoryMarshal.GetReference(filtered);
        ref byte b = ref MemoryMarshal.GetReference(above);
        ref byte r = ref MemoryMarshal.GetReference(row);
        int x = 0;
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            (Vector.LoadUnsafe(ref f, (nuint)x) + Vector.LoadUnsafe(ref b, (nuint)x)).StoreUnsafe(ref r, (nuint)x);
        }

        for (; x < row.Length; x++)
        {
            row[x] = (byte)(filtered[x] + above[x]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Average(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        ref byte f = ref MemoryMarshal.GetReference(filtered);
        ref byte b = ref MemoryMarshal.GetReference(above);
        ref byte r = ref MemoryMarshal.GetReference(row);
        int lastVector = row.Length - Vector<byte>.Count;
        byte a = 0;
        int x = 0;
        while (x <= lastVector)
        {
            Vector<byte> left = new(a);
            Vector<byte> holds = Vector.Equals(Vector.LoadUnsafe(ref f, (nuint)x), Vector<byte>.Zero) & Vector.Equals(Vector.LoadUnsafe(ref b, (nuint)x), left);
            left.StoreUnsafe(ref r, (nuint)x);
            int run = RunLength(holds);
            x += run;
            if (run == Vector<byte>.Count)
            {
                continue;
            }

            do
            {
                a = (byte)(filtered[x] + ((a + above[x]) >> 1));
                row[x++] = a;
            }
            while (x < filtered.Length && filtered[x] != 0);
        }

        for (; x < row.Length; x++)
        {
            a = (byte)(filtered[x] + ((a + above[x]) >> 1));
            row[x] = a;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Paeth(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        ref byte f = ref MemoryMarshal.GetReference(filtered);
        ref byte b = ref MemoryMarshal.GetReference(above);
        ref byte r = ref MemoryMarshal.GetReference(row);
        int lastVector = row.Length - Vector<byte>.Count;
        byte a = 0;
        byte c = 0;
        int x = 0;
        while (x <= lastVector)
        {
            Vector<byte> up = Vector.LoadUnsafe(ref b, (nuint)x);
            Vector<byte> holds = Vector.Equals(Vector.LoadUnsafe(ref f, (nuint)x), Vector<byte>.Zero);
            Vector<byte> value = up;
            if (a != c)
            {
                holds &= Vector.Equals(up, new Vector<byte>(c));
                value = new Vector<byte>(a);
            }

            value.StoreUnsafe(ref r, (nuint)x);
            int run = RunLength(holds);
            x += run;
            if (run > 0)
            {
                a = row[x - 1];
                c = above[x - 1];
            }

            if (run == Vector<byte>.Count)
            {
                continue;
            }

            do
            {
                a = (byte)(filtered[x] + ScalarUnfilter.PaethPredictor(a, above[x], c));
                c = above[x];
                row[x++] = a;
            }
            while (x < filtered.Length && filtered[x] != 0);
        }

        for (; x < row.Length; x++)
        {
            a = (byte)(filtered[x] + ScalarUnfilter.PaethPredictor(a, above[x], c));
            c = above[x];
            row[x] = a;
        }
    }

    /// <summary>How many leading lanes are all ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int RunLength(Vector<byte> holds)
    {
        int first = Vector.IndexOf(holds, (byte)0);
        return first < 0 ? Vector<byte>.Count : first;
    }
}
