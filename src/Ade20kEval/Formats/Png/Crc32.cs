using System.Buffers.Binary;

namespace Ade20kEval.Formats.Png;

/// <summary>The check sum of a PNG chunk: CRC-32/ISO-HDLC over its type and data (specification, section 5.5, annex D).</summary>
internal static class Crc32
{
    /// <summary>The generator polynomial x^32 + x^26 + … + 1, bits reversed because the register shifts right.</summary>
    private const uint Polynomial = 0xEDB88320;

    /// <summary>Eight tables of 256: entry [k, b] is the effect of byte b followed by k zero bytes.</summary>
    private static readonly uint[] s_table = MakeTable();

    /// <summary>The CRC-32 of some bytes.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes) => ~SliceByEight(0xFFFF_FFFF, bytes);

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
