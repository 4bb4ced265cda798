using Ade20kEval.Boards;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Boards;

/// <summary>The ranking as a page has it: names that lead to their pages, the score right beside them, then how sure the rank is, then what entries say of themselves.</summary>
/// <remarks>
/// Figures are the cells of <see cref="BoardTables.Ranking"/>, which lists have too. Where a cell's words do not sort by themselves, it carries a number that does
/// (<c>data-v</c>); a column that is a choice carries <c>data-choice</c>, by which the page's script lets readers filter.
/// </remarks>
internal static class RankingTable
{
    private const int LongestName = 100;

    private const char DigitSpace = '\u2007';
    private const string PointSpace = "\u2008";

    // Longer ones may be cut by the page's style.
    private const int LongestWhole = 40;

    /// <summary>Writes it.</summary>
    public static void Write(HtmlBuilder html, Board board, IReadOnlyList<RankedEntry> order)
    {
        Table table = BoardTables.Ranking(board, order);
        Column[] columns = [.. Columns(board.Definition, order, table)];
        html.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Ranking\">\n<table id=\"table-ranking\">\n");
        html.Add($"<caption>{Plural.Of(order.Count, "entry", "entries")}</caption>\n<thead><tr>");
        foreach (Column column in columns)
        {
            html.Add($"<th scope=\"col\" class=\"{column.Class}\"");
            if (column.IsChoice)
            {
                html.Add($" data-choice=\"{column.NoneWords}\"");
            }

            html.Raw(column.LessIsBetter ? " data-up" : "");
            if (column.Explanation.Length > 0)
            {
                html.Add($" title=\"{column.Explanation}\"");
            }

            html.Add($">{column.Header}</th>");
        }

        html.Raw("</tr></thead>\n<tbody>\n");
        Content[][] contents = [.. columns.Select(column => Aligned(column, [.. order.Select((row, r) => column.Of(row, r))]))];
        for (int r = 0; r < order.Count; r++)
        {
            html.Raw(order[r].Rank is null ? "<tr class=\"u\">" : "<tr>");
            for (int c = 0; c < columns.Length; c++)
            {
                WriteCell(html, columns[c].Class, contents[c][r]);
            }

            html.Raw("</tr>\n");
        }

        html.Add($"</tbody>\n</table>\n</div>\n<p class=\"note\">{table.WholeNote}</p>\n");
    }

    // Numbers with fewer decimals than others of their column stand with their points under one another: spaces as wide as the digits and the point that they lack.
    private static Content[] Aligned(Column column, Content[] contents)
    {
        int most = column.Class == "n" ? contents.Select(content => Decimals(content.Text)).DefaultIfEmpty(0).Max() : 0;
        return most == 0 ? contents : [.. contents.Select(content => content with { Behind = Behind(Decimals(content.Text), most) })];

        static int Decimals(string text) => text.IndexOf('.', StringComparison.Ordinal) is >= 0 and int point ? text.Length - point - 1 : 0;
        static string Behind(int decimals, int most) => (decimals == 0 ? PointSpace : "") + new string(DigitSpace, most - decimals);
    }

    private static IEnumerable<Column> Columns(BoardDefinition rules, IReadOnlyList<RankedEntry> order, Table table)
    {
        yield return new Column("Rank", "n", (row, _) => new Content(row.Rank is int rank ? Invariant($"{rank}") : "–"));
        yield return new Column("Method", "k", (row, _) => new Content(row.Stored.Entry.Metadata.Method) { Links = [("", $"entries/{row.Stored.ShortId}.html")], Why = row.Unranked });
        foreach (Metric metric in rules.Figures)
        {
            int at = table.Columns.ToList().FindIndex(column => column.Key == metric.Key);
            TableColumn column = table.Columns[at];
            yield return new Column(column.HeaderWithUnit, "n", (_, r) => new Content(CellText.Of(table.Rows[r][at], column))) { Explanation = metric.Definition };
        }

        if (order.Any(row => row.Range is not null))
        {
            yield return new Column("Range", "w", (row, _) => row.Range is RankRange range ? new Content(BoardTables.Words(range)) { Sort = range.Best + (range.Worst / 1e6) } : new Content("")) { Explanation = BoardTables.RangeNote };
            yield return new Column("First %", "n", (row, _) => new Content(row.Range is RankRange range ? CellText.Percent(Math.Round(range.First, 4)) : "–")) { Explanation = BoardTables.FirstNote };
            yield return new Column("Mean rank", "n", (row, _) => new Content(row.Range is RankRange range ? Invariant($"{range.MeanRank:0.0}") : "–")) { Explanation = BoardTables.MeanRankNote, LessIsBetter = true };
        }

        if (order.Any(row => BoardTables.Status(row).Length > 0))
        {
            yield return new Column("Status", "w", (row, _) => new Content(BoardTables.Status(row))) { IsChoice = true, NoneWords = order.Any(row => row.Rank is not null && BoardTables.Status(row).Length > 0) ? "ranked, counted here" : "ranked" };
        }

        yield return new Column("Team", "t", (row, _) => new Content(row.Stored.Entry.Team ?? ""));
        yield return new Column("Date", "w", (row, _) => new Content(BoardTables.DateWords(row.Stored.Entry.Metadata.Date)));
        if (order.Any(row => row.Stored.Entry.Citation is not null))
        {
            yield return new Column("Source", "t c", (row, _) => new Content(row.Stored.Entry.Citation ?? "")) { Explanation = "Where figures were read that were reported and not counted here." };
        }

        foreach (MetadataField field in MetadataField.All.Concat(rules.OwnFields).Where(field => field.Key != "notes" && order.Any(row => row.Stored.Entry.Metadata.Text(field.Key) is not null)))
        {
            if (field.Key == "paper")
            {
                yield return new Column("Links", "w", (row, _) => new Content("") { Links = Links(row.Stored.Entry.Metadata, "paper", "code") });
            }
            else if (field.Key == "code")
            {
                if (order.All(row => row.Stored.Entry.Metadata.Text("paper") is null))
                {
                    yield return new Column("Links", "w", (row, _) => new Content("") { Links = Links(row.Stored.Entry.Metadata, "code") });
                }
            }
            else
            {
                yield return Of(field, order);
            }
        }
    }

    private static Column Of(MetadataField field, IReadOnlyList<RankedEntry> order)
    {
        switch (field.Kind)
        {
            case MetadataKind.Link:
                return new Column(field.Title, "w", (row, _) => new Content("") { Links = Links(row.Stored.Entry.Metadata, field.Key) });
            case MetadataKind.Number or MetadataKind.Count:
                double most = order.Max(row => row.Stored.Entry.Metadata.Number(field.Key) ?? 0);
                (double unit, string of) = most >= 1e9 && field.Key != "parameters" ? (1e9, ", billions") : most >= 1e6 ? (1e6, ", millions") : (1, "");
                return new Column(field.Title + of, "n", (row, _) => new Content(row.Stored.Entry.Metadata.Number(field.Key) is double number ? Invariant($"{number / unit:#,0.###}") : "–")) { LessIsBetter = true };
            default:
                return new Column(field.Title, field.Kind == MetadataKind.Choice ? "w" : "t", (row, _) => new Content(row.Stored.Entry.Metadata.Text(field.Key) ?? "")) { IsChoice = field.Kind == MetadataKind.Choice };
        }
    }

    private static (string, string)[] Links(EntryMetadata about, params string[] keys) => [.. keys.Where(key => about.Text(key) is not null).Select(key => (key, about.Text(key)!))];

    private static void WriteCell(HtmlBuilder html, string style, Content content)
    {
        string text = SafeText.Cut(content.Text, LongestName);
        if (content.Sort is double sort)
        {
            html.Add($"<td class=\"{style}\" data-v=\"{Invariant($"{sort:0.######}")}\"><bdi>{text}</bdi></td>");
            return;
        }

        html.Add($"<td class=\"{style}\"");
        if (content.Text.Length > LongestWhole)
        {
            html.Add($" title=\"{content.Text}\"");
        }

        html.Raw(">");
        if (content.Links is { Count: > 0 } links)
        {
            foreach ((string words, string address) in links)
            {
                // Of others' addresses the kind is checked to begin with http or https whenever an entry is read.
                html.Add($"<a href=\"{address}\"");
                html.Raw(words.Length > 0 ? " rel=\"nofollow noopener noreferrer\">" : ">");
                html.Add($"<bdi>{(words.Length > 0 ? words : text)}</bdi></a> ");
            }
        }
        else if (text.Length > 0)
        {
            html.Add($"<bdi>{text}</bdi>{content.Behind}");
        }

        if (content.Why.Length > 0)
        {
            html.Add($"<span class=\"r\">{content.Why}</span>");
        }

        html.Raw("</td>");
    }

    private sealed record Column(string Header, string Class, Func<RankedEntry, int, Content> Of)
    {
        public bool IsChoice { get; init; }

        /// <summary>What a choice calls rows without a word; empty where they say nothing.</summary>
        public string NoneWords { get; init; } = "";

        /// <summary>Whether a reader wants the least first.</summary>
        public bool LessIsBetter { get; init; }

        public string Explanation { get; init; } = "";
    }

    private sealed record Content(string Text)
    {
        public double? Sort { get; init; }

        /// <summary>Spaces that put a number's point where the others of its column have theirs.</summary>
        public string Behind { get; init; } = "";

        /// <summary>Why the entry has no rank, where the column that says so is out of sight.</summary>
        public string Why { get; init; } = "";

        public IReadOnlyList<(string Words, string Address)> Links { get; init; } = [];
    }
}
