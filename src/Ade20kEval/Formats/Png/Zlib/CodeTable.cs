using System.Numerics;

namespace Ade20kEval.Formats.Png.Zlib;

/// <summary>Makes the table by which a Huffman code (RFC 1951, section 3.2.2) is decoded: one look-up for a code of up to the root's bits, two for a longer one.</summary>
/// <remarks>
/// The next bits of the stream are the index; all indices that begin with a code hold its entry. An index that begins a longer
/// code holds a <see cref="CodeEntry.Link"/> to a table of its own behind the root, for the bits that follow.
/// Stricter than the platform's inflater in one place: a code of lengths and literals that leaves bits unused is refused.
/// </remarks>
internal static class CodeTable
{
    private const int LongestCode = 15;
    private const int MostSymbols = 288;

    /// <summary>Makes the table of a code.</summary>
    /// <param name="lengths">Bits of each symbol's code, 0 to 15; 0 for a symbol that has none.</param>
    /// <param name="entries">What each symbol's entry is, without the bits of its code.</param>
    /// <param name="rootBits">How many bits the first look-up takes.</param>
    /// <param name="mayBeIncomplete">Whether no code at all is allowed, and one of one bit, as for distances (section 3.2.7).</param>
    /// <param name="table">Takes the table.</param>
    /// <returns>Whether the lengths make a code.</returns>
    public static bool TryMake(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> entries, int rootBits, bool mayBeIncomplete, Span<uint> table)
    {
        Span<int> counts = stackalloc int[LongestCode + 1];
        counts.Clear();
        foreach (byte length in lengths)
        {
            counts[length]++;
        }

        counts[0] = 0;
        int free = 1;           // codes of this length that no shorter code takes
        Span<int> places = stackalloc int[LongestCode + 2];
        places[1] = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            free = (2 * free) - counts[length];
            if (free < 0)
            {
                return false;
            }

            places[length + 1] = places[length] + counts[length];
        }

        int codes = places[LongestCode + 1];
        if (free > 0 && (!mayBeIncomplete || codes > 1 || counts[1] != codes))
        {
            return false;
        }

        Span<ushort> sorted = stackalloc ushort[MostSymbols];
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
            {
                sorted[places[lengths[symbol]]++] = (ushort)symbol;
            }
        }

        if (free > 0)
        {
            table[..(1 << rootBits)].Fill(CodeEntry.Invalid);
            for (int index = 0; codes == 1 && index < 1 << rootBits; index += 2)
            {
                table[index] = CodeEntry.WithCode(entries[sorted[0]], 1);
            }

            return true;
        }

        Fill(sorted[..codes], counts, entries, rootBits, table);
        return true;
    }

    /// <summary>Codes of one length after the other: the root of that many bits is twice the one before, and the codes in its upper half.</summary>
    private static void Fill(ReadOnlySpan<ushort> sorted, Span<int> counts, ReadOnlySpan<uint> entries, int rootBits, Span<uint> table)
    {
        int next = 0;
        int code = 0;           // its first bit is the lowest, as it comes in the stream
        for (int length = 1; length <= rootBits; length++)
        {
            int half = 1 << (length - 1);
            table[..half].CopyTo(table[half..]);
            for (int left = counts[length]; left > 0; left--)
            {
                table[code] = CodeEntry.WithCode(entries[sorted[next++]], length);
                code = Following(code, length);
            }
        }

        int end = 1 << rootBits;
        int prefix = -1;
        int start = 0;
        for (int length = rootBits + 1; next < sorted.Length; length++)
        {
            for (; counts[length] > 0; counts[length]--)
            {
                if ((code & ((1 << rootBits) - 1)) != prefix)
                {
                    prefix = code & ((1 << rootBits) - 1);
                    start = end;
                    int bits = LinkedBits(counts, length, rootBits);
                    end += 1 << bits;
                    table[prefix] = CodeEntry.Link(start, bits, rootBits);
                }

                uint entry = CodeEntry.WithCode(entries[sorted[next++]], length - rootBits);
                for (int index = start + (code >> rootBits); index < end; index += 1 << (length - rootBits))
                {
                    table[index] = entry;
                }

                code = Following(code, length);
            }
        }
    }

    /// <summary>How many bits follow the root's in the longest of the codes that begin as the next one does: as many as it takes until they leave nothing unused.</summary>
    private static int LinkedBits(ReadOnlySpan<int> left, int length, int rootBits)
    {
        int bits = length - rootBits;
        for (int free = (1 << bits) - left[length]; free > 0; free = (2 * free) - left[rootBits + bits])
        {
            bits++;
        }

        return bits;
    }

    /// <summary>Adds 1 to a code whose first bit is the lowest.</summary>
    private static int Following(int code, int length)
    {
        int ones = (1 << length) - 1 - code;
        if (ones == 0)
        {
            return 0;
        }

        int highestZero = 1 << BitOperations.Log2((uint)ones);
        return (code & (highestZero - 1)) | highestZero;
    }
}
