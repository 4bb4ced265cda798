using System.Globalization;
using System.Text;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Writes a table as HTML: accessible headers, colour swatches, bars.</summary>
/// <remarks>Swatches and bars are SVG with presentation attributes, because a page that forbids inline styles ignores style attributes.</remarks>
public static class HtmlTableWriter
{
    // A header must not be empty for those who hear the page; what has none holds marks.
    private const string Mark = "*";

    /// <summary>Longer words are cut: nobody reads on, and names are up to others.</summary>
    private const int LongestText = 500;

    /// <summary>Writes one <c>table</c> element and the note.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="table">What.</param>
    public static void Write(TextWriter writer, Table table)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(table);
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"<table id=\"table-{HtmlText.Escape(table.Id)}\">\n<caption>{HtmlText.Escape(SafeText.Cut(table.Title, LongestText))}</caption>\n<thead><tr>");
        foreach (TableColumn column in table.Columns)
        {
            html.Append("<th scope=\"col\"").Append(ClassAttribute(column));
            if (column.Explanation.Length > 0)
            {
                html.Append(" title=\"").Append(HtmlText.Escape(column.Explanation)).Append('"');
            }

            html.Append('>').Append(HtmlText.Escape(SafeText.Cut(column.HeaderWithUnit is { Length: > 0 } words ? words : Mark, LongestText))).Append("</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (Cell[] row in table.Rows)
        {
            html.Append("<tr>");
            for (int i = 0; i < row.Length; i++)
            {
                WriteCell(html, row[i], table.Columns[i]);
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
        if (table.WholeNote.Length > 0)
        {
            html.Append("<p class=\"note\">").Append(HtmlText.Escape(SafeText.Cut(table.WholeNote, 10 * LongestText))).Append("</p>\n");
        }

        writer.Write(html);
    }

    private static void WriteCell(StringBuilder html, Cell cell, TableColumn column)
    {
        html.Append("<td").Append(cell.Swatch is null ? ClassAttribute(column) : " class=\"c\"").Append('>');
        if (cell.Swatch is { } swatch)
        {
            html.Append("<svg class=\"s\" aria-hidden=\"true\"><rect fill=\"").Append(swatch.Hex).Append("\"/></svg>");
        }

        string text = CellText.Of(cell, column);
        html.Append(cell.Text is null ? text : "<bdi>" + HtmlText.Escape(SafeText.Cut(text, LongestText)) + "</bdi>");
        if (column.HasBar && cell.IsUndefined)
        {
            // Keeps the dash where the numbers are.
            html.Append("<svg class=\"b\" visibility=\"hidden\" aria-hidden=\"true\"/>");
        }
        else if (column.HasBar && cell.Number is double fraction)
        {
            html.Append("<svg class=\"b\" aria-hidden=\"true\"><rect width=\"")
                .Append((Math.Clamp(fraction, 0, 1) * 100).ToString("0.#", CultureInfo.InvariantCulture)).Append("%\"/></svg>");
        }

        html.Append("</td>");
    }

    /// <summary><c>n</c> is a number, <c>w</c> words that stay on one line.</summary>
    private static string ClassAttribute(TableColumn column) => column.IsRightAligned ? " class=\"n\"" : column.IsUnbroken ? " class=\"w\"" : "";
}
