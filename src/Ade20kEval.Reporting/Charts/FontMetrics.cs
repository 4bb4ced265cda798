using System.Text;

namespace Ade20kEval.Reporting.Charts;

/// <summary>How wide words are, so that labels can be placed without drawing them.</summary>
/// <remarks>
/// Advance widths of Helvetica's printable ASCII in thousandths of the font size (Adobe Core 14 AFM files, 1989), which Arial and
/// Liberation Sans match by design. Other characters count as wide as a digit, East Asian ones as wide as the font is high.
/// </remarks>
internal static class FontMetrics
{
    private static ReadOnlySpan<short> Widths =>
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Pixels that the words take.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        int thousandths = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            thousandths += rune.Value is >= ' ' and <= '~' ? Widths[rune.Value - ' '] : rune.Value >= 0x1100 ? 1000 : 556;
        }

        // Helvetica-Bold is wider by 3 to 10 percent, by the letter.
        return thousandths * size / 1000 * (bold ? 1.07 : 1);
    }

    /// <summary>The words cut to a width, ending in an ellipsis where something was cut.</summary>
    public static string Cut(string text, double width, double size, bool bold = false)
    {
        text = Tables.SafeText.Line(text);
        if (Width(text, size, bold) <= width)
        {
            return text;
        }

        StringBuilder cut = new();
        double used = size;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Width(rune.ToString(), size, bold);
            if (used > width)
            {
                break;
            }

            cut.Append(rune);
        }

        return cut.Append('…').ToString();
    }

    /// <summary>The words in lines of at most a width.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in Tables.SafeText.Line(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, size) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = Cut(longer, width, size);
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }
}
