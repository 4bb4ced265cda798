namespace Ade20kEval.Formats.Png.Zlib;

/// <summary>What the symbols of a deflate stream stand for (RFC 1951, section 3.2.5 to 3.2.7), as entries without the bits of their codes.</summary>
internal static class DeflateAlphabet
{
    /// <summary>The symbol that ends a block.</summary>
    public const int EndOfBlock = 256;

    /// <summary>Literals, the end of the block, lengths; 286 and 287 have codes in a block of fixed codes and stand for nothing.</summary>
    public static readonly uint[] Lengths = MakeLengths();

    /// <summary>Distances; 30 and 31 stand for nothing.</summary>
    public static readonly uint[] Distances = MakeDistances();

    /// <summary>Lengths of codes and their repetitions: each symbol is its own value.</summary>
    public static readonly uint[] CodeLengths = [.. Enumerable.Range(0, 19).Select(symbol => CodeEntry.Base(symbol, 0))];

    private static uint[] MakeLengths()
    {
        uint[] entries = new uint[288];
        for (int literal = 0; literal < EndOfBlock; literal++)
        {
            entries[literal] = CodeEntry.Base(literal, 0) | CodeEntry.IsLiteral;
        }

        entries[EndOfBlock] = CodeEntry.IsSpecial;

        // 257 to 264 are 3 to 10; from there every four symbols have one extra bit more; 285 alone is 258.
        int length = 3;
        for (int symbol = 257; symbol < 285; symbol++)
        {
            int extraBits = Math.Max(0, (symbol - 261) / 4);
            entries[symbol] = CodeEntry.Base(length, extraBits);
            length += 1 << extraBits;
        }

        entries[285] = CodeEntry.Base(258, 0);
        entries[286] = entries[287] = CodeEntry.Invalid;
        return entries;
    }

    private static uint[] MakeDistances()
    {
        uint[] entries = new uint[32];

        // 0 to 3 are 1 to 4; from there every two symbols have one extra bit more.
        int distance = 1;
        for (int symbol = 0; symbol < 30; symbol++)
        {
            int extraBits = Math.Max(0, (symbol - 2) / 2);
            entries[symbol] = CodeEntry.Base(distance, extraBits);
            distance += 1 << extraBits;
        }

        entries[30] = entries[31] = CodeEntry.Invalid;
        return entries;
    }
}
