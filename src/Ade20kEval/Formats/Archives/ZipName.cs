using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Ade20kEval.Text;

namespace Ade20kEval.Formats.Archives;

/// <summary>What the stored bytes of a zip entry's name spell.</summary>
/// <remarks>
/// APPNOTE.TXT 6.3.10: UTF-8 where bit 11 of the flags says so (appendix D.2); else IBM code page 437 (D.1), which programs also leave for UTF-8 without
/// saying so; and, whatever the name is, the extra field 0x7075 of Info-ZIP, which repeats it in UTF-8 (section 4.6.9).
/// </remarks>
internal static class ZipName
{
    /// <summary>Bit 11 of the flags: name and comment are UTF-8.</summary>
    private const ushort Utf8Flag = 1 << 11;

    private const ushort UnicodePath = 0x7075;

    // The upper half of code page 437, 0x80 to 0xFF: Unicode's own table, unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT.
    private const string UpperHalf =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";

    /// <summary>Decodes a name.</summary>
    /// <param name="stored">The name as the archive stores it.</param>
    /// <param name="flags">The entry's general purpose bit flag.</param>
    /// <param name="extra">The entry's extra fields.</param>
    /// <param name="shown">The name for messages.</param>
    /// <returns>The name; null when it says that it is UTF-8 and is not.</returns>
    public static string? Decode(ReadOnlySpan<byte> stored, ushort flags, ReadOnlySpan<byte> extra, out string shown)
    {
        if (UnicodePathOf(stored, extra) is string path)
        {
            shown = Excerpt.Of(path);
            return path;
        }

        string? name = EntryName.Decode(stored, out shown);
        if (name is not null || (flags & Utf8Flag) != 0)
        {
            return name;
        }

        StringBuilder text = new(stored.Length);
        foreach (byte value in stored)
        {
            text.Append(value < 0x80 ? (char)value : UpperHalf[value - 0x80]);
        }

        name = text.ToString();
        shown = Excerpt.Of(name);
        return name;
    }

    // Version 1, the CRC-32 of the name that it was made for, the name: a field of another name is old and does not count.
    private static string? UnicodePathOf(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                return null;
            }

            ReadOnlySpan<byte> field = extra.Slice(4, length);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == UnicodePath && field.Length > 5 && field[0] == 1)
            {
                return BinaryPrimitives.ReadUInt32LittleEndian(field[1..]) == Crc32.HashToUInt32(stored) ? EntryName.Decode(field[5..], out _) : null;
            }

            extra = extra[(4 + length)..];
        }

        return null;
    }
}
