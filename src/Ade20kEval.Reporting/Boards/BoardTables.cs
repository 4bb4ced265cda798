using Ade20kEval.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Boards;

/// <summary>A board as tables.</summary>
internal static class BoardTables
{
    internal const string RangeNote = "Range: the ranks that the images allow, by 95 % paired jackknife intervals.";

    private const string Document = "document";
    private const int MostNamed = 3;

    // Columns that people are not shown where no row has anything in them, as in tables of publications.
    private static readonly string[] s_optional = ["team", "date", "status"];

    internal static string FirstNote { get; } = Invariant($"First: share of {RankStatistics.Draws:N0} bootstrap draws of the images in which it comes first.");
    internal static string MeanRankNote { get; } = Invariant($"Mean rank: the mean of its ranks over {RankStatistics.Draws:N0} bootstrap draws of the images.");

    /// <summary>The ranking, what has no rank last.</summary>
    /// <param name="board">The board.</param>
    /// <param name="order">Its ranking.</param>
    /// <param name="forPeople">Whether people read it: then reported figures have no more decimals than were printed; machines get numbers.</param>
    public static Table Ranking(Board board, IReadOnlyList<RankedEntry> order, bool forPeople = true)
    {
        BoardDefinition rules = board.Definition;
        bool hasRanges = order.Any(row => row.Range is not null);
        List<TableColumn> columns = [new("rank", "Rank", CellKind.Count)];
        if (hasRanges)
        {
            int rare = order.Max(row => row.Range?.RareClasses ?? 0);
            columns.Add(new("range", "Range", CellKind.Text) { Rank = 1, Note = rare > 0 ? Invariant($"{RangeNote} Over the {rare} classes in fewer than {JackknifeIntervals.LeastImages} images they are too narrow.") : RangeNote });
            columns.Add(new("first", "First", CellKind.Percent) { Rank = 4, Note = FirstNote });
            columns.Add(new("meanRank", "Mean rank", CellKind.Text) { Rank = 5, Note = MeanRankNote });
        }

        columns.AddRange([new("method", "Method", CellKind.Text), new("team", "Team", CellKind.Text) { Rank = 1 }]);
        columns.AddRange(rules.Figures.Select((metric, i) => new TableColumn(metric.Key, metric.Title, KindOf(metric)) { Rank = i == 0 ? 0 : 1, Digits = rules.Decimals }));
        columns.AddRange(rules.OwnFields.Select(field => new TableColumn(field.Key, field.Title, CellKind.Text) { Rank = 2 }));
        columns.AddRange([new("date", "Date", CellKind.Text) { Rank = 2 }, new("status", "Status", CellKind.Text), new("entry", "Entry", CellKind.Text) { Rank = 1 }]);
        Table table = new("ranking", $"{rules.Title}: {rules.Dataset}, protocol {rules.Protocol}", columns, [.. order.Select(row => Row(row, rules, hasRanges, forPeople))])
        {
            Note = NoteOf(order, rules),
        };
        return table.Without([.. s_optional.Where(key => (forPeople || key == "status") && IsEmpty(table, key))]);
    }

    /// <summary>What is said of reported figures, such as where they disagree with themselves; <see langword="null"/> where nothing is.</summary>
    public static Table? Notes(IReadOnlyList<RankedEntry> order)
    {
        RankedEntry[] noted = [.. order.Where(row => row.Stored.Entry.Kind == EntryKind.Reported && row.Stored.Entry.Metadata.Text("notes") is not null)];
        return noted.Length == 0 ? null : new Table("notes", "Notes on reported figures",
            [new("method", "Method", CellKind.Text), new("citation", "Source", CellKind.Text), new("notes", "Notes", CellKind.Text)],
            [.. noted.Select(row => (Cell[])[Cell.Of(row.Stored.Entry.Metadata.Method), Cell.Of(row.Stored.Entry.Citation ?? ""), Cell.Of(row.Stored.Entry.Metadata.Text("notes")!)])]);
    }

    /// <summary>How the figures of an entry differ from those of another, in points and in percent of the other's; of a figure that is no share, in its own unit.</summary>
    /// <param name="rules">Says how many decimals.</param>
    /// <param name="entry">The one.</param>
    /// <param name="other">The other.</param>
    public static Table Gains(BoardDefinition rules, StoredEntry entry, StoredEntry other)
    {
        int digits = Math.Min(BoardFigure.Decimals(entry.Entry, rules), BoardFigure.Decimals(other.Entry, rules));
        return new Table("gains", $"{entry.Entry.Metadata.Method} against {other.Entry.Metadata.Method}",
            [
                new("figure", "Figure", CellKind.Text), new("from", "From", CellKind.Percent) { Digits = digits }, new("to", "To", CellKind.Percent) { Digits = digits }, new("gain", "Gain", CellKind.Points) { Digits = digits },
                new("relative", "Relative", CellKind.Percent) { Digits = rules.Decimals },
            ],
            [.. entry.Entry.Figures
                .Where(figure => figure.Value is not null && other.Entry.Figures.Any(f => f.Key == figure.Key && f.Value is not null))
                .Select(figure => Gain(figure.Key, other.Entry.Figures.First(f => f.Key == figure.Key).Value!.Value, figure.Value!.Value, digits))]);
    }

    private static Cell[] Gain(string key, double from, double to, int digits)
    {
        Cell relative = Cell.Of(from == 0 ? null : (to - from) / Math.Abs(from));
        MetricKind kind = Metrics.All.FirstOrDefault(metric => metric.Key == key)?.Kind ?? MetricKind.Fraction;
        if (kind == MetricKind.Fraction)
        {
            return [Cell.Of(BoardFigure.Title(key)), Cell.Of(from), Cell.Of(to), Cell.Of(to - from), relative];
        }

        // The columns are headed percent and points, which these are not: as they stand elsewhere, in words.
        string form = kind == MetricKind.Count ? "#,0" : "0." + new string('0', digits + 2);
        string sign = to > from ? "+" : "";
        return [Cell.Of(BoardFigure.Title(key) + " (not %)"), Cell.Of(Number(from)), Cell.Of(Number(to)), Cell.Of(sign + Number(to - from)), relative];
        string Number(double value) => value.ToString(form, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>What tables hold of a metric.</summary>
    public static CellKind KindOf(Metric metric) => metric.Kind switch { MetricKind.Fraction => CellKind.Percent, MetricKind.Count => CellKind.Count, _ => CellKind.Number };

    /// <summary>Why an entry has no rank, or that its figures were only reported, or came as a run document.</summary>
    public static string Status(RankedEntry row) => row.Unranked.Length > 0 ? row.Unranked : row.Stored.Entry.Kind == EntryKind.Reported ? "reported" : row.Stored.Entry.IsFromDocument ? Document : "";

    /// <summary>A range as people read it: "2 to 4", or one rank.</summary>
    public static string Words(RankRange? range) => range is null ? "" : range.Best == range.Worst ? Invariant($"{range.Best}") : Invariant($"{range.Best} to {range.Worst}");

    private static bool IsEmpty(Table table, string key) => table.Columns.Index().First(column => column.Item.Key == key).Index is var at && table.Rows.All(row => row[at].Text is "");

    private static Cell[] Row(RankedEntry row, BoardDefinition rules, bool hasRanges, bool forPeople)
    {
        EntryMetadata about = row.Stored.Entry.Metadata;
        List<Cell> cells = [row.Rank is int rank ? Cell.Of(rank) : Cell.Undefined];
        if (hasRanges)
        {
            cells.AddRange([Cell.Of(Words(row.Range)), Cell.Of(row.Range is RankRange share ? Math.Round(share.First, 4) : null), row.Range is not RankRange range ? Cell.Of("") : forPeople ? Cell.Of(Invariant($"{range.MeanRank:0.0}")) : Cell.Of(Math.Round(range.MeanRank, 4))]);
        }

        // Tables of publications name no team: the method is its own, and stands once. Who hands in is named, however the method is called.
        cells.AddRange([Cell.Of(about.Method), Cell.Of(row.Stored.Entry.Team ?? "")]);
        cells.AddRange(rules.Figures.Select(metric => BoardFigure.CellOf(row.Stored.Entry, metric, rules, forPeople)));
        cells.AddRange(rules.OwnFields.Select(field => Cell.Of(about.Text(field.Key) ?? "")));
        cells.AddRange([Cell.Of(DateWords(about.Date)), Cell.Of(Status(row)), Cell.Of(row.Stored.ShortId)]);
        return [.. cells];
    }

    /// <summary>A date; nothing where none was known.</summary>
    public static string DateWords(DateOnly date) => date == DateOnly.MinValue ? "" : Invariant($"{date:yyyy-MM-dd}");

    private static string NoteOf(IReadOnlyList<RankedEntry> order, BoardDefinition rules)
    {
        string[] impossible = [.. order.SelectMany(row => rules.Figures.Where(metric => Ade20kEval.Boards.Ranking.IsImpossible(row.Stored.Entry, metric)).Select(metric => $"{metric.Title} of {row.Stored.Entry.Metadata.Method}"))];
        int listed = order.Count(row => row.Rank is null);
        string[] sentences =
        [
            listed > 0 ? $"Listed without a rank: {Plural.Of(listed, "entry", "entries")}." : "",
            impossible.Length > 0 ? $"Impossible as defined, so that nothing ranks by it: {string.Join(", ", impossible.Take(MostNamed))}{(impossible.Length > MostNamed ? Invariant($" and {impossible.Length - MostNamed} more") : "")}." : "",
            order.Any(row => Status(row) == Document) ? $"Document: {BoardEntry.FromDocument}." : "",
        ];
        return string.Join(' ', sentences.Where(sentence => sentence.Length > 0));
    }
}
