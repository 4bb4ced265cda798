using System.Text;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Writes a table for a terminal: aligned, never wider than the terminal, with small bars where there is room.</summary>
/// <remarks>
/// What gives way, in this order: columns of <see cref="TableColumn.Rank"/> 5 and above, bars, long words (cut in their middle, with an ellipsis), the other
/// columns by their rank.
/// Names cannot move the cursor: see <see cref="SafeText"/>.
/// </remarks>
public static class ConsoleTableWriter
{
    private const int Gap = 2;
    private const int ShortestText = 8;
    private const int ShortestBar = 5;
    private const int LongestBar = 20;

    /// <summary>Columns of this rank and above go before words are cut.</summary>
    private const int FirstToGo = 5;

    /// <summary>Writes title, header and rows, each line ended by <c>\n</c>, then the note, which speaks of no column that is not there.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="table">What.</param>
    /// <param name="options">What the terminal can do; by default 80 columns of Unicode without colour.</param>
    public static void Write(TextWriter writer, Table table, ConsoleTableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(table);
        options ??= new ConsoleTableOptions();
        Layout layout = new(table, options);

        foreach (string line in Wrap(Clean(table.Title, options), options.Width))
        {
            WriteLine(writer, line, options, "1");
        }

        StringBuilder header = new();
        foreach (Layout.Column column in layout.Columns)
        {
            Append(header, column, column.Header, bar: column.BarWidth > 0 ? new string(' ', column.BarWidth + 1) : "");
        }

        WriteLine(writer, header.ToString().TrimEnd(), options, "1");
        WriteLine(writer, new string(options.Ascii ? '-' : '─', layout.TotalWidth), options, "2");
        for (int row = 0; row < table.Rows.Count; row++)
        {
            WriteRow(writer, table, layout, row, options);
        }

        foreach (string line in Wrap(Clean(table.NoteOn(layout.Columns.Select(column => table.Columns[column.Index])), options), options.Width))
        {
            WriteLine(writer, line, options, "2");
        }
    }

    /// <summary>The columns of a table that such a terminal has no room for.</summary>
    internal static IReadOnlyList<TableColumn> NotShown(Table table, ConsoleTableOptions options)
    {
        HashSet<int> shown = [.. new Layout(table, options).Columns.Select(column => column.Index)];
        return [.. table.Columns.Where((_, i) => !shown.Contains(i))];
    }

    /// <summary>Breaks words into lines of at most so many columns, never between a number and its percent sign; no line for no words.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        StringBuilder line = new();
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            if (TextWidth.Of(word) > width && word.Contains(',', StringComparison.Ordinal))
            {
                // A list that is one word is broken behind its commas.
                if (line.Length > 0)
                {
                    yield return line.ToString();
                    line.Clear();
                }

                string[] items = word.Split(',');
                for (int item = 0; item < items.Length; item++)
                {
                    string piece = TextWidth.Cut(item + 1 < items.Length ? items[item] + "," : items[item], width, "...");
                    if (line.Length > 0 && TextWidth.Of(line.ToString()) + TextWidth.Of(piece) > width)
                    {
                        yield return line.ToString();
                        line.Clear();
                    }

                    line.Append(piece);
                }

                continue;
            }

            int whole = TextWidth.Of(word) + (i + 1 < words.Length && words[i + 1].StartsWith('%') && char.IsAsciiDigit(word[^1]) ? 1 + TextWidth.Of(words[i + 1]) : 0);
            if (line.Length > 0 && TextWidth.Of(line.ToString()) + 1 + whole > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            if (line.Length > 0)
            {
                line.Append(' ');
            }

            line.Append(TextWidth.Cut(word, width, "..."));
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }

    // As many lines as the longest sentence of the row takes.
    private static void WriteRow(TextWriter writer, Table table, Layout layout, int row, ConsoleTableOptions options)
    {
        int lines = layout.Columns.Select(column => column.Lines(row).Length).Append(1).Max();
        StringBuilder text = new();
        for (int i = 0; i < lines; i++)
        {
            text.Clear();
            foreach (Layout.Column column in layout.Columns)
            {
                string bar = column.BarWidth == 0 ? ""
                    : i > 0 ? new string(' ', column.BarWidth + 1)
                    : " " + ConsoleBar.Of(table.Rows[row][column.Index].Number, column.BarWidth, options.Ascii);
                Append(text, column, column.Lines(row).ElementAtOrDefault(i) ?? "", options.Color && bar.Length > 0 ? "\u001b[34m" + bar + "\u001b[0m" : bar);
            }

            writer.Write(text.ToString().TrimEnd());
            writer.Write('\n');
        }
    }

    private static string Clean(string text, ConsoleTableOptions options) => options.Ascii ? SafeText.AsciiLine(text) : SafeText.Line(text);

    private static void Append(StringBuilder line, Layout.Column column, string text, string bar)
    {
        if (line.Length > 0)
        {
            line.Append(' ', Gap);
        }

        int padding = Math.Max(0, column.Width - TextWidth.Of(text));   // in a terminal too narrow for the table, lines are longer than it
        if (column.IsRightAligned)
        {
            line.Append(' ', padding).Append(text).Append(bar);
        }
        else
        {
            line.Append(text).Append(' ', padding).Append(bar);
        }
    }

    private static void WriteLine(TextWriter writer, string line, ConsoleTableOptions options, string code)
    {
        writer.Write(options.Color ? $"\u001b[{code}m{line}\u001b[0m\n" : line + "\n");
    }

    /// <summary>Which columns are shown, and how wide.</summary>
    private sealed class Layout
    {
        public Layout(Table table, ConsoleTableOptions options)
        {
            int limit = options.TableWidth ?? options.Width;
            List<Column> columns = [];
            for (int i = 0; i < table.Columns.Count; i++)
            {
                columns.Add(new Column(table, i, options));
            }

            // Columns that nobody misses make room for the bars.
            int bars = columns.Count(c => c.HasBar);
            while (bars > 0 && Total(columns) + (bars * (ShortestBar + 1)) > limit && columns.Where(c => c.Rank >= FirstToGo).MaxBy(c => (c.Rank, c.Index)) is { } spare)
            {
                Drop(columns, spare, table);
            }

            for (int excess = Total(columns) - limit; excess > 0; excess = Total(columns) - limit)
            {
                Column? last = columns.Where(c => c.Rank > 0).MaxBy(c => (c.Rank, c.Index));
                if (last?.Rank >= FirstToGo || !ShortenWords(columns, excess, options))
                {
                    last ??= columns.Count > 1 ? columns[^1] : null;
                    if (last is null)
                    {
                        break;
                    }

                    Drop(columns, last, table);
                    columns.ForEach(c => c.Restore());
                }
            }

            int room = limit - Total(columns);
            bars = columns.Count(c => c.HasBar);
            if (bars > 0 && room / bars > ShortestBar)
            {
                int width = Math.Min(LongestBar, (room / bars) - 1);
                columns.ForEach(c => c.BarWidth = c.HasBar ? width : 0);
            }

            Columns = columns;
            TotalWidth = Math.Min(Total(columns), Math.Max(1, limit));
        }

        public IReadOnlyList<Column> Columns { get; }

        public int TotalWidth { get; }

        // The upper limit of an interval goes with the lower one: either alone would be taken for something else.
        private static void Drop(List<Column> columns, Column column, Table table)
        {
            columns.Remove(column);
            if (table.Columns[column.Index].Key.EndsWith("high", StringComparison.OrdinalIgnoreCase))
            {
                columns.RemoveAll(other => other.Index == column.Index - 1 && table.Columns[other.Index].Key.EndsWith("low", StringComparison.OrdinalIgnoreCase));
            }
        }

        private static int Total(List<Column> columns) =>
            columns.Sum(c => c.Width + (c.BarWidth > 0 ? c.BarWidth + 1 : 0)) + (Gap * Math.Max(0, columns.Count - 1));

        private static bool ShortenWords(List<Column> columns, int excess, ConsoleTableOptions options)
        {
            int shortest = columns.Any(c => c.Rank > 0) ? ShortestText * 2 : 1;
            Column? longest = columns.Where(c => !c.IsRightAligned && c.Width > shortest).MaxBy(c => c.Width);
            longest?.Shorten(Math.Max(shortest, longest.Width - excess), options.Ascii ? "..." : "…");
            return longest is not null;
        }

        public sealed class Column
        {
            private readonly string[] _fullTexts;
            private readonly string _fullHeader;
            private readonly bool _wraps;

            public Column(Table table, int index, ConsoleTableOptions options)
            {
                TableColumn column = table.Columns[index];
                Index = index;
                Rank = column.Rank;
                HasBar = column.HasBar;
                IsRightAligned = column.IsRightAligned;
                _wraps = column.Wraps;
                _fullHeader = Clean(column.HeaderWithUnit, options);
                _fullTexts = [.. table.Rows.Select(row => Clean(CellText.Of(row[index], column, options.Ascii ? "-" : "–"), options))];
                Texts = _fullTexts;
                Header = _fullHeader;
                Restore();
            }

            public int Index { get; }

            public int Rank { get; }

            public bool HasBar { get; }

            public bool IsRightAligned { get; }

            public int Width { get; private set; }

            public int BarWidth { get; set; }

            public string Header { get; private set; }

            public string[] Texts { get; private set; }

            /// <summary>The lines of a cell: several where sentences are wrapped instead of cut.</summary>
            public string[] Lines(int row) => _wraps ? [.. Wrap(_fullTexts[row], Width)] : [Texts[row]];

            public void Restore()
            {
                Texts = _fullTexts;
                Header = _fullHeader;
                Width = Texts.Select(TextWidth.Of).Append(TextWidth.Of(Header)).Max();
            }

            public void Shorten(int width, string ellipsis)
            {
                ellipsis = width > ellipsis.Length ? ellipsis : "";
                Texts = [.. _fullTexts.Select(text => TextWidth.CutMiddle(text, width, ellipsis))];
                Header = TextWidth.Cut(_fullHeader, width, ellipsis);
                Width = width;
            }
        }
    }
}
