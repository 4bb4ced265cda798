using Ade20kEval.Boards;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>A board as charts: how stable its ranks are, what a score costs, what several scales gain, and how the best one grew.</summary>
/// <remarks>
/// What cannot stand beside the others is not drawn: scores under another protocol or of other labels, shares that no share can be. Figures that were reported
/// and are not ranked are a series of their own, on no front and no record.
/// </remarks>
internal static class BoardCharts
{
    private static readonly string[] s_costs = ["parameters", "gmacs", "flops"];

    /// <summary>Those for which there is data.</summary>
    public static IReadOnlyList<Chart> Of(Board board, IReadOnlyList<RankedEntry> order)
    {
        Metric primary = board.Definition.Primary;
        ValueFormat score = new(BoardTables.KindOf(primary), primary.Title);
        EntryLabels labels = new(order);
        RankedEntry[] rows = [.. order.Where(row => IsComparable(row, board.Definition))];
        bool isMixed = rows.Any(IsReportedOnly) && !rows.All(IsReportedOnly);
        DrawnEntry[] drawn = [.. rows.Select(row => new DrawnEntry(row, BoardFigure.Told(row.Stored.Entry.Figure(primary), primary, board.Definition)!.Value, isMixed && IsReportedOnly(row)))];
        List<Chart> charts = [];
        if (StabilityChart.Of(order, labels) is MatrixChart stability)
        {
            charts.Add(stability);
        }

        charts.AddRange(s_costs.Select(cost => Cost(cost, primary, score, drawn, labels)).OfType<Chart>());
        if (ScaleChart.Of(board.Definition, [.. drawn.Select(entry => (entry.Row, entry.Value))]) is BarChart scales)
        {
            charts.Add(scales);
        }

        if (BestOverTime(primary, score, [.. drawn.Where(entry => !entry.IsApart)], labels) is LineChart best)
        {
            charts.Add(best);
        }

        return charts;
    }

    /// <summary>What an entry is called where there is room for one name.</summary>
    public static string Name(RankedEntry row) => row.Stored.Entry.Metadata is var about && about.Team == about.Method ? about.Method : $"{about.Method} ({about.Team})";

    /// <summary>Whether the primary figure of an entry is of the same kind as those that are ranked.</summary>
    public static bool IsComparable(RankedEntry row, BoardDefinition rules) => row.Stored is { Withdrawn: null, IsChanged: false } && row.Stored.Entry is var entry && entry.Figure(rules.Primary) is not null
        && (entry.Kind == EntryKind.Reported ? !Ranking.IsImpossible(entry, rules.Primary)
            : entry.Protocol == rules.Protocol && (rules.GroundTruth is null || entry.GroundTruth == rules.GroundTruth));

    // On a board that does not rank such figures.
    private static bool IsReportedOnly(RankedEntry row) => row.Rank is null && row.Stored.Entry.Kind == EntryKind.Reported;

    private static ScatterChart? Cost(string cost, Metric primary, ValueFormat score, DrawnEntry[] drawn, EntryLabels labels)
    {
        DrawnEntry[] known = [.. drawn.Where(entry => entry.Row.Stored.Entry.Metadata.Number(cost) > 0)];
        if (known.Length < 2)
        {
            return null;
        }

        bool hasApart = known.Any(entry => entry.IsApart);
        ScatterPoint[] points = [.. known.Select(entry => new ScatterPoint(labels[entry.Row], entry.Row.Stored.Entry.Metadata.Number(cost)!.Value, entry.Value, entry.IsApart ? 1 : 0))];
        string title = MetadataField.All.First(field => field.Key == cost).Title;
        double unit = cost == "gmacs" ? 1 : points.Max(point => point.X) >= 1e9 ? 1e9 : 1e6;
        string name = unit switch { 1e9 => title + ", billions", 1e6 => title + ", millions", _ => title };
        string silent = drawn.Length > known.Length ? Invariant($" Not drawn, for {(drawn.Length - known.Length == 1 ? "it says" : "they say")} no number above 0: {drawn.Length - known.Length} of {drawn.Length} entries.") : "";
        string front = primary.HigherIsBetter ? "The line joins the entries that none beats: no other costs at most as much and scores at least as well." : "";
        return new ScatterChart($"cost-{cost}", $"{primary.Title} against {title}", new ValueFormat(CellKind.Number, name), score, hasApart ? ["ranked", "reported, not ranked"] : ["entries"], [.. points.Select(point => point with { X = point.X / unit })])
        {
            LogX = points.Max(point => point.X) > 20 * points.Min(point => point.X),
            ParetoFront = front.Length > 0,
            FrontSeries = hasApart ? 0 : null,
            Description = (front + silent).TrimStart(),
        };
    }

    // The order is that of the ranks, so that of equals of one day the one that ranks first is the record.
    private static LineChart? BestOverTime(Metric primary, ValueFormat score, DrawnEntry[] scored, EntryLabels labels)
    {
        List<(double X, double Y, RankedEntry Row)> best = [];
        DrawnEntry[] dated = [.. scored.Where(entry => entry.Row.Stored.Entry.Metadata.Date > DateOnly.MinValue).OrderBy(entry => entry.Row.Stored.Entry.Metadata.Date)];
        foreach ((RankedEntry row, double value, _) in dated)
        {
            double day = Day(row);
            if (best.Count == 0 || (primary.HigherIsBetter ? value > best[^1].Y : value < best[^1].Y))
            {
                if (best.Count > 0 && best[^1].X == day)
                {
                    best.RemoveAt(best.Count - 1);
                }

                best.Add((day, value, row));
            }
        }

        return best.Count < 2 ? null
            : new LineChart("best-over-time", $"Best {primary.Title} over time", new ValueFormat(CellKind.Count, "Date"), score, [new LineSeries("best so far", [.. best.Select(record => (record.X, record.Y))]) { IsStep = true, Labels = [.. best.Select(record => labels[record.Row])] }])
            {
                IsTime = true,

                // A record stands until the latest entry that did not beat it, not until it was made.
                To = Day(dated[^1].Row),
                Description = "Each point is an entry that beat all before it, by the date that it gives.",
                Numbers = new Table("best-over-time-data", "The entries that beat all before them",
                    [new("date", "Date", CellKind.Text) { IsUnbroken = true }, new("method", "Method", CellKind.Text), new("team", "Team", CellKind.Text), new("figure", primary.Title, score.Kind)],
                    [.. best.Select(record => record.Row.Stored.Entry.Metadata is var about ? new[] { Cell.Of(BoardTables.DateWords(about.Date)), Cell.Of(about.Method), Cell.Of(about.Team == about.Method ? "" : about.Team), Cell.Of(record.Y) } : [])]),
            };
    }

    // As line charts count days.
    private static double Day(RankedEntry row) => row.Stored.Entry.Metadata.Date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    // Apart are figures that were reported and are not ranked, among others that are.
    private sealed record DrawnEntry(RankedEntry Row, double Value, bool IsApart);
}
