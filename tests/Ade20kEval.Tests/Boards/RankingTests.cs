using Ade20kEval.Boards;
using Ade20kEval.Comparison;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Tests.Boards;

/// <summary>Who ranks where, who does not rank at all, and how sure that is.</summary>
public sealed class RankingTests
{
    [Test]
    public void The_primary_figure_decides_then_the_earlier_date_and_equals_share_a_rank()
    {
        using BoardBench bench = new();
        bench.Add("late", BoardBench.Run(80), date: "2026-03-02");
        bench.Add("twin", BoardBench.Run(80), date: "2026-03-01");
        bench.Add("other twin", BoardBench.Run(80), date: "2026-03-01", team: "Beta");
        bench.Add("worse", BoardBench.Run(70), date: "2020-01-01");
        bench.Add("best", BoardBench.Run(90), date: "2026-12-31");

        Assert.That(Ranking.Of(bench.Open()).Select(row => $"{row.Rank} {row.Stored.Entry.Metadata.Method}"),
            Is.EqualTo(new[] { "1 best", "2 twin", "2 other twin", "4 late", "5 worse" }));
    }

    [Test]
    public void What_failed_was_withdrawn_or_only_reported_is_listed_and_never_ranked()
    {
        using BoardBench bench = new();
        bench.Add("net", BoardBench.Run(40));
        StoredEntry cheat = bench.Add("cheat", BoardBench.Run(99));
        bench.Open().Mark(cheat, withdraw: true, "trained on the labels", BoardBench.Noon, null);
        bench.Open().Add(new BoardEntry { Kind = EntryKind.Failed, Metadata = BoardBench.About("broken"), Protocol = "mmseg", Tool = "1", Error = "no masks" }, null, BoardBench.Noon, null);
        bench.Open().Add(new BoardEntry { Kind = EntryKind.Reported, Metadata = BoardBench.About("paper"), Protocol = "as reported", Tool = "1", Citation = "table 1", Figures = [new("meanIou", 0.999)] }, null, BoardBench.Noon, null);

        Assert.That(Ranking.Of(bench.Open()).Select(row => $"{row.Rank?.ToString() ?? row.Unranked} {row.Stored.Entry.Metadata.Method}"),
            Is.EqualTo(new[] { "1 net", "failed broken", "reported paper", "withdrawn cheat" }));
        bench.Open().Mark(cheat, withdraw: false, "settled", BoardBench.Noon, null);
        Assert.That(Ranking.Of(bench.Open())[0].Stored.Entry.Metadata.Method, Is.EqualTo("cheat"));
    }

    [Test]
    public void Only_the_best_of_a_team_ranks_where_the_board_says_so()
    {
        using BoardBench bench = new(BoardBench.Rules with { BestPerTeam = true });
        bench.Add("a", BoardBench.Run(80));
        bench.Add("b", BoardBench.Run(90));
        bench.Add("c", BoardBench.Run(70), team: "Beta");

        Assert.That(Ranking.Of(bench.Open()).Select(row => (row.Rank, row.Stored.Entry.Metadata.Method)), Is.EqualTo(new (int?, string)[] { (1, "b"), (2, "c"), (null, "a") }));
    }

    [Test]
    public void The_interval_behind_a_range_is_that_of_compare()
    {
        RunDocument left = BoardBench.Run(80), right = Uneven(79);
        Interval interval = Row(left).Difference(Row(right), 0.95)!;
        PairedDifference compared = RunComparison.Create(right, left, new ComparisonOptions { Draws = 0 }).Of(Metrics.MeanIou)!;

        Assert.That(interval.Low, Is.EqualTo(compared.Interval!.Low).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(compared.Interval.High).Within(1e-12));
        static LeaveOneOut Row(RunDocument run) => LeaveOneOut.Of(run.Counts, ProtocolCatalog.Find("mmseg"), "meanIou", 0)!;
    }

    [Test]
    public void Entries_that_the_images_cannot_tell_apart_share_a_range_of_ranks()
    {
        using BoardBench bench = new();
        bench.Add("first", BoardBench.Run(99));
        bench.Add("second", BoardBench.Run(80));
        bench.Add("much like the second", Uneven(79));
        bench.Add("last", BoardBench.Run(45));

        IReadOnlyList<RankedEntry> rows = RankStatistics.Add(bench.Open(), Ranking.Of(bench.Open()));

        Assert.That(rows.Select(row => (row.Range!.Best, row.Range.Worst)), Is.EqualTo(new[] { (1, 1), (2, 3), (2, 3), (4, 4) }));
        Assert.That(rows.Sum(row => row.Range!.First), Is.EqualTo(1).Within(1e-9), "somebody is first in every draw");
        Assert.That(rows.Sum(row => row.Range!.MeanRank), Is.EqualTo(1 + 2 + 3 + 4).Within(1e-9));
        Assert.That(rows[0].Range!.First, Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Equals_share_first_place_and_the_mean_of_their_ranks()
    {
        // Draw 0: a and b tie for ranks 1 and 2, c is third. Draw 1: c, a, b.
        LeaveOneOut[] runs = [new(0, [], [0.5, 0.4]), new(0, [], [0.5, 0.3]), new(0, [], [0.1, 0.9])];
        RankRange[] ranges = [.. RankStatistics.DrawnRanks(runs, higher: true).Select(shares => new RankRange(1, 3, shares))];

        Assert.That(ranges.Select(range => range.Shares), Is.EqualTo(new[] { [0.25, 0.75, 0], [0.25, 0.25, 0.5], new[] { 0.5, 0, 0.5 } }));
        Assert.That(ranges.Select(range => range.First), Is.EqualTo(new[] { 0.25, 0.25, 0.5 }));
        Assert.That(ranges.Select(range => range.MeanRank), Is.EqualTo(new[] { (1.5 + 2) / 2, (1.5 + 3) / 2, (3 + 1) / 2.0 }));
        Assert.That(ranges.Select(range => range.RankAt(0.5)), Is.EqualTo(new[] { 2, 2, 1 }), "medians");
    }

    // About as good as the others, but on other images: its hits swing by twenty pixels from image to image.
    private static RunDocument Uneven(int right)
    {
        RunDocument run = BoardBench.Run(right);
        ImageCounts[] images = [.. run.Images.Select((image, i) =>
        {
            int hits = right - 1 + (i % 2 == 0 ? 20 : -20);
            return new ImageCounts(image.Name, 10, 20, [new(1, 1, hits), new(1, 2, 100 - hits), new(2, 1, 100 - hits), new(2, 2, hits)]);
        })];
        return RunDocument.Create(new RunCounts(run.Dataset, run.PredictionLabels, images), [ProtocolCatalog.Find("mmseg")], run.Header);
    }
}
