using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ade20kEval.Formats.Png.Zlib;

/// <summary>Decodes the symbols of one block and writes what they stand for: the loop in which inflating spends its time.</summary>
/// <remarks>
/// What makes it fast: all that it needs from one symbol to the next stays in registers, which are five variables (limits are compared in memory,
/// masks and the place of the second table are constants); and a copy does not ask how long it is, but writes what the longest match, or half of it, may take.
/// Over spans that check every access the same loop takes 1.35 to 1.8 times as long (<c>benchmarks inflate</c>), so that the checks are made where they decide.
/// A stranger's file decides here where is read and written. Why that never is outside:
/// <list type="bullet">
/// <item>Input is loaded by 8 bytes from at most <see cref="MostBeyond"/> bytes beyond its end: a load ends at most <see cref="InputRoom"/> beyond, and one
/// that moved farther ends the loop before it is used.</item>
/// <item>A look-up's index is as many bits as its table is long for; where a link leads, and for how many bits, <see cref="CodeTable"/> wrote.</item>
/// <item>Output: a literal is written in front of the end, of two the second perhaps at it, which is too much for the stream to be accepted. A match ends at most
/// at the end, and is at least 3 bytes long; what is written from its first byte is at most 288 bytes, or up to 31 beyond its last: <see cref="OutputRoom"/>
/// beyond the end at most.</item>
/// <item>A match is read from not before the output's first byte, and in front of where it is written.</item>
/// </list>
/// </remarks>
internal static class DeflateBlock
{
    /// <summary>How many bytes beyond the output's end may be overwritten.</summary>
    public const int OutputRoom = 288;

    /// <summary>How many bytes beyond the input's end must be readable.</summary>
    public const int InputRoom = 16;

    /// <summary>How far beyond the input's end loading may begin.</summary>
    public const int MostBeyond = InputRoom - sizeof(ulong);

    /// <summary>Bits of the first look-up for literals and lengths, whose table comes first.</summary>
    public const int LengthBits = 11;

    /// <summary>Bits of the first look-up for distances.</summary>
    public const int DistanceBits = 9;

    /// <summary>Where the table for distances begins.</summary>
    /// <remarks>
    /// A linked table for b bits belongs to at least b + 1 symbols. Lengths have up to 15 - 11 = 4 of them: 16 entries for 5 symbols, so that 286 need
    /// 2,048 + 286 / 5 x 16, less than 2,964. Distances, up to 15 - 9 = 6: 64 entries for 7 symbols, so that 30 need less than 512 + 275.
    /// </remarks>
    public const int DistanceTable = 2964;

    /// <summary>Entries of both tables.</summary>
    public const int TableLength = DistanceTable + 787;

    private const int Vector = 32;

    /// <summary>Decodes up to the end of the block.</summary>
    /// <param name="state">Where input and output stand; where they stand then.</param>
    /// <param name="tables">The decoding tables.</param>
    /// <returns>Whether the block ended; if not, what is wrong is for the platform's inflater to say.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Decode(ref DeflateState state, uint[] tables)
    {
        ref uint table = ref MemoryMarshal.GetArrayDataReference(tables);
        ref byte input = ref state.Input;
        ref byte output = ref state.Output;
        ulong bits = state.Bits;
        ulong have = (ulong)state.BitCount;          // above the lowest six bits is rubbish
        bool ended = false;
        while (true)
        {
            // Up to at least 56 bits; a symbol takes 48 at the most: 15 + 5 for the length, 15 + 13 for the distance.
            bits |= Unsafe.ReadUnaligned<ulong>(ref input) << (int)have;
            input = ref Unsafe.Add(ref input, 7 - (nint)((have >> 3) & 7));
            have |= 56;
            ulong entry = Unsafe.Add(ref table, (nint)(bits & ((1 << LengthBits) - 1)));
            if (Unsafe.ByteOffset(ref state.InputEnd, ref input) > MostBeyond)
            {
                break;
            }

        Decoded:
            ulong before = bits;
            bits >>= (int)entry;
            have -= entry;
            if ((entry & CodeEntry.IsLiteral) != 0)
            {
                if (!Unsafe.IsAddressLessThan(ref output, ref state.OutputEnd))
                {
                    break;
                }

                Unsafe.WriteUnaligned(ref output, (ushort)(entry >> 16));
                output = ref Unsafe.Add(ref output, 1 + (nint)((entry >> CodeEntry.SecondBit) & 1));
                continue;
            }

            if ((entry & CodeEntry.IsSpecial) != 0)
            {
                if ((entry & CodeEntry.IsLink) != 0)
                {
                    entry = Unsafe.Add(ref table, (nint)((entry >> 16) + Lowest(bits, (entry >> 8) & 15)));
                    goto Decoded;
                }

                ended = (entry & CodeEntry.IsInvalid) == 0;
                break;
            }

            nint length = (nint)((entry >> 16) + (Lowest(before, entry) >> (int)(entry >> 8)));
            ulong next = Unsafe.Add(ref table, DistanceTable + (nint)(bits & ((1 << DistanceBits) - 1)));
            if ((next & CodeEntry.IsSpecial) != 0)
            {
                bits >>= DistanceBits;
                have -= DistanceBits;
                if ((next & CodeEntry.IsInvalid) != 0)
                {
                    break;
                }

                next = Unsafe.Add(ref table, DistanceTable + (nint)((next >> 16) + Lowest(bits, (next >> 8) & 15)));
                if ((next & CodeEntry.IsSpecial) != 0)
                {
                    break;
                }
            }

            nint distance = (nint)((next >> 16) + (Lowest(bits, next) >> (int)(next >> 8)));
            bits >>= (int)next;
            have -= next;
            if (distance > Unsafe.ByteOffset(ref state.OutputStart, ref output) || length > Unsafe.ByteOffset(ref output, ref state.OutputEnd))
            {
                break;
            }

            ref byte from = ref Unsafe.Subtract(ref output, distance);
            if (distance >= Vector)
            {
                CopyFar(ref from, ref output, length);
            }
            else if (distance == 1)
            {
                Fill(from, ref output);
            }
            else
            {
                CopyNear(ref from, ref output, distance, length);
            }

            output = ref Unsafe.Add(ref output, length);
        }

        state.Input = ref input;
        state.Output = ref output;
        state.Bits = bits;
        state.BitCount = (int)have & 63;
        return ended;
    }

    /// <summary>Copies 128 or 288 bytes from a vector before or more, so that each vector is there before it is read again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFar(ref byte from, ref byte to, nint length)
    {
        Vector256.LoadUnsafe(ref from).StoreUnsafe(ref to);
        Vector256.LoadUnsafe(ref from, Vector).StoreUnsafe(ref to, Vector);
        Vector256.LoadUnsafe(ref from, 2 * Vector).StoreUnsafe(ref to, 2 * Vector);
        Vector256.LoadUnsafe(ref from, 3 * Vector).StoreUnsafe(ref to, 3 * Vector);
        if (length > 4 * Vector)
        {
            Vector256.LoadUnsafe(ref from, 4 * Vector).StoreUnsafe(ref to, 4 * Vector);
            Vector256.LoadUnsafe(ref from, 5 * Vector).StoreUnsafe(ref to, 5 * Vector);
            Vector256.LoadUnsafe(ref from, 6 * Vector).StoreUnsafe(ref to, 6 * Vector);
            Vector256.LoadUnsafe(ref from, 7 * Vector).StoreUnsafe(ref to, 7 * Vector);
            Vector256.LoadUnsafe(ref from, 8 * Vector).StoreUnsafe(ref to, 8 * Vector);
        }
    }

    /// <summary>Repeats a byte 288 times: nothing is read, so that no later load has to wait for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(byte value, ref byte to)
    {
        Vector256<byte> values = Vector256.Create(value);
        values.StoreUnsafe(ref to);
        values.StoreUnsafe(ref to, Vector);
        values.StoreUnsafe(ref to, 2 * Vector);
        values.StoreUnsafe(ref to, 3 * Vector);
        values.StoreUnsafe(ref to, 4 * Vector);
        values.StoreUnsafe(ref to, 5 * Vector);
        values.StoreUnsafe(ref to, 6 * Vector);
        values.StoreUnsafe(ref to, 7 * Vector);
        values.StoreUnsafe(ref to, 8 * Vector);
    }

    /// <summary>Copies from less than a vector before: what repeats is twice as long after each vector written, until it is a whole one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CopyNear(ref byte from, ref byte to, nint distance, nint length)
    {
        nint done = 0;
        for (; distance < Vector && done < length; distance *= 2)
        {
            // As many bytes as lie between the two are right, and the next vector is written behind them.
            Vector256.LoadUnsafe(ref from).StoreUnsafe(ref Unsafe.Add(ref to, done));
            done += distance;
        }

        for (; done < length; done += Vector)
        {
            ref byte there = ref Unsafe.Add(ref to, done);
            Vector256.LoadUnsafe(ref Unsafe.Subtract(ref there, distance)).StoreUnsafe(ref there);
        }
    }

    /// <summary>The lowest bits of a number, as many as the lowest byte of <paramref name="count"/> says: at most 28.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Lowest(ulong bits, ulong count) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ZeroHighBits(bits, count) : bits & ((1UL << (int)count) - 1);
}
