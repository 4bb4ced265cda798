using System.Text;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Writes a table as GitHub Flavored Markdown: https://github.github.com/gfm/#tables-extension-.</summary>
public static class MarkdownTableWriter
{
    /// <summary>What means something anywhere in a line. Parentheses and exclamation marks only do beside brackets, which are defused.</summary>
    private const string Active = "\\`*_[]<>|~&$";

    /// <summary>What means something at the beginning of a line alone: headings, lists, underlines of headings.</summary>
    private const string ActiveFirst = "#+-=";

    /// <summary>Writes a heading, the table and its note, each line ended by <c>\n</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="table">What.</param>
    /// <param name="level">Level of the heading, 1 to 6.</param>
    public static void Write(TextWriter writer, Table table, int level = 2)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(table);
        StringBuilder text = new();
        text.Append('#', level).Append(' ').Append(Escape(table.Title)).Append("\n\n");
        text.Append('|');
        foreach (TableColumn column in table.Columns)
        {
            text.Append(' ').Append(Escape(column.HeaderWithUnit)).Append(" |");
        }

        text.Append("\n|");
        foreach (TableColumn column in table.Columns)
        {
            text.Append(column.IsRightAligned ? " ---: |" : " --- |");
        }

        text.Append('\n');
        BestValues best = new(table);
        for (int row = 0; row < table.Rows.Count; row++)
        {
            text.Append('|');
            for (int i = 0; i < table.Columns.Count; i++)
            {
                Cell cell = table.Rows[row][i];
                string value = CellText.Of(cell, table.Columns[i]);
                string shown = cell.Text is null ? value : Escape(value);
                text.Append(' ').Append(best.IsBest(row, i) ? $"**{shown}**" : best.IsSecond(row, i) ? $"<u>{shown}</u>" : shown).Append(" |");
            }

            text.Append('\n');
        }

        if (table.WholeNote.Length > 0)
        {
            text.Append('\n').Append(Escape(table.WholeNote)).Append('\n');
        }

        writer.Write(text);
    }

    /// <summary>Text that Markdown shows as it is, on one line: markup, HTML, cell borders and links that renderers make of bare addresses are defused.</summary>
    public static string Escape(string text)
    {
        string line = SafeText.Line(text);
        StringBuilder safe = new(line.Length + 8);
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            bool startsLink = (c == ':' && string.CompareOrdinal(line, i, "://", 0, 3) == 0)
                || (c == '.' && i >= 3 && string.Compare(line, i - 3, "www", 0, 3, StringComparison.OrdinalIgnoreCase) == 0);
            if (startsLink || Active.Contains(c, StringComparison.Ordinal) || (i == 0 && ActiveFirst.Contains(c, StringComparison.Ordinal)))
            {
                safe.Append('\\');
            }

            safe.Append(c);
        }

        return safe.ToString().Trim();
    }
}
