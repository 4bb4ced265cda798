using System.Globalization;
using System.Text;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Names as one harmless line: what could move a cursor, break a row or turn text round is replaced.</summary>
/// <remarks>
/// Names of files, classes and teams come from outside. Control characters (C0, C1, DEL) drive terminals; line and paragraph
/// separators break rows; the bidirectional controls (Unicode Standard Annex 9, section 2) show a name in another order than it has,
/// as in "Trojan Source" (Boucher and Anderson 2021). Lone surrogates cannot be encoded.
/// </remarks>
internal static class SafeText
{
    /// <summary>The text on one line, with every dangerous character replaced.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="replacement">What stands for a dangerous character; line breaks and tabs become a space instead.</param>
    public static string Line(string text, char replacement = '\uFFFD')
    {
        ArgumentNullException.ThrowIfNull(text);
        int first = FirstUnsafe(text);
        if (first < 0)
        {
            return text;
        }

        StringBuilder safe = new(text, 0, first, text.Length);
        for (int i = first; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                continue;
            }

            if (c is '\n' or '\r' or '\t' or '\u2028' or '\u2029')
            {
                safe.Append(' ');
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                safe.Append(c).Append(text[++i]);
            }
            else
            {
                safe.Append(IsUnsafe(c) ? replacement : c);
            }
        }

        return safe.ToString();
    }

    /// <summary>The text on one line of printable ASCII: signs that our own words use become the nearest thing, every other character a question mark.</summary>
    public static string AsciiLine(string text)
    {
        string line = Line(text, '?');
        StringBuilder ascii = new(line.Length);
        foreach (Rune rune in line.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                >= ' ' and <= '~' => ascii.Append((char)rune.Value),
                '…' => ascii.Append("..."),
                '–' or '−' => ascii.Append('-'),
                '→' => ascii.Append("->"),
                '≤' => ascii.Append("<="),
                '×' => ascii.Append('x'),
                '†' => ascii.Append('+'),
                _ => ascii.Append('?'),
            };
        }

        return ascii.ToString();
    }

    /// <summary>The text cut to so many characters, the last being an ellipsis where something was cut.</summary>
    public static string Cut(string text, int length, string ellipsis = "…")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(ellipsis);
        if (text.Length <= length)
        {
            return text;
        }

        int keep = Math.Max(0, length - ellipsis.Length);
        if (keep > 0 && char.IsHighSurrogate(text[keep - 1]))
        {
            keep--;
        }

        return string.Concat(text.AsSpan(0, keep), ellipsis);
    }

    private static int FirstUnsafe(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsUnsafe(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsUnsafe(char c) => c < ' ' || (c >= '\u007F' && CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
