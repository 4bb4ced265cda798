namespace Ade20kEval.Formats.Png.Zlib;

/// <summary>What a decoding table says where the next bits of the stream point: 32 bits, laid out so that few instructions decide.</summary>
/// <remarks>
/// <code>
///  0.. 7  how many bits to take from the stream: the code and the extra bits behind it, at most 28; of a link the root's
///  8..11  how many of them are the code; of a link, for how many bits its table is
/// 12..13  0 in a length and in a distance, so that shifting by the second byte is shifting by the bits of the code
/// 12..15  flags, below
/// 16..31  a literal, or two, the first one lowest; the least length, the least distance (RFC 1951, section 3.2.5); where a link's table begins
/// </code>
/// </remarks>
internal static class CodeEntry
{
    /// <summary>A byte of the data.</summary>
    public const uint IsLiteral = 1 << 15;

    /// <summary>Where <see cref="IsSecond"/> stands.</summary>
    public const int SecondBit = 12;

    /// <summary>With <see cref="IsLiteral"/>: two bytes of the data.</summary>
    public const uint IsSecond = 1 << SecondBit;

    /// <summary>Neither a byte, a length nor a distance: the end of the block, or one of the two below.</summary>
    public const uint IsSpecial = 1 << 14;

    /// <summary>With <see cref="IsSpecial"/>: the code is longer, and another table goes on.</summary>
    public const uint IsLink = 1 << 13;

    /// <summary>With <see cref="IsSpecial"/>: bits that are no code, or a code that stands for nothing.</summary>
    public const uint IsInvalid = 1 << 12;

    /// <summary>Bits that are no code, or a symbol that stands for nothing.</summary>
    public const uint Invalid = IsSpecial | IsInvalid;

    /// <summary>The entry of a symbol whose code has so many bits, or so many beyond a link.</summary>
    /// <param name="entry">The entry without them: <see cref="Base"/>, a flag.</param>
    /// <param name="bits">Bits of the code.</param>
    public static uint WithCode(uint entry, int bits) => entry + (uint)((bits << 8) + bits);

    /// <summary>The entry that leads to a table of codes with the same beginning.</summary>
    public static uint Link(int start, int bits, int rootBits) => ((uint)start << 16) | IsSpecial | IsLink | (uint)((bits << 8) + rootBits);

    /// <summary>The entry of two literals, one behind the other.</summary>
    public static uint Pair(uint first, uint second) => ((first + (second & 0xFF)) & 0xFF00FF) | ((second << 8) & 0xFF000000) | IsLiteral | IsSecond;

    /// <summary>What is decoded, and how many extra bits are added to it.</summary>
    public static uint Base(int value, int extraBits) => (uint)((value << 16) + extraBits);
}
