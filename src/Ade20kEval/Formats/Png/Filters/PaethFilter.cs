using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Formats.Png.Filters;

/// <summary>The Paeth filter (PNG specification, section 9.4): the difference to whichever of left, above and upper-left is nearest to left + above - upper-left.</summary>
/// <remarks>
/// <code>
///   c b      c: one pixel to the left of b
///   a x      x: the byte that is predicted
/// </code>
/// With p = a + b - c the distances are |p - a| = |b - c|, |p - b| = |a - c| and |p - c| = |a + b - 2c|; the least wins, ties in the order a, b, c.
/// How <see cref="Restore"/> undoes it where a pixel is one byte: it starts from the row above and mends it. What a row is mended
/// by is its difference from the row above, d = x - b. Of a, b and c two are mostly equal in a mask, and then it is easy to say
/// which is picked:
/// with a = c (no difference so far) b, so that d is the filtered byte;
/// with b = c (the row above goes on) a, so that d is the difference so far plus the filtered byte;
/// with b = a (the row above changes to what stands here already) a, so that d is the filtered byte, and mostly 0 again.
/// So differences begin at a filtered byte that is not zero and stay as they are up to the next such byte or the next change of
/// the row above: a stretch. Where stretches are follows from comparing vectors; one after the other they wait for nothing but
/// one addition, and a wrong guess of the processor, which is what costs time here, is left to the number of stretches in 64
/// pixels. Where all three differ, the predictor is computed and a stretch of its own begins.
/// Real-like masks: 20 microseconds a pair, against 28 for a loop over the same places that computes the predictor at each.
/// </remarks>
internal static class PaethFilter
{
    /// <summary>Bytes behind the rows that are read, and behind the restored row overwritten.</summary>
    public const int Room = 128;

    private const int Block = 64;
    private const int Step = 32;

    /// <summary>Restores one row of one-byte pixels.</summary>
    /// <param name="filtered">The row's filtered bytes, and at least <see cref="Room"/> bytes behind them.</param>
    /// <param name="above">The row above, and as many behind it.</param>
    /// <param name="row">Takes the row; up to <see cref="Room"/> bytes behind it are overwritten. May be the room behind <paramref name="above"/>; overlaps the others in no other way.</param>
    /// <param name="width">Bytes in a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Restore(ReadOnlySpan<byte> filtered, ReadOnlySpan<byte> above, Span<byte> row, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(Math.Min(filtered.Length, above.Length), row.Length), width + Room, nameof(row));
        ref byte first = ref MemoryMarshal.GetReference(above);
        int difference = 0;
        int joint = Block;              // where a stretch of the block before goes on: 0, or nowhere
        for (int block = 0; block < width; block += Block)
        {
            ref byte f = ref Unsafe.Add(ref MemoryMarshal.GetReference(filtered), block);
            ref byte b = ref Unsafe.Add(ref first, block);
            ref byte r = ref Unsafe.Add(ref MemoryMarshal.GetReference(row), block);
            Copy(ref b, ref r);
            ulong outside = width - block < Block ? ulong.MaxValue << (width - block) : 0;
            ulong odd = NonZero(ref f) & ~outside;
            ulong begins = odd | (joint == 0 ? 1UL : 0);
            if (begins == 0)
            {
                continue;
            }

            ulong changes = DiffersFromNext(ref b) << 1;         // of the first pixel it is not asked: it begins a stretch or is in none
            ulong ends = odd | changes | outside;
            ulong changesAlone = changes & ~odd & ~outside;
            do
            {
                int x = BitOperations.TrailingZeroCount(begins);
                begins &= begins - 1;
                int up = Unsafe.Add(ref b, x);
                int upLeft = Unsafe.Add(ref first, Math.Max(0, block + x - 1));
                int soFar = difference & WhereZero(x ^ joint);
                int kept = soFar & WhereZero(up ^ upLeft);
                if ((kept != soFar) & (up != ((upLeft + soFar) & 0xFF)))
                {
                    kept = Predict((upLeft + soFar) & 0xFF, up, upLeft) - up;
                }

                difference = (Unsafe.Add(ref f, x) + kept) & 0xFF;
                joint = x + 1 + BitOperations.TrailingZeroCount((ends >> x >> 1) | (1UL << (Block - 1 - x)));
                Fill(ref Unsafe.Add(ref r, x), (byte)(up + difference), joint - x);
                Vector256.LoadUnsafe(ref b, (nuint)joint).StoreUnsafe(ref r, (nuint)joint);

                // Only the row above changes here, and not to what stands here: all three differ.
                int other = (Unsafe.Add(ref b, joint) - up - difference) & 0xFF;
                ulong isThird = (changesAlone >> (joint - 1) >> 1) & ((ulong)(uint)-other >> 31) & ((ulong)(uint)-difference >> 31);
                if (isThird != 0)
                {
                    begins |= 1UL << joint;
                }
            }
            while (begins != 0);
            joint = (joint == Block) & (difference != 0) ? 0 : Block;
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
            int c = x >= bytesPerPixel ? above[x - bytesPerPixel] : 0;
            row[x] = (byte)(filtered[x] + Predict(a, above[x], c));
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
            int c = x >= bytesPerPixel ? above[x - bytesPerPixel] : 0;
            filtered[x] = (byte)(row[x] - Predict(a, above[x], c));
        }
    }

    /// <summary>The predictor of section 9.4: of a, b and c the nearest to a + b - c, ties in that order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Predict(int a, int b, int c)
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

    /// <summary>All ones for 0, 0 for 1 to 2^31 - 1; without a branch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WhereZero(int value) => (value - 1) >> 31;

    /// <summary>Writes a value at least <paramref name="count"/> times, at most 64, and no more than 64 times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(ref byte to, byte value, int count)
    {
        Vector256<byte> values = Vector256.Create(value);
        values.StoreUnsafe(ref to);
        if (count > Step)
        {
            values.StoreUnsafe(ref to, Step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref byte from, ref byte to)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512.LoadUnsafe(ref from).StoreUnsafe(ref to);
            return;
        }

        Vector256.LoadUnsafe(ref from).StoreUnsafe(ref to);
        Vector256.LoadUnsafe(ref from, Step).StoreUnsafe(ref to, Step);
    }

    /// <summary>Bit i is set where byte i of 64 is not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NonZero(ref byte bytes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return ~Vector512.Equals(Vector512.LoadUnsafe(ref bytes), Vector512<byte>.Zero).ExtractMostSignificantBits();
        }

        uint low = Vector256.Equals(Vector256.LoadUnsafe(ref bytes), Vector256<byte>.Zero).ExtractMostSignificantBits();
        uint high = Vector256.Equals(Vector256.LoadUnsafe(ref bytes, Step), Vector256<byte>.Zero).ExtractMostSignificantBits();
        return ~(low | ((ulong)high << Step));
    }

    /// <summary>Bit i is set where byte i of 64 is not byte i + 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong DiffersFromNext(ref byte bytes)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return ~Vector512.Equals(Vector512.LoadUnsafe(ref bytes), Vector512.LoadUnsafe(ref bytes, 1)).ExtractMostSignificantBits();
        }

        uint low = Vector256.Equals(Vector256.LoadUnsafe(ref bytes), Vector256.LoadUnsafe(ref bytes, 1)).ExtractMostSignificantBits();
        uint high = Vector256.Equals(Vector256.LoadUnsafe(ref bytes, Step), Vector256.LoadUnsafe(ref bytes, Step + 1)).ExtractMostSignificantBits();
        return ~(low | ((ulong)high << Step));
    }
}
