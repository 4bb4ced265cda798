using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ade20kEval.Formats.Png.Filters;

/// <summary>The Up filter (PNG specification, section 9.2): the difference to b, the byte above.</summary>
/// <remarks>It does not look to the left, so the size of a pixel does not matter, and restoring is one addition of vectors.</remarks>
internal static class UpFilter
{
    /// <summary>Restores one row. The spans are equally long.</summary>
    /// <param name="filtered">The row's filtered bytes.</param>
    /// <param name="above">The row above, restored.</param>
    /// <param name="row">Takes the row; overlaps neither of the others.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restore(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        int lastVector = row.Length - Vector<byte>.Count;
        if (lastVector < 0)
        {
            RestoreScalar(filtered, above, row);
            return;
        }

        ref byte f = ref MemoryMarshal.GetReference(filtered);
        ref byte b = ref MemoryMarshal.GetReference(above);
        ref byte r = ref MemoryMarshal.GetReference(row);
        for (int x = 0; x < lastVector; x += Vector<byte>.Count)
        {
            (Vector.LoadUnsafe(ref f, (nuint)x) + Vector.LoadUnsafe(ref b, (nuint)x)).StoreUnsafe(ref r, (nuint)x);
        }

        // The last vector overlaps the one before it.
        (Vector.LoadUnsafe(ref f, (nuint)lastVector) + Vector.LoadUnsafe(ref b, (nuint)lastVector)).StoreUnsafe(ref r, (nuint)lastVector);
    }

    /// <summary>Restores one row byte by byte: the slow twin of <see cref="Restore"/>.</summary>
    /// <param name="filtered">The row's filtered bytes.</param>
    /// <param name="above">The row above, restored.</param>
    /// <param name="row">Takes the row; as long as the others; may be the memory of <paramref name="filtered"/>.</param>
    public static void RestoreScalar(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        for (int x = 0; x < row.Length; x++)
        {
            row[x] = (byte)(filtered[x] + above[x]);
        }
    }

    /// <summary>Filters one row.</summary>
    /// <param name="row">The row's bytes.</param>
    /// <param name="above">The row above.</param>
    /// <param name="filtered">Takes the filtered bytes; as long as the others.</param>
    public static void Apply(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> filtered)
    {
        for (int x = 0; x < row.Length; x++)
        {
            filtered[x] = (byte)(row[x] - above[x]);
        }
    }
}
