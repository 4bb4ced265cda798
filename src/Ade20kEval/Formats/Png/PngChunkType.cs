using System.Buffers.Binary;

namespace Ade20kEval.Formats.Png;

/// <summary>The four letters that name a chunk, as one big-endian number (PNG specification, sections 5.3 and 5.4).</summary>
/// <param name="Code">The four bytes, first letter in the highest byte.</param>
internal readonly record struct PngChunkType(uint Code)
{
    public static readonly PngChunkType Ihdr = new(0x49484452);
    public static readonly PngChunkType Plte = new(0x504C5445);
    public static readonly PngChunkType Idat = new(0x49444154);
    public static readonly PngChunkType Iend = new(0x49454E44);

    /// <summary>Whether the image cannot be understood without the chunk: bit 5 of the first letter is 0 (upper case).</summary>
    public bool IsCritical => (Code & 0x2000_0000) == 0;

    /// <summary>Whether all four bytes are ASCII letters, as section 5.3 demands.</summary>
    public bool IsValid
    {
        get
        {
            for (int shift = 0; shift < 32; shift += 8)
            {
                if (!char.IsAsciiLetter((char)(byte)(Code >> shift)))
                {
                    return false;
                }
            }

            return true;
        }
    }

    public static PngChunkType Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt32BigEndian(bytes));

    /// <summary>The four letters; the number in hexadecimal where they are none (never control characters in a message).</summary>
    public override string ToString() => IsValid
        ? string.Create(4, Code, static (letters, code) =>
        {
            for (int i = 0; i < 4; i++)
            {
                letters[i] = (char)(byte)(code >> (24 - (8 * i)));
            }
        })
        : Invariant($"0x{Code:X8}");
}
