using System.Text;

namespace Ade20kEval.Reporting.Charts;

/// <summary>How wide words are, so that labels can be placed without drawing them.</summary>
/// <remarks>
/// Advance widths of printable ASCII in DejaVu Sans, in thousandths of the font size: the widest of the fonts that readers commonly have, so
/// that nothing is cut or overlaps where Helvetica, Arial or Liberation Sans, all narrower, is missing.
/// Other characters count as wide as a digit, East Asian ones as wide as the font is high.
/// </remarks>
internal static class FontMetrics
{
    private static ReadOnlySpan<short> Widths =>
    [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ];

    /// <summary>Pixels that the words take.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        int thousandths = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            thousandths += rune.Value is >= ' ' and <= '~' ? Widths[rune.Value - ' '] : rune.Value >= 0x1100 ? 1000 : 636;
        }

        // Bold letters are wider by about a tenth.
        return thousandths * size / 1000 * (bold ? 1.11 : 1);
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

    /// <summary>A name cut to a width in its middle: names of one family begin alike and differ at their ends.</summary>
    public static string CutMiddle(string text, double width, double size)
    {
        text = Tables.SafeText.Line(text);
        if (Width(text, size) <= width)
        {
            return text;
        }

        string[] runes = [.. text.EnumerateRunes().Select(rune => rune.ToString())];
        int head = 0, tail = 0;
        double room = width - size;
        while (head + tail < runes.Length)
        {
            // Two of the end to each of the beginning.
            bool isEnd = tail < 2 * (head + 1);
            room -= Width(isEnd ? runes[^(tail + 1)] : runes[head], size);
            if (room < 0)
            {
                break;
            }

            _ = isEnd ? tail++ : head++;
        }

        return string.Concat(runes[..head]) + "…" + string.Concat(runes[^tail..]);
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
