using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Formats.Png;

/// <summary>Undoes the Paeth filter where a pixel is one byte, by starting from the row above and mending it.</summary>
/// <remarks>
/// Letters as in <see cref="ScalarUnfilter"/>. With a = c, p = a + b - c = b, so b is picked; if the filtered byte is zero, x = b,
/// and the next pixel has a = c again. So a row is the row above, except from each non-zero filtered byte on.
/// From there a differs from c. With b = c, p = a, so a is picked: the left value repeats for as long as the row above does and
/// the filtered bytes are zero. Then, if b = a (a border that moved to the left), p = 2a - c, a is picked, and with x = b the
/// row above is right again. Any other pixel is computed.
/// Branches that depend on pixels are what costs time here, so repeats shorter than a vector are blended in without one, and
/// the non-zero bytes are found 64 at a time, the last ones by a load that overlaps the one before.
/// </remarks>
internal static class PaethRuns
{
    private const int Block = 64;

    /// <summary>Restores one row; the three spans are equally long and <paramref name="row"/> overlaps neither of the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restore(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row)
    {
        if (row.Length < Block)
        {
            ScalarUnfilter.Restore(PngFilter.Paeth, filtered, above, row, bytesPerPixel: 1);
            return;
        }

        above.CopyTo(row);
        byte a = 0;             // value of the last pixel mended, and
        int mended = 0;         // the place after it
        for (int block = 0; block < row.Length; block += Block)
        {
            int start = Math.Min(block, row.Length - Block);
            ulong odd = NonZeroBytes(filtered.Slice(start, Block)) >> (block - start);
            for (; odd != 0; odd &= odd - 1)
            {
                int x = block + BitOperations.TrailingZeroCount(odd);
                byte c = x > 0 ? above[x - 1] : (byte)0;
                a = x == mended ? a : c;
                bool isDone;
                do
                {
                    byte b = above[x];
                    a = (byte)(filtered[x] + ScalarUnfilter.PaethPredictor(a, b, c));
                    row[x] = a;
                    c = b;
                    x = Repeat(a, c, filtered, above, row, x + 1);
                    int next = Math.Min(x, row.Length - 1);
                    isDone = (x == row.Length) | (a == c) | (filtered[next] != 0) | (above[next] == a);
                }
                while (!isDone);
                mended = x;
            }
        }
    }

    /// <summary>Repeats the left value while the filtered bytes are zero and the row above stays at c.</summary>
    /// <returns>The first place where one of the two ends, or the row's end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Repeat(byte a, byte c, ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int x)
    {
        ref byte f = ref MemoryMarshal.GetReference(filtered);
        ref byte b = ref MemoryMarshal.GetReference(above);
        ref byte r = ref MemoryMarshal.GetReference(row);
        for (; x <= row.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            Vector128<byte> up = Vector128.LoadUnsafe(ref b, (nuint)x);
            Vector128<byte> holds = Vector128.Equals(Vector128.LoadUnsafe(ref f, (nuint)x), Vector128<byte>.Zero)
                & Vector128.Equals(up, Vector128.Create(c));
            int run = BitOperations.TrailingZeroCount(~holds.ExtractMostSignificantBits());

            // What lies beyond the run is still the row above: no need to load it from the row.
            Vector128<byte> isRun = Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)run));
            Vector128.ConditionalSelect(isRun, Vector128.Create(a), up).StoreUnsafe(ref r, (nuint)x);
            if (run < Vector128<byte>.Count)
            {
                return x + run;
            }
        }

        for (; x < row.Length && filtered[x] == 0 && above[x] == c; x++)
        {
            row[x] = a;
        }

        return x;
    }

    /// <summary>Bit i is set where byte i of 64 is not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NonZeroBytes(ReadOnlySpan<byte> bytes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return ~Vector512.Equals(Vector512.Create(bytes), Vector512<byte>.Zero).ExtractMostSignificantBits();
        }

        if (Vector256.IsHardwareAccelerated)
        {
            uint low = Vector256.Equals(Vector256.Create(bytes), Vector256<byte>.Zero).ExtractMostSignificantBits();
            uint high = Vector256.Equals(Vector256.Create(bytes[32..]), Vector256<byte>.Zero).ExtractMostSignificantBits();
            return ~(low | ((ulong)high << 32));
        }

        ulong zeros = 0;
        for (int i = 0; i < Block; i += 16)
        {
            zeros |= (ulong)Vector128.Equals(Vector128.Create(bytes[i..]), Vector128<byte>.Zero).ExtractMostSignificantBits() << i;
        }

        return ~zeros;
    }
}
