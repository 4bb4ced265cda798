using Ade20kEval.Boards;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Boards;

/// <summary>How stable a ranking is: of each entry, how often it has which rank in bootstrap draws of the images.</summary>
internal static class StabilityChart
{
    /// <summary>So many entries are drawn, the best ones.</summary>
    public const int Most = 50;

    /// <summary>The chart; <see langword="null"/> where the board has counts of fewer than two entries to compare.</summary>
    public static MatrixChart? Of(IReadOnlyList<RankedEntry> order, EntryLabels labels)
    {
        RankedEntry[] all = [.. order.Where(row => row.Range is not null)];
        RankedEntry[] rows = [.. all.Take(Most)];
        if (rows.Length < 2)
        {
            return null;
        }

        int ranks = 1 + rows.Max(row => Enumerable.Range(0, row.Range!.Shares.Count).Last(i => row.Range.Shares[i] > 0));
        string of = all.Length > Most ? Invariant($" The first {Most} of {all.Length} entries.") : "";
        return new MatrixChart("stability", "How stable the ranks are", [.. rows.Select(row => labels[row])], [.. Enumerable.Range(1, ranks).Select(rank => Invariant($"{rank}"))],
            [.. rows.SelectMany(row => row.Range!.Shares.Take(ranks).Select(share => (double?)share))])
        {
            RowName = "entry",
            ColumnName = "rank",
            Description = Invariant($"In which share of {RankStatistics.Draws:N0} bootstrap draws of the images an entry has a rank: one bright cell a row is a rank that no choice of images would change.{of}"),
            Numbers = Numbers(rows, labels),
        };
    }

    private static Table Numbers(IEnumerable<RankedEntry> rows, EntryLabels labels) => new("stability-data", "Ranks over bootstrap draws of the images",
        [new("method", "Method", CellKind.Text), new("rank", "Rank", CellKind.Count), new("low", "2.5 %", CellKind.Count), new("median", "Median", CellKind.Count), new("high", "97.5 %", CellKind.Count), new("mean", "Mean", CellKind.Text), new("first", "First", CellKind.Percent)],
        [.. rows.Select(row => row.Range is RankRange range
            ? new[] { Cell.Of(labels[row]), Cell.Of(row.Rank!.Value), Cell.Of(range.RankAt(0.025)), Cell.Of(range.RankAt(0.5)), Cell.Of(range.RankAt(0.975)), Cell.Of(Invariant($"{range.MeanRank:0.00}")), Cell.Of(range.First) }
            : [])]);
}
