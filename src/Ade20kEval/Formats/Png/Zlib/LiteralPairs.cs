namespace Ade20kEval.Formats.Png.Zlib;

/// <summary>Lets one look-up give two literals where both of their codes fit into its bits: noise and ragged regions are mostly literals, of four or five bits each.</summary>
/// <remarks>
/// A literal waits for the one before it: shift, index, look-up. Two at a time halve that. Joining looks at every entry of the table once, which does not pay
/// in a block of long regions, whose masks are inflated in the time of a few such passes; so it is asked first how often a symbol is a literal.
/// </remarks>
internal static class LiteralPairs
{
    private const int LongestCode = 15;

    /// <summary>Whether a block's code expects three symbols of four, or more, to be literals: a code of n bits is made for a symbol that comes once in 2^n.</summary>
    /// <param name="lengths">Bits of each symbol's code, the literals first.</param>
    public static bool Pay(ReadOnlySpan<byte> lengths)
    {
        int share = 0;
        foreach (byte length in lengths[..DeflateAlphabet.EndOfBlock])
        {
            share += (1 << LongestCode >> length) & ~(1 << LongestCode);
        }

        return share >= 3 << (LongestCode - 2);
    }

    /// <summary>Joins the literals of a table's root with the literals that follow them.</summary>
    /// <param name="root">Single entries by the next bits of the stream.</param>
    public static void Join(Span<uint> root)
    {
        // What follows a code of n bits is looked up at the index shifted by n, which is smaller and not joined yet, or 0 itself. Its upper n bits are
        // unknown: its entry counts if its code is within the others.
        int bits = System.Numerics.BitOperations.Log2((uint)root.Length);
        for (int index = root.Length - 1; index >= 0; index--)
        {
            uint first = root[index];
            uint second = root[index >> (int)(first & 0xFF)];
            int both = (int)((first & 0xFF) + (second & 0xFF));
            if ((first & second & CodeEntry.IsLiteral) != 0 && both <= bits)
            {
                root[index] = CodeEntry.Pair(first, second);
            }
        }
    }
}
