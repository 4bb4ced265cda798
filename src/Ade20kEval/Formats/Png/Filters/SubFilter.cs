using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Formats.Png.Filters;

/// <summary>The Sub filter (PNG specification, section 9.2): the difference to a, the byte one pixel to the left.</summary>
/// <remarks>
/// Where a pixel is one byte, restoring is a running sum: every byte becomes the sum of all filtered bytes up to it, modulo 256.
/// Inside a vector: add the vector moved by one lane, then by two, four and eight; after each step a lane holds the sum of
/// twice as many bytes. From vector to vector only the total is carried on, by one addition that nothing else waits for.
/// No branch depends on the bytes, so noise costs what flat rows cost; looking for stretches of zeros was slower, because the
/// processor guesses the end of each wrongly.
/// </remarks>
internal static class SubFilter
{
    private const byte Z = 255;     // an index outside the vector: the lane becomes zero

    /// <summary>Restores one row of one-byte pixels. The spans are equally long, and the same memory or none in common.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restore(ReadOnlySpan<byte> filtered, Span<byte> row)
    {
        ref byte f = ref MemoryMarshal.GetReference(filtered);
        ref byte r = ref MemoryMarshal.GetReference(row);
        int x = 0;
        byte sum = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<byte> carried = Vector256<byte>.Zero;
            for (; x <= row.Length - 32; x += 32)
            {
                Vector256<byte> sums = SumsWithin(Vector256.LoadUnsafe(ref f, (nuint)x));
                (sums + carried).StoreUnsafe(ref r, (nuint)x);
                carried += Vector256.Shuffle(sums, Vector256.Create((byte)31));
            }

            sum = carried.ToScalar();
        }

        Vector128<byte> carry = Vector128.Create(sum);
        for (; x <= row.Length - 16; x += 16)
        {
            Vector128<byte> sums = SumsWithin(Vector128.LoadUnsafe(ref f, (nuint)x));
            (sums + carry).StoreUnsafe(ref r, (nuint)x);
            carry += Vector128.Shuffle(sums, Vector128.Create((byte)15));
        }

        sum = carry.ToScalar();
        for (; x < row.Length; x++)
        {
            sum += filtered[x];
            row[x] = sum;
        }
    }

    /// <summary>Restores one row of any pixel size byte by byte: the slow twin of <see cref="Restore"/>.</summary>
    /// <param name="filtered">The row's filtered bytes.</param>
    /// <param name="row">Takes the row; as long; may be the memory of <paramref name="filtered"/>.</param>
    /// <param name="bytesPerPixel">Distance from a byte to the one it was subtracted from, at least 1.</param>
    public static void RestoreScalar(ReadOnlySpan<byte> filtered, Span<byte> row, int bytesPerPixel)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int a = x >= bytesPerPixel ? row[x - bytesPerPixel] : 0;
            row[x] = (byte)(filtered[x] + a);
        }
    }

    /// <summary>Filters one row.</summary>
    /// <param name="row">The row's bytes.</param>
    /// <param name="filtered">Takes the filtered bytes; as long, and other memory.</param>
    /// <param name="bytesPerPixel">As for <see cref="RestoreScalar"/>.</param>
    public static void Apply(ReadOnlySpan<byte> row, Span<byte> filtered, int bytesPerPixel)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int a = x >= bytesPerPixel ? row[x - bytesPerPixel] : 0;
            filtered[x] = (byte)(row[x] - a);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> SumsWithin(Vector128<byte> v)
    {
        v += Vector128.Shuffle(v, Vector128.Create(Z, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
        v += Vector128.Shuffle(v, Vector128.Create(Z, Z, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
        v += Vector128.Shuffle(v, Vector128.Create(Z, Z, Z, Z, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        v += Vector128.Shuffle(v, Vector128.Create(Z, Z, Z, Z, Z, Z, Z, Z, 0, 1, 2, 3, 4, 5, 6, 7));
        return v;
    }

    /// <summary>As above in each half, whose lanes do not mix; then the lower half's total is added to the upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> SumsWithin(Vector256<byte> v)
    {
        v += Vector256.Shuffle(v, Vector256.Create(Z, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, Z, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30));
        v += Vector256.Shuffle(v, Vector256.Create(Z, Z, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, Z, Z, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29));
        v += Vector256.Shuffle(v, Vector256.Create(Z, Z, Z, Z, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, Z, Z, Z, Z, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27));
        v += Vector256.Shuffle(v, Vector256.Create(Z, Z, Z, Z, Z, Z, Z, Z, 0, 1, 2, 3, 4, 5, 6, 7, Z, Z, Z, Z, Z, Z, Z, Z, 16, 17, 18, 19, 20, 21, 22, 23));
        v += Vector256.Shuffle(v, Vector256.Create(Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15));
        return v;
    }
}
