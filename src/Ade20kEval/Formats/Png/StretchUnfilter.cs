using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Formats.Png;

/// <summary>Undoes the five filters by runs where a pixel is one byte: masks are flat, so filtered rows are mostly zeros.</summary>
/// <remarks>
/// Letters as in <see cref="ScalarUnfilter"/>, its slow twin. What a run of zeros means (section 9.2):
/// under Average, x = floor((a + b) / 2), which is a for as long as b = a; for Paeth see <see cref="PaethRuns"/>.
/// Each step looks at one vector of filtered bytes, stores a whole vector and advances by the length of the run in it; what
/// was stored beyond the run is overwritten by the next step. Where a run ends, bytes are restored one by one until the
/// filtered bytes are zero again, so that noise costs what the scalar loop costs.
/// Sub and Up need no runs: see <see cref="PrefixSum"/>, and Up is one addition of vectors.
/// Tail: what does not fill a vector is left to a byte-by-byte loop, or to a vector that overlaps the one before, or lies in the
/// room behind the row; nothing is read or written outside the spans.
/// </remarks>
internal static class StretchUnfilter
{
    /// <summary>Bytes behind the rows that may be read, and behind the restored row overwritten.</summary>
    public const int Room = PaethRuns.Room;

    /// <summary>Restores one row.</summary>
    /// <param name="filter">The row's filter.</param>
    /// <param name="filtered">The row's filtered bytes, and at least <see cref="Room"/> bytes behind them.</param>
    /// <param name="above">The row above, and as many behind it.</param>
    /// <param name="row">Takes the row; up to <see cref="Room"/> bytes behind it may be overwritten. Overlaps neither of the others.</param>
    /// <param name="width">Bytes in a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Restore(PngFilter filter, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int width)
    {
        if (!Vector128.IsHardwareAccelerated)
        {
            ScalarUnfilter.Restore(filter, filtered[..width], above[..width], row[..width], bytesPerPixel: 1);
            return;
        }

        if (filter == PngFilter.Paeth)
        {
            PaethRuns.Restore(filtered, above, row, width);
            return;
        }

        filtered = filtered[..width];
        above = above[..width];
        row = row[..width];
        switch (filter)
        {
            case PngFilter.None:
                filtered.CopyTo(row);
                break;
            case PngFilter.Sub:
                PrefixSum.Compute(filtered, row);
                break;
            case PngFilter.Up:
                filtered.CopyTo(row);
                Up(above, row, width);
                break;
            default:
                Average(filtered, above, row);
                break;
        }
    }

    /// <summary>Adds the row above to a row that holds its filtered bytes, in place.</summary>
    /// <param name="above">The row above.</param>
    /// <param name="row">The row.</param>
    /// <param name="width">Bytes in a row; what lies behind is neither read nor written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Up(ReadOnlySpan<byte> above, Span<byte> row, int width)
    {
        above = above[..width];
        row = row[..width];
        ref byte b = ref MemoryMarshal.GetReference(above);
        ref byte r = ref MemoryMarshal.GetReference(row);
        int lastVector = width - Vector<byte>.Count;
        if (lastVector < 0)
        {
            ScalarUnfilter.Restore(PngFilter.Up, row, above, row, bytesPerPixel: 1);
            return;
        }

        // The last vector overlaps the one before it: it is loaded before that one is stored, and stored after.
        Vector<byte> last = Vector.LoadUnsafe(ref r, (nuint)lastVector) + Vector.LoadUnsafe(ref b, (nuint)lastVector);
        for (int x = 0; x < lastVector; x += Vector<byte>.Count)
        {
            (Vector.LoadUnsafe(ref r, (nuint)x) + Vector.LoadUnsafe(ref b, (nuint)x)).StoreUnsafe(ref r, (nuint)x);
        }

        last.StoreUnsafe(ref r, (nuint)lastVector);
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

    /// <summary>How many leading lanes are all ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int RunLength(Vector<byte> holds)
    {
        int first = Vector.IndexOf(holds, (byte)0);
        return first < 0 ? Vector<byte>.Count : first;
    }
}
