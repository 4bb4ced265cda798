using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ade20kEval.Formats.Png.Zlib;

/// <summary>Decodes the symbols of one block and writes what they stand for: the loop in which inflating spends its time.</summary>
/// <remarks>
/// What makes it fast is that everything it needs for a symbol stays in registers: five variables live from one to the next, limits
/// are compared in memory, masks and table offsets are constants. And that a copy asks neither for its length nor for its end.
/// Why it never leaves its memory, though a stranger's file says where it reads and writes, stands beside each access.
/// </remarks>
internal static class DeflateBlock
{
    /// <summary>How many bytes beyond the output's end may be overwritten: the longest match begins at the latest 3 bytes before it and is written by 288.</summary>
    public const int OutputRoom = 288;

    /// <summary>How many bytes beyond the input's end must be readable.</summary>
    public const int InputRoom = 16;

    /// <summary>How far beyond the input's end loading may begin.</summary>
    public const int MostBeyond = InputRoom - 8;

    /// <summary>Bits of the first look-up for literals and lengths: table 0 of the two.</summary>
    public const int LengthBits = 11;

    /// <summary>Bits of the first look-up for distances.</summary>
    public const int DistanceBits = 9;

    /// <summary>Where the table for distances begins. 286 lengths need 2,342 entries at the most.</summary>
    public const int DistanceTable = 2400;

    /// <summary>Entries of both tables. 30 distances need 594 at the most.</summary>
    public const int TableLength = DistanceTable + 640;

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
            // Input: at most InputRoom - 8 beyond the end, or the check below would have ended the loop after the last load.
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

                output = (byte)(entry >> 16);
                output = ref Unsafe.Add(ref output, 1);
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
            if (distance >= 32)
            {
                CopyFar(ref from, ref output, length);
            }
            else if (distance == 1)
            {
                Fill(from, ref output, length);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFar(ref byte from, ref byte to, nint length)
    {
        Vector256.LoadUnsafe(ref from).StoreUnsafe(ref to);
        Vector256.LoadUnsafe(ref from, 32).StoreUnsafe(ref to, 32);
        Vector256.LoadUnsafe(ref from, 64).StoreUnsafe(ref to, 64);
        Vector256.LoadUnsafe(ref from, 96).StoreUnsafe(ref to, 96);
        if (length <= 128) return;
        Vector256.LoadUnsafe(ref from, 128).StoreUnsafe(ref to, 128);
        Vector256.LoadUnsafe(ref from, 160).StoreUnsafe(ref to, 160);
        Vector256.LoadUnsafe(ref from, 192).StoreUnsafe(ref to, 192);
        Vector256.LoadUnsafe(ref from, 224).StoreUnsafe(ref to, 224);
        Vector256.LoadUnsafe(ref from, 256).StoreUnsafe(ref to, 256);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(byte value, ref byte to, nint length)
    {
        Vector256<byte> values = Vector256.Create(value);
        values.StoreUnsafe(ref to);
        values.StoreUnsafe(ref to, 32);
        values.StoreUnsafe(ref to, 64);
        values.StoreUnsafe(ref to, 96);
        values.StoreUnsafe(ref to, 128);
        values.StoreUnsafe(ref to, 160);
        values.StoreUnsafe(ref to, 192);
        values.StoreUnsafe(ref to, 224);
        values.StoreUnsafe(ref to, 256);
    }

    /// <summary>Copies from less than a vector before: each vector written makes twice as many bytes that repeat, until a whole one does.</summary>
    /// <remarks>Writes by 32 from where a vector's first byte belongs to the match, that is, up to 31 bytes beyond the match.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CopyNear(ref byte from, ref byte to, nint distance, nint length)
    {
        nint done = 0;
        for (; distance < 32 && done < length; distance *= 2)
        {
            // So many bytes lie between the two, and begin what is repeated.
            Vector256.LoadUnsafe(ref from).StoreUnsafe(ref Unsafe.Add(ref to, done));
            done += distance;
        }

        for (; done < length; done += 32)
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
