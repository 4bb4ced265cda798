using System.Globalization;
using System.Text;

namespace Ade20kEval.Reporting.Tables;

/// <summary>How many columns of a terminal a text takes.</summary>
/// <remarks>
/// Combining marks take none; East Asian wide and full-width characters and emoji take two (Unicode Standard Annex 11, by blocks, which
/// is what terminals do); everything else takes one.
/// </remarks>
internal static class TextWidth
{
    /// <summary>Columns of the whole text.</summary>
    public static int Of(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    /// <summary>The text cut to so many columns, ending in an ellipsis where something was cut.</summary>
    public static string Cut(string text, int columns, string ellipsis)
    {
        if (Of(text) <= columns)
        {
            return text;
        }

        StringBuilder cut = new();
        int width = ellipsis.Length;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width > columns)
            {
                break;
            }

            cut.Append(rune);
        }

        return cut.Append(ellipsis).ToString();
    }

    /// <summary>The text cut to so many columns in its middle: names that begin alike end differently.</summary>
    public static string CutMiddle(string text, int columns, string ellipsis)
    {
        if (Of(text) <= columns)
        {
            return text;
        }

        int room = columns - ellipsis.Length;
        string start = Cut(text, ((room + 1) / 2) + ellipsis.Length, ellipsis)[..^ellipsis.Length];
        Rune[] runes = [.. text.EnumerateRunes()];
        StringBuilder end = new();
        int width = Of(start);
        for (int i = runes.Length - 1; i >= 0 && width + Of(runes[i]) <= room; i--)
        {
            width += Of(runes[i]);
            end.Insert(0, runes[i].ToString());
        }

        return start + ellipsis + end;
    }

    private static int Of(Rune rune)
    {
        int value = rune.Value;
        if (value < 0x300)
        {
            return 1;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return 0;
        }

        return value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF)
            or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
    }
}
