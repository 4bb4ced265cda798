using System.Buffers.Binary;

namespace Ade20kEval.Formats.Npy;

/// <summary>The checksum that zip archives carry: CRC-32 of ISO-HDLC, which the platform's zip reader does not verify.</summary>
/// <remarks>Eight tables of 256 entries take eight bytes a step. Source: APPNOTE.TXT 4.4.7; M. E. Kounavis, F. L. Berry, 2005 (slicing).</remarks>
internal static class ZipChecksum
{
    private const uint ReversedPolynomial = 0xEDB8_8320;
    private static readonly uint[] s_tables = MakeTables();

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> table = s_tables;
        uint crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            uint high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[(7 * 256) + (int)(low & 255)] ^ table[(6 * 256) + (int)((low >> 8) & 255)]
                ^ table[(5 * 256) + (int)((low >> 16) & 255)] ^ table[(4 * 256) + (int)(low >> 24)]
                ^ table[(3 * 256) + (int)(high & 255)] ^ table[(2 * 256) + (int)((high >> 8) & 255)]
                ^ table[256 + (int)((high >> 16) & 255)] ^ table[(int)(high >> 24)];
        }

        foreach (byte value in bytes)
        {
            crc = table[(int)((crc ^ value) & 255)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTables()
    {
        uint[] tables = new uint[8 * 256];
        for (uint value = 0; value < 256; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * ReversedPolynomial);
            }

            tables[value] = crc;
        }

        for (int i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] >> 8) ^ tables[(int)(tables[i - 256] & 255)];
        }

        return tables;
    }
}
