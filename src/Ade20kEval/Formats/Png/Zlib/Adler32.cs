using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ade20kEval.Formats.Png.Zlib;

/// <summary>The checksum of a zlib stream (RFC 1950, section 8.2): a = 1 + the sum of all bytes, b = the sum of all values that a takes, both modulo 65521.</summary>
internal static class Adler32
{
    private const uint Modulus = 65521;

    /// <summary>The most bytes before b could exceed 32 bits, down to whole blocks: 5,552 is RFC 1950's number.</summary>
    private const int Part = 5552 / Block * Block;

    private const int Block = 64;

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> data)
    {
        uint a = 1;
        uint b = 0;
        while (data.Length > 0)
        {
            ReadOnlySpan<byte> part = data[..Math.Min(Part, data.Length)];
            data = data[part.Length..];
            if (Avx2.IsSupported)
            {
                ReadOnlySpan<byte> blocks = part[..(part.Length / Block * Block)];
                if (Avx512BW.IsSupported)
                {
                    AddWideBlocks(blocks, ref a, ref b);
                }
                else
                {
                    AddBlocks(blocks, ref a, ref b);
                }

                part = part[blocks.Length..];
            }

            foreach (byte value in part)
            {
                a += value;
                b += a;
            }

            a %= Modulus;
            b %= Modulus;
        }

        return (b << 16) | a;
    }

    /// <summary>64 bytes at a time: b grows by 64 times what a was before the block, and by each byte as often as its place counts from the block's end.</summary>
    /// <remarks>
    /// Of n blocks, n times what a was at first; and the sums of all blocks before each. No lane exceeds 32 bits: all of it is part of b, which
    /// does not.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlocks(ReadOnlySpan<byte> data, ref uint a, ref uint b)
    {
        ref byte from = ref MemoryMarshal.GetReference(data);
        Vector256<sbyte> upper = Vector256.Create(32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, (sbyte)1);
        Vector256<sbyte> lower = upper + Vector256.Create((sbyte)32);
        Vector256<short> ones = Vector256<short>.One;
        Vector256<uint> sums = Vector256<uint>.Zero;
        Vector256<uint> sumsBefore = Vector256<uint>.Zero;
        Vector256<int> weighted = Vector256<int>.Zero;
        for (nuint i = 0; i < (nuint)data.Length; i += Block)
        {
            Vector256<byte> first = Vector256.LoadUnsafe(ref from, i);
            Vector256<byte> second = Vector256.LoadUnsafe(ref from, i + 32);
            sumsBefore += sums;
            sums += (Avx2.SumAbsoluteDifferences(first, Vector256<byte>.Zero) + Avx2.SumAbsoluteDifferences(second, Vector256<byte>.Zero)).AsUInt32();
            weighted += Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(first, lower), ones);
            weighted += Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(second, upper), ones);
        }

        b += (a * (uint)data.Length) + (Block * Vector256.Sum(sumsBefore)) + (uint)Vector256.Sum(weighted);
        a += Vector256.Sum(sums);
    }

    /// <summary>The same with one vector a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWideBlocks(ReadOnlySpan<byte> data, ref uint a, ref uint b)
    {
        ref byte from = ref MemoryMarshal.GetReference(data);
        Vector512<sbyte> weights = Vector512.Create((sbyte)Block) - Vector512<sbyte>.Indices;
        Vector512<uint> sums = Vector512<uint>.Zero;
        Vector512<uint> sumsBefore = Vector512<uint>.Zero;
        Vector512<int> weighted = Vector512<int>.Zero;
        for (nuint i = 0; i < (nuint)data.Length; i += Block)
        {
            Vector512<byte> block = Vector512.LoadUnsafe(ref from, i);
            sumsBefore += sums;
            sums += Avx512BW.SumAbsoluteDifferences(block, Vector512<byte>.Zero).AsUInt32();
            weighted += Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(block, weights), Vector512<short>.One);
        }

        b += (a * (uint)data.Length) + (Block * Vector512.Sum(sumsBefore)) + (uint)Vector512.Sum(weighted);
        a += Vector512.Sum(sums);
    }
}
