using System.IO.Hashing;
using System.Text;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Writes a table for LaTeX with the booktabs package; a long one with longtable, so that it breaks over pages.</summary>
public static class LatexTableWriter
{
    /// <summary>More rows than this do not fit on one page of most papers.</summary>
    private const int RowsOfAPage = 40;

    // TeX's points, Computer Modern at 10 points: digits are 5 wide, words a little less; two tabcolseps between columns.
    private const double LetterPoints = 5;
    private const double ColumnGapPoints = 12;
    private const double ColumnPoints = 236;
    private const double PagePoints = 495;
    private const double SmallLetter = 0.85;

    /// <summary>Writes the table, each line ended by <c>\n</c>. The first line says which packages it needs.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="table">What.</param>
    public static void Write(TextWriter writer, Table table)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(table);
        bool isLong = table.Rows.Count > RowsOfAPage;
        StringBuilder text = new();
        (string place, string size) = Room(table);
        string alignment = string.Concat(table.Columns.Select(c => c.IsRightAligned ? 'r' : 'l'));
        string caption = $"\\caption{{{Escape(table.Title)}}}\\label{{tab:{Label(table)}}}";
        text.Append(isLong ? "% \\usepackage{booktabs,longtable}\n" : "% \\usepackage{booktabs}\n");
        if (table.WholeNote.Length > 0)
        {
            // For who sets it: what a paper says of it is the author's.
            text.Append("% ").Append(SafeText.Line(table.WholeNote)).Append('\n');
        }

        if (isLong)
        {
            text.Append("\\begin{longtable}{").Append(alignment).Append("}\n").Append(caption).Append("\\\\\n");
            Header(text, table);
            text.Append("\\endfirsthead\n");   // what follows heads the other pages: a label there would be defined once a page
            Header(text, table);
            text.Append("\\endhead\n\\bottomrule\n\\endfoot\n");
        }
        else
        {
            text.Append("\\begin{").Append(place).Append("}\n\\centering\n").Append(caption).Append('\n').Append(size).Append("\\begin{tabular}{").Append(alignment).Append("}\n");
            Header(text, table);
        }

        BestValues best = new(table);
        for (int row = 0; row < table.Rows.Count; row++)
        {
            int r = row;
            Row(text, table.Rows[row].Select((cell, i) => Emphasise(Escape(CellText.Of(cell, table.Columns[i], "--"), isNumber: cell.Text is null), best.IsBest(r, i), best.IsSecond(r, i))));
        }

        text.Append(isLong ? "\\end{longtable}\n" : $"\\bottomrule\n\\end{{tabular}}\n\\end{{{place}}}\n");
        writer.Write(text);
    }

    /// <summary>Text that LaTeX prints as it is, on one line.</summary>
    /// <remarks>
    /// Besides the ten special characters: <c>[</c> and <c>*</c> at the start of a row would be read as an argument of the row break before it,
    /// and doubled hyphens and quotes would be joined to other signs.
    /// </remarks>
    public static string Escape(string text) => Escape(text, isNumber: false);

    private static string Escape(string text, bool isNumber)
    {
        if (isNumber)
        {
            return text.StartsWith('-') && text != "--" ? "$-$" + text[1..] : text;
        }

        StringBuilder safe = new(text.Length + 8);
        string line = SafeText.Line(text, '?');
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            bool joins = c is '-' or '\'' && i + 1 < line.Length && line[i + 1] == c;
            _ = c switch
            {
                '\\' => safe.Append("\\textbackslash{}"),
                '~' => safe.Append("\\textasciitilde{}"),
                '^' => safe.Append("\\textasciicircum{}"),
                '<' => safe.Append("\\textless{}"),
                '>' => safe.Append("\\textgreater{}"),
                '|' => safe.Append("\\textbar{}"),
                '`' => safe.Append("\\textasciigrave{}"),
                '"' => safe.Append("\\char34{}"),
                '–' => safe.Append("--"),
                '[' or ']' or '*' => safe.Append('{').Append(c).Append('}'),
                '-' or '\'' when joins => safe.Append(c).Append("{}"),
                '_' or '%' or '&' or '#' or '$' or '{' or '}' => safe.Append('\\').Append(c),
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    // A table that a column of a two-column paper (8.3 cm) cannot hold goes across both; one that is wider than that is set smaller.
    private static (string Place, string Size) Room(Table table)
    {
        double width = 0;
        foreach ((int i, TableColumn column) in table.Columns.Index())
        {
            int longest = table.Rows.Select(row => TextWidth.Of(CellText.Of(row[i], column))).Append(TextWidth.Of(column.HeaderWithUnit)).Max();
            width += (longest * LetterPoints) + ColumnGapPoints;
        }

        return width <= ColumnPoints ? ("table", "") : width <= PagePoints ? ("table*", "") : ("table*", width * SmallLetter <= PagePoints ? "\\footnotesize\n" : "\\scriptsize\\setlength{\\tabcolsep}{3pt}\n");
    }

    // Of a name only what a label may hold is kept; a number tells apart the names that then look alike.
    private static string Label(Table table)
    {
        if (table.Owner.Length == 0)
        {
            return table.Id;
        }

        string kept = string.Join('-', string.Concat(table.Owner.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return kept == table.Owner ? $"{table.Id}-{kept}" : Invariant($"{table.Id}-{SafeText.Cut(kept, 40)}-{Crc32.HashToUInt32(Encoding.UTF8.GetBytes(table.Owner)):x8}");
    }

    private static string Emphasise(string text, bool isBest, bool isSecond) => isBest ? $"\\textbf{{{text}}}" : isSecond ? $"\\underline{{{text}}}" : text;

    private static void Header(StringBuilder text, Table table)
    {
        text.Append("\\toprule\n");
        Row(text, table.Columns.Select(c => Escape(c.HeaderWithUnit)));
        text.Append("\\midrule\n");
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(" & ", cells).Append(" \\\\\n");
}
