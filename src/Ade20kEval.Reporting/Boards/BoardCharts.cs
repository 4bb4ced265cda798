using Ade20kEval.Boards;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>A board as charts: how stable its ranks are, what a score costs, what several scales gain, and how the best one grew.</summary>
internal static class BoardCharts
{
    private static readonly string[] s_costs = ["parameters", "gmacs", "flops"];

    /// <summary>Those for which there is data.</summary>
    public static IReadOnlyList<Chart> Of(Board board, IReadOnlyList<RankedEntry> order)
    {
        Metric primary = board.Definition.Primary;
        ValueFormat score = new(BoardTables.KindOf(primary), primary.Title);
        (RankedEntry Row, double Value)[] scored =
            [.. order.Where(row => row.Stored.Withdrawn is null && row.Unranked != Ranking.Impossible && row.Stored.Entry.Figure(primary) is not null).Select(row => (row, BoardFigure.Told(row.Stored.Entry.Figure(primary), primary, board.Definition)!.Value))];
        List<Chart> charts = [];
        if (StabilityChart.Of(order) is MatrixChart stability)
        {
            charts.Add(stability);
        }

        foreach (string cost in s_costs)
        {
            ScatterPoint[] points = [.. scored
                .Where(entry => entry.Row.Stored.Entry.Metadata.Number(cost) > 0)
                .Select(entry => new ScatterPoint(Name(entry.Row), entry.Row.Stored.Entry.Metadata.Number(cost)!.Value, entry.Value))];
            if (points.Length >= 2)
            {
                string title = MetadataField.All.First(field => field.Key == cost).Title;
                double unit = cost == "gmacs" ? 1 : points.Max(point => point.X) >= 1e9 ? 1e9 : 1e6;
                string name = unit switch { 1e9 => title + ", billions", 1e6 => title + ", millions", _ => title };
                charts.Add(new ScatterChart($"cost-{cost}", $"{primary.Title} against {title}", new ValueFormat(CellKind.Number, name), score, ["entries"], [.. points.Select(point => point with { X = point.X / unit })])
                {
                    LogX = points.Max(point => point.X) > 20 * points.Min(point => point.X),
                    ParetoFront = true,
                    Description = "The line joins the entries that none beats: no other costs at most as much and scores at least as well.",
                });
            }
        }

        if (ScaleChart.Of(board.Definition, scored) is BarChart scales)
        {
            charts.Add(scales);
        }

        List<(double X, double Y)> best = [];
        foreach ((RankedEntry row, double value) in scored.Where(entry => entry.Row.Stored.Entry.Metadata.Date > DateOnly.MinValue).OrderBy(entry => entry.Row.Stored.Entry.Metadata.Date))
        {
            double day = row.Stored.Entry.Metadata.Date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
            if (best.Count == 0 || (primary.HigherIsBetter ? value > best[^1].Y : value < best[^1].Y))
            {
                if (best.Count > 0 && best[^1].X == day)
                {
                    best.RemoveAt(best.Count - 1);
                }

                best.Add((day, value));
            }
        }

        if (best.Count >= 2)
        {
            charts.Add(new LineChart("best-over-time", $"Best {primary.Title} over time", new ValueFormat(CellKind.Count, "Date"), score, [new LineSeries("best so far", best) { IsStep = true }]) { IsTime = true });
        }

        return charts;
    }

    /// <summary>What an entry is called where there is room for one name.</summary>
    public static string Name(RankedEntry row) => row.Stored.Entry.Metadata is var about && about.Team == about.Method ? about.Method : $"{about.Method} ({about.Team})";
}
