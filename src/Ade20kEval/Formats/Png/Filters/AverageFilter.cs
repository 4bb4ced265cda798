using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ade20kEval.Formats.Png.Filters;

/// <summary>The Average filter (PNG specification, section 9.3): the difference to floor((a + b) / 2), where a is one pixel to the left and b above.</summary>
/// <remarks>
/// Masks are flat, so filtered rows are mostly zeros, and where the filtered byte is 0, x = floor((a + b) / 2), which is a for as
/// long as b = a. <see cref="Restore"/> looks at one vector, stores a whole vector of a and advances by the length of the stretch
/// in it; what was stored beyond is overwritten by the next step. Where a stretch ends, bytes are restored one by one until the
/// filtered bytes are zero again, so that noise costs what the scalar loop costs.
/// Tail: what does not fill a vector is left to the byte-by-byte loop; nothing is read or written outside the spans.
/// </remarks>
internal static class AverageFilter
{
    /// <summary>Restores one row of one-byte pixels. The spans are equally long.</summary>
    /// <param name="filtered">The row's filtered bytes.</param>
    /// <param name="above">The row above, restored.</param>
    /// <param name="row">Takes the row; overlaps neither of the others.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restore(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
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

    /// <summary>Restores one row of any pixel size byte by byte: the slow twin of <see cref="Restore"/>.</summary>
    /// <param name="filtered">The row's filtered bytes.</param>
    /// <param name="above">The row above, restored.</param>
    /// <param name="row">Takes the row; as long as the others; may be the memory of <paramref name="filtered"/>.</param>
    /// <param name="bytesPerPixel">Distance from x to a, at least 1.</param>
    public static void RestoreScalar(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int bytesPerPixel)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int a = x >= bytesPerPixel ? row[x - bytesPerPixel] : 0;
            row[x] = (byte)(filtered[x] + ((a + above[x]) >> 1));
        }
    }

    /// <summary>Filters one row.</summary>
    /// <param name="row">The row's bytes.</param>
    /// <param name="above">The row above.</param>
    /// <param name="filtered">Takes the filtered bytes; as long as the others, and no memory of theirs.</param>
    /// <param name="bytesPerPixel">Distance from x to a, at least 1.</param>
    public static void Apply(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> filtered, int bytesPerPixel)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int a = x >= bytesPerPixel ? row[x - bytesPerPixel] : 0;
            filtered[x] = (byte)(row[x] - ((a + above[x]) >> 1));
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
