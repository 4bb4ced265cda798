using Ade20kEval.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Boards;

/// <summary>A board as tables.</summary>
internal static class BoardTables
{
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
            columns.Add(new("range", "Range", CellKind.Text) { Rank = 1 });
            columns.Add(new("first", "First", CellKind.Percent) { Rank = 4 });
            columns.Add(new("meanRank", "Mean rank", CellKind.Text) { Rank = 5 });
        }

        columns.AddRange([new("method", "Method", CellKind.Text), new("team", "Team", CellKind.Text) { Rank = 1 }]);
        columns.AddRange(rules.Figures.Select((metric, i) => new TableColumn(metric.Key, metric.Title, KindOf(metric)) { Rank = i == 0 ? 0 : 1, Digits = rules.Decimals }));
        columns.AddRange(rules.OwnFields.Select(field => new TableColumn(field.Key, field.Title, CellKind.Text) { Rank = 2 }));
        columns.AddRange([new("date", "Date", CellKind.Text) { Rank = 2 }, new("status", "Status", CellKind.Text), new("entry", "Entry", CellKind.Text) { Rank = 1 }]);
        bool hasStatus = order.Any(row => Status(row).Length > 0);
        Table table = new("ranking", $"{rules.Title}: {rules.Dataset}, protocol {rules.Protocol}", columns, [.. order.Select(row => Row(row, rules, hasRanges, forPeople))])
        {
            Note = NoteOf(order, hasRanges),
        };
        return hasStatus ? table : table.Without("status");
    }

    /// <summary>What is said of reported figures, such as where they disagree with themselves; <see langword="null"/> where nothing is.</summary>
    public static Table? Notes(IReadOnlyList<RankedEntry> order)
    {
        RankedEntry[] noted = [.. order.Where(row => row.Stored.Entry.Kind == EntryKind.Reported && row.Stored.Entry.Metadata.Text("notes") is not null)];
        return noted.Length == 0 ? null : new Table("notes", "Notes on reported figures",
            [new("method", "Method", CellKind.Text), new("citation", "Source", CellKind.Text), new("notes", "Notes", CellKind.Text)],
            [.. noted.Select(row => (Cell[])[Cell.Of(row.Stored.Entry.Metadata.Method), Cell.Of(row.Stored.Entry.Citation ?? ""), Cell.Of(row.Stored.Entry.Metadata.Text("notes")!)])]);
    }

    /// <summary>How the figures of an entry differ from those of another, in points and in percent of the other's.</summary>
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
                .Select(figure => (figure.Key, To: figure.Value!.Value, From: other.Entry.Figures.First(f => f.Key == figure.Key).Value!.Value))
                .Select(figure => new[] { Cell.Of(BoardFigure.Title(figure.Key)), Cell.Of(figure.From), Cell.Of(figure.To), Cell.Of(figure.To - figure.From), Cell.Of(figure.From == 0 ? null : (figure.To - figure.From) / figure.From) })]);
    }

    /// <summary>What tables hold of a metric.</summary>
    public static CellKind KindOf(Metric metric) => metric.Kind switch { MetricKind.Fraction => CellKind.Percent, MetricKind.Count => CellKind.Count, _ => CellKind.Number };

    /// <summary>Why an entry has no rank, or that its figures were only reported.</summary>
    public static string Status(RankedEntry row) => row.Unranked.Length > 0 ? row.Unranked : row.Stored.Entry.Kind == EntryKind.Reported ? "reported" : "";

    /// <summary>A range as people read it: "2 to 4", or one rank.</summary>
    public static string Words(RankRange? range) => range is null ? "" : range.Best == range.Worst ? Invariant($"{range.Best}") : Invariant($"{range.Best} to {range.Worst}");

    private static Cell[] Row(RankedEntry row, BoardDefinition rules, bool hasRanges, bool forPeople)
    {
        EntryMetadata about = row.Stored.Entry.Metadata;
        List<Cell> cells = [row.Rank is int rank ? Cell.Of(rank) : Cell.Undefined];
        if (hasRanges)
        {
            cells.AddRange([Cell.Of(Words(row.Range)), Cell.Of(row.Range is RankRange share ? Math.Round(share.First, 4) : null), Cell.Of(row.Range is RankRange range ? Invariant($"{range.MeanRank:0.0}") : "")]);
        }

        // Tables of publications name no team: the method is its own, and stands once.
        cells.AddRange([Cell.Of(about.Method), Cell.Of(about.Team == about.Method ? "" : about.Team)]);
        cells.AddRange(rules.Figures.Select(metric => BoardFigure.CellOf(row.Stored.Entry, metric, rules, forPeople)));
        cells.AddRange(rules.OwnFields.Select(field => Cell.Of(about.Text(field.Key) ?? "")));
        cells.AddRange([Cell.Of(DateWords(about.Date)), Cell.Of(Status(row)), Cell.Of(row.Stored.ShortId)]);
        return [.. cells];
    }

    /// <summary>A date; nothing where none was known.</summary>
    public static string DateWords(DateOnly date) => date == DateOnly.MinValue ? "" : Invariant($"{date:yyyy-MM-dd}");

    private static string NoteOf(IReadOnlyList<RankedEntry> order, bool hasRanges)
    {
        int listed = order.Count(row => row.Rank is null);
        string ranges = hasRanges
            ? Invariant($"Range: the ranks that the images allow, by 95 % paired jackknife intervals; First: share of {RankStatistics.Draws:N0} bootstrap draws of the images in which it comes first.")
            : "";
        return $"{ranges}{(listed > 0 && hasRanges ? " " : "")}{(listed > 0 ? $"Listed without a rank: {Plural.Of(listed, "entry", "entries")}." : "")}";
    }
}
