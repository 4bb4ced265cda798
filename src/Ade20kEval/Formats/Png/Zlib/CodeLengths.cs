namespace Ade20kEval.Formats.Png.Zlib;

/// <summary>Reads the two codes of a block of dynamic codes (RFC 1951, section 3.2.7) and makes their tables; and those of the fixed codes (section 3.2.6).</summary>
internal sealed class CodeLengths
{
    private const int MostLengths = 286;
    private const int MostDistances = 30;
    private const int RootBits = 7;

    private static readonly byte[] s_order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly uint[] _table = new uint[1 << RootBits];
    private readonly byte[] _lengths = new byte[MostLengths + MostDistances];

    /// <summary>Makes the tables of the fixed codes.</summary>
    public static void MakeFixed(uint[] tables)
    {
        Span<byte> lengths = stackalloc byte[288];
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..].Fill(8);
        CodeTable.TryMake(lengths, DeflateAlphabet.Lengths, DeflateBlock.LengthBits, mayBeIncomplete: false, tables);
        Span<byte> distances = stackalloc byte[32];
        distances.Fill(5);
        CodeTable.TryMake(distances, DeflateAlphabet.Distances, DeflateBlock.DistanceBits, mayBeIncomplete: false, tables.AsSpan(DeflateBlock.DistanceTable));
    }

    /// <summary>Reads the codes of a block, from behind its type, and makes their tables.</summary>
    /// <param name="state">Stands behind the block's type, with at least 53 bits.</param>
    /// <param name="tables">Takes the tables.</param>
    /// <returns>Whether they are codes.</returns>
    public bool TryRead(ref DeflateState state, uint[] tables)
    {
        int lengths = state.Take(5) + 257;
        int distances = state.Take(5) + 1;
        int codeLengths = state.Take(4) + 4;
        if (lengths > MostLengths || distances > MostDistances)
        {
            return false;
        }

        // 14 bits of 53 are taken; 13 times 3 more fit, 19 do not.
        Span<byte> ofCodeLengths = stackalloc byte[s_order.Length];
        ofCodeLengths.Clear();
        for (int i = 0; i < codeLengths; i++)
        {
            if (i == 12 && !state.TryFill())
            {
                return false;
            }

            ofCodeLengths[s_order[i]] = (byte)state.Take(3);
        }

        Span<byte> all = _lengths.AsSpan(0, lengths + distances);
        bool isCode = CodeTable.TryMake(ofCodeLengths, DeflateAlphabet.CodeLengths, RootBits, mayBeIncomplete: false, _table)
            && TryRead(ref state, all)
            && all[DeflateAlphabet.EndOfBlock] != 0
            && CodeTable.TryMake(all[..lengths], DeflateAlphabet.Lengths, DeflateBlock.LengthBits, mayBeIncomplete: false, tables)
            && CodeTable.TryMake(all[lengths..], DeflateAlphabet.Distances, DeflateBlock.DistanceBits, mayBeIncomplete: true, tables.AsSpan(DeflateBlock.DistanceTable));
        if (isCode && LiteralPairs.Pay(all))
        {
            LiteralPairs.Join(tables.AsSpan(0, 1 << DeflateBlock.LengthBits));
        }

        return isCode;
    }

    private bool TryRead(ref DeflateState state, Span<byte> all)
    {
        for (int i = 0; i < all.Length;)
        {
            // 7 bits of code and 7 of repetition.
            if (state.BitCount < 14 && !state.TryFill())
            {
                return false;
            }

            uint entry = _table[(int)(state.Bits & ((1 << RootBits) - 1))];
            state.Take((int)(entry & 0xFF));
            int symbol = (int)(entry >> 16);
            if (symbol < 16)
            {
                all[i++] = (byte)symbol;
                continue;
            }

            byte repeated = 0;
            int times;
            if (symbol == 16)
            {
                if (i == 0)
                {
                    return false;
                }

                repeated = all[i - 1];
                times = 3 + state.Take(2);
            }
            else
            {
                times = symbol == 17 ? 3 + state.Take(3) : 11 + state.Take(7);
            }

            if (times > all.Length - i)
            {
                return false;
            }

            all.Slice(i, times).Fill(repeated);
            i += times;
        }

        return true;
    }
}
