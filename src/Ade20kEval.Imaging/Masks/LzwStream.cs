namespace Ade20kEval.Imaging.Masks;

/// <summary>Finds how many bytes an LZW stream unpacks to: decoders fill up with zeros where it ends early.</summary>
/// <remarks>Sources: GIF89a specification, appendix F; TIFF 6.0, section 13, whose codes stand with their highest bit first and grow one entry earlier.</remarks>
internal static class LzwStream
{
    private const int MostCodes = 4096;

    /// <summary>Counts.</summary>
    /// <param name="packed">The stream.</param>
    /// <param name="literalBits">Bits of a literal: what GIF stores as its minimum code size; 8 for TIFF.</param>
    /// <param name="isTiff">Whether codes are stored as in TIFF.</param>
    /// <returns>Bytes; -1 where a code is used before it is defined.</returns>
    public static long UnpackedLength(ReadOnlySpan<byte> packed, int literalBits, bool isTiff)
    {
        int clear = 1 << literalBits;
        int end = clear + 1;
        int early = isTiff ? 1 : 0;
        Span<int> lengths = stackalloc int[MostCodes + 1];
        lengths[..clear].Fill(1);
        int next = end + 1;
        int bits = literalBits + 1;
        int previous = -1;
        long total = 0;
        for (long at = 0; at + bits <= 8L * packed.Length; at += 0)
        {
            int code = Code(packed, at, bits, isTiff);
            at += bits;
            if (code == end)
            {
                break;
            }

            if (code == clear)
            {
                (next, bits, previous) = (end + 1, literalBits + 1, -1);
                continue;
            }

            if (code > next || (code == next && previous < 0) || (code > end && code >= next && previous < 0))
            {
                return -1;
            }

            if (previous >= 0 && next < MostCodes)
            {
                lengths[next++] = lengths[previous] + 1;
            }
            else if (code >= next)
            {
                return -1;
            }

            total += lengths[code];
            previous = code;
            if (next + early >= 1 << bits && bits < 12)
            {
                bits++;
            }
        }

        return total;
    }

    private static int Code(ReadOnlySpan<byte> packed, long at, int bits, bool isTiff)
    {
        int code = 0;
        for (int i = 0; i < bits; i++)
        {
            long place = at + i;
            int value = packed[(int)(place >> 3)];
            int bit = isTiff ? (value >> (7 - (int)(place & 7))) & 1 : (value >> (int)(place & 7)) & 1;
            code = isTiff ? (code << 1) | bit : code | (bit << i);
        }

        return code;
    }
}
