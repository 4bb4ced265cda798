using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ade20kEval.Formats;

/// <summary>CRC-32/ISO-HDLC, the check sum of PNG chunks (specification, section 5.5, annex D), of zip entries (APPNOTE.TXT 6.3.10, section 4.4.7) and of gzip files (RFC 1952, section 8).</summary>
/// <remarks>
/// Where the processor multiplies polynomials, 64 bytes are folded at a time: moving a block of the message on by n bits is
/// multiplying it by x^n mod P, so four 16-byte blocks are each moved onto the next 64 bytes and added there (exclusive or).
/// What is left, 16 bytes that have the same remainder as everything before them, goes through the tables like any tail.
/// Method: Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel 2009.
/// Elsewhere, tables of eight bytes a step. Both are checked against division bit by bit.
/// </remarks>
public static class Crc32
{
    /// <summary>The generator polynomial x^32 + x^26 + … + 1, bits reversed because the register shifts right.</summary>
    private const uint Polynomial = 0xEDB88320;

    /// <summary>Eight tables of 256: entry [k, b] is the effect of byte b followed by k zero bytes.</summary>
    private static readonly uint[] s_table = MakeTable();

    // A block's low half is the earlier one, hence 64 bits further from the end than its high half; and a product of two
    // reversed 64-bit numbers comes out one bit too low, which the constants' own shift makes good.
    private static readonly Vector128<ulong> s_moveBy64Bytes = Vector128.Create(PowerOfX((4 * 128) + 32), PowerOfX((4 * 128) - 32));
    private static readonly Vector128<ulong> s_moveBy16Bytes = Vector128.Create(PowerOfX(128 + 32), PowerOfX(128 - 32));

    /// <summary>The CRC-32 of some bytes, or of bytes that come in parts.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="before">The CRC-32 of all bytes that go before these; 0 when there are none.</param>
    public static uint Compute(ReadOnlySpan<byte> bytes, uint before = 0) => Pclmulqdq.IsSupported && bytes.Length >= 64
        ? ~Fold(~before, bytes)
        : ~SliceByEight(~before, bytes);

    /// <summary>Advances the register by folding; at least 64 bytes, and only where <see cref="Pclmulqdq"/> is supported.</summary>
    private static uint Fold(uint register, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<Vector128<ulong>> blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(bytes);
        Vector128<ulong> block0 = blocks[0] ^ Vector128.CreateScalar((ulong)register);
        Vector128<ulong> block1 = blocks[1];
        Vector128<ulong> block2 = blocks[2];
        Vector128<ulong> block3 = blocks[3];
        int next = 4;
        for (; next <= blocks.Length - 4; next += 4)
        {
            block0 = Move(block0, s_moveBy64Bytes) ^ blocks[next];
            block1 = Move(block1, s_moveBy64Bytes) ^ blocks[next + 1];
            block2 = Move(block2, s_moveBy64Bytes) ^ blocks[next + 2];
            block3 = Move(block3, s_moveBy64Bytes) ^ blocks[next + 3];
        }

        block0 = Move(block0, s_moveBy16Bytes) ^ block1;
        block0 = Move(block0, s_moveBy16Bytes) ^ block2;
        block0 = Move(block0, s_moveBy16Bytes) ^ block3;
        for (; next < blocks.Length; next++)
        {
            block0 = Move(block0, s_moveBy16Bytes) ^ blocks[next];
        }

        Span<byte> remainder = stackalloc byte[16];
        block0.AsByte().CopyTo(remainder);
        return SliceByEight(SliceByEight(0, remainder), bytes[(16 * blocks.Length)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Move(Vector128<ulong> block, Vector128<ulong> powers) =>
        Pclmulqdq.CarrylessMultiply(block, powers, 0x00) ^ Pclmulqdq.CarrylessMultiply(block, powers, 0x11);

    /// <summary>x^n mod P, bits reversed, shifted left by one.</summary>
    private static ulong PowerOfX(int n)
    {
        uint power = 0x8000_0000;
        for (int i = 0; i < n; i++)
        {
            power = (power >> 1) ^ (Polynomial & (uint)-(int)(power & 1));
        }

        return (ulong)power << 1;
    }

    /// <summary>Advances the register by eight bytes at a time: eight independent look-ups instead of a chain of eight.</summary>
    internal static uint SliceByEight(uint register, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> table = s_table;
        while (bytes.Length >= 8)
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ register;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            register = table[(7 * 256) + (byte)low]
                ^ table[(6 * 256) + (byte)(low >> 8)]
                ^ table[(5 * 256) + (byte)(low >> 16)]
                ^ table[(4 * 256) + (byte)(low >> 24)]
                ^ table[(3 * 256) + (byte)high]
                ^ table[(2 * 256) + (byte)(high >> 8)]
                ^ table[(1 * 256) + (byte)(high >> 16)]
                ^ table[(byte)(high >> 24)];
            bytes = bytes[8..];
        }

        foreach (byte value in bytes)
        {
            register = table[(byte)(register ^ value)] ^ (register >> 8);
        }

        return register;
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[8 * 256];
        for (uint b = 0; b < 256; b++)
        {
            uint register = b;
            for (int bit = 0; bit < 8; bit++)
            {
                register = (register >> 1) ^ (Polynomial & (uint)-(int)(register & 1));
            }

            table[b] = register;
        }

        for (int i = 256; i < table.Length; i++)
        {
            uint shorter = table[i - 256];
            table[i] = table[(byte)shorter] ^ (shorter >> 8);
        }

        return table;
    }
}
