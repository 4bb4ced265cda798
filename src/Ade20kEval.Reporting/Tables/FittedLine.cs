using System.Text;

namespace Ade20kEval.Reporting.Tables;

/// <summary>A line of a summary on as many lines as the terminal needs: broken where its writer says, else between columns, else between words.</summary>
internal static class FittedLine
{
    /// <summary>Where a line breaks first; nothing where it does not have to.</summary>
    public const char Break = '\u001f';

    private const int Indent = 6;
    private const string Reset = "\u001b[0m";

    /// <summary>The line in pieces of at most so many columns, unless a single word is wider; colours take no column.</summary>
    /// <param name="line">The line.</param>
    /// <param name="width">Columns of the terminal.</param>
    public static IEnumerable<string> Of(string line, int width)
    {
        bool isFirst = true;
        foreach (string part in WidthOf(line) <= width ? [line.Replace($"{Break}", "", StringComparison.Ordinal)] : line.Split(Break))
        {
            string rest = isFirst ? part : new string(' ', Indent) + part.TrimStart();
            isFirst = false;
            while (WidthOf(rest) > width && BreakOf(rest, width) is int at and > 0)
            {
                yield return rest[..at].TrimEnd();
                rest = new string(' ', Indent) + rest[at..].TrimStart();
            }

            yield return rest.TrimEnd();
        }
    }

    // The last gap between two columns that stands in the second half; else the last one between two words.
    private static int? BreakOf(string line, int width)
    {
        int column = 0, gap = 0, word = 0;
        int start = line.Length - line.TrimStart().Length;
        for (int i = 0; i < line.Length && column <= width; i++)
        {
            if (line[i] == Reset[0])
            {
                i = line.IndexOf('m', i) is int end and >= 0 ? end : line.Length;
                continue;
            }

            if (line[i] == ' ' && i > start && line[i - 1] != ' ')
            {
                bool isUnit = i + 1 < line.Length && line[i + 1] == '%';
                word = isUnit ? word : i;
                gap = i + 1 < line.Length && line[i + 1] == ' ' && column >= width / 2 ? i : gap;
            }

            column += Rune.TryGetRuneAt(line, i, out Rune rune) ? TextWidth.Of(rune.ToString()) : 0;
        }

        return gap > 0 ? gap : word > 0 ? word : null;
    }

    private static int WidthOf(string line)
    {
        int width = 0;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == Reset[0])
            {
                i = line.IndexOf('m', i) is int end and >= 0 ? end : line.Length;
            }
            else if (line[i] != Break)
            {
                width += Rune.TryGetRuneAt(line, i, out Rune rune) ? TextWidth.Of(rune.ToString()) : 0;
            }
        }

        return width;
    }
}
