namespace Ade20kEval.Formats.Archives;

/// <summary>One 512-byte header block of a tar archive (POSIX.1-2017, pax, "ustar Interchange Format"; GNU's variants beside it).</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    /// <summary>Length of a header, and what data is padded to.</summary>
    public const int BlockBytes = 512;

    private readonly ReadOnlySpan<byte> _block = block;

    /// <summary>Whether the block is all zeros: two of them end an archive.</summary>
    public bool IsZero => !_block.ContainsAnyExcept((byte)0);

    /// <summary>What the entry is: <c>'0'</c> a file, <c>'5'</c> a folder, <c>'x'</c> and <c>'g'</c> pax records, <c>'L'</c> and <c>'K'</c> GNU long names.</summary>
    public char Type => (char)_block[156];

    /// <summary>Whether the sum of all bytes, the sum's own field taken as blanks, is what the header says. Early programs summed signed bytes.</summary>
    public bool IsSumRight
    {
        get
        {
            int unsigned = 0;
            int signed = 0;
            for (int i = 0; i < BlockBytes; i++)
            {
                byte value = i is >= 148 and < 156 ? (byte)' ' : _block[i];
                unsigned += value;
                signed += (sbyte)value;
            }

            return Number(_block.Slice(148, 8)) is long sum && (sum == unsigned || sum == signed);
        }
    }

    /// <summary>Length of the data that follows; null when the field is malformed.</summary>
    public long? LengthBytes => Number(_block.Slice(124, 12));

    /// <summary>The name as stored: prefix and name where the header has POSIX's magic.</summary>
    public byte[] NameBytes()
    {
        ReadOnlySpan<byte> name = Text(_block[..100]);
        ReadOnlySpan<byte> prefix = _block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? Text(_block.Slice(345, 155)) : [];
        return prefix.IsEmpty ? name.ToArray() : [.. prefix, (byte)'/', .. name];
    }

    /// <summary>The bytes before the first NUL.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    /// <summary>An octal number between blanks and NULs, or GNU's big-endian one when the highest bit is set; null when it is neither or negative.</summary>
    private static long? Number(ReadOnlySpan<byte> field)
    {
        if (field[0] >= 0x80)
        {
            // 0x80 marks a positive number. Those that do not fit 63 bits are no lengths.
            ReadOnlySpan<byte> last = field[^Math.Min(8, field.Length - 1)..];
            if (field[0] != 0x80 || field[1..^last.Length].ContainsAnyExcept((byte)0))
            {
                return null;
            }

            ulong big = 0;
            foreach (byte value in last)
            {
                big = (big << 8) | value;
            }

            return big <= long.MaxValue ? (long)big : null;
        }

        ReadOnlySpan<byte> digits = field.Trim(" \0"u8);
        long number = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return null;
            }

            number = (number << 3) | (uint)(digit - '0');   // twelve octal digits at most: 36 bits
        }

        return number;
    }
}
