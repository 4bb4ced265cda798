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
    public void A_date_that_nobody_knows_is_later_than_any_that_somebody_does()
    {
        using BoardBench bench = new(BoardBench.Rules with { RankReported = true });
        Report(bench, "undated", "0001-01-01", ("meanIou", 0.5));
        Report(bench, "dated", "2026-05-01", ("meanIou", 0.5));
        Report(bench, "undated too", "0001-01-01", ("meanIou", 0.5));

        Assert.That(Ranks(bench), Is.EqualTo(new[] { "1 dated", "2 undated", "2 undated too" }));
    }

    [Test]
    public void What_is_impossible_decides_nothing()
    {
        using BoardBench bench = new(BoardBench.Rules with { RankReported = true, Columns = [Metrics.MeanDice, Metrics.PixelAccuracy] });
        Report(bench, "possible", "2026-05-01", ("meanIou", 0.5), ("meanDice", 0.6));
        Report(bench, "impossible dice", "2026-05-01", ("meanIou", 0.5), ("meanDice", 1.006));
        Report(bench, "no dice", "2026-05-01", ("meanIou", 0.5));
        Report(bench, "impossible", "2026-05-01", ("meanIou", 1.5), ("meanDice", 0.9));

        Assert.That(Ranks(bench), Is.EqualTo(new[] { "1 possible", "2 impossible dice", "2 no dice", "impossible impossible" }));
    }

    [Test]
    public void Ranks_are_those_that_counting_who_is_better_gives()
    {
        // Few values, so that ties are many: on the primary figure, on the columns, on dates.
        Random random = new(14);
        for (int round = 0; round < 8; round++)
        {
            BoardDefinition rules = BoardBench.Rules with { RankReported = true, BestPerTeam = round % 2 == 1, Columns = [Metrics.PixelAccuracy, Metrics.MeanDice] };
            using BoardBench bench = new(rules);
            List<(string Name, string Team, double?[] Figures, string Date)> entries = [];
            for (int i = 0; i < 12; i++)
            {
                double? Value() => random.Next(4) is > 0 and int quarter ? quarter / 4.0 : null;
                (string Name, string Team, double?[] Figures, string Date) entry = ($"m{i:D2}", $"T{random.Next(6)}", [Value(), Value(), Value()], $"2026-01-0{random.Next(1, 3)}");
                entries.Add(entry);
                Report(bench, entry.Name, entry.Date, entry.Team, ("meanIou", entry.Figures[0]), ("pixelAccuracy", entry.Figures[1]), ("meanDice", entry.Figures[2]));
            }

            // The oracle: a rank is one more than there are better ones; of a team only who has no better one, nor an equal one of a smaller name, of the same team.
            int Better((string Name, string Team, double?[] Figures, string Date) a, (string Name, string Team, double?[] Figures, string Date) b)
            {
                for (int f = 0; f < 3; f++)
                {
                    if (a.Figures[f] != b.Figures[f])
                    {
                        return (a.Figures[f] ?? -1) > (b.Figures[f] ?? -1) ? 1 : -1;
                    }
                }

                return a.Date == b.Date ? 0 : string.CompareOrdinal(a.Date, b.Date) < 0 ? 1 : -1;
            }

            (string Name, string Team, double?[] Figures, string Date)[] ranked = [.. entries.Where(entry => entry.Figures[0] is not null)
                .Where(entry => !rules.BestPerTeam || !entries.Any(other => other.Team == entry.Team && other.Figures[0] is not null && (Better(other, entry) > 0 || (Better(other, entry) == 0 && string.CompareOrdinal(other.Name, entry.Name) < 0))))];
            IEnumerable<string> expected = ranked.Select(entry => $"{1 + ranked.Count(other => Better(other, entry) > 0)} {entry.Name}").Order(StringComparer.Ordinal);

            string[] found = Ranks(bench);
            Assert.That(found.Where(row => char.IsAsciiDigit(row[0])).Order(StringComparer.Ordinal), Is.EqualTo(expected));
            Assert.That(found, Has.Length.EqualTo(12), "nobody is lost");
        }
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

    [TestCase(12, 0)]
    [TestCase(9, 2)]
    public void Ranges_say_over_how_many_classes_they_are_too_narrow(int images, int expected)
    {
        // Both classes are in every image; fewer than ten images are too few.
        using BoardBench bench = new();
        bench.Add("first", BoardBench.Run(99, images));
        bench.Add("second", BoardBench.Run(80, images));
        IReadOnlyList<RankedEntry> rows = RankStatistics.Add(bench.Open(), Ranking.Of(bench.Open()));

        Assert.That(rows.Select(row => row.Range!.RareClasses), Has.All.EqualTo(expected));
        Assert.That(Ade20kEval.Reporting.Boards.BoardTables.Ranking(bench.Open(), rows).WholeNote.Contains("Over the 2 classes in fewer than 10 images they are too narrow.", StringComparison.Ordinal), Is.EqualTo(expected > 0));
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

    [Test]
    public void A_range_holds_the_rank_even_where_the_jackknife_leans_the_other_way()
    {
        // 0.500 before 0.499; without any image a is at 0.5 and b at 0.4985. The centre of a - b: 10 x 0.001 - 9 x 0.0015 = -0.0035, without any spread.
        LeaveOneOut a = new(0.500, [.. Enumerable.Repeat(0.5, 10)], []), b = new(0.499, [.. Enumerable.Repeat(0.4985, 10)], []);
        Assert.That(a.Difference(b, 0.95)!.High, Is.LessThan(0), "the case is there");

        (int[] better, int[] worse) = RankStatistics.SureOnes([a, b], [1, 2], higher: true);

        // Ranks 1 and 2 of 2: from 1 + better to 2 - worse.
        Assert.That((better, worse), Is.EqualTo((new[] { 0, 0 }, new[] { 0, 0 })));
    }

    [TestCase(4, 0.0005)]
    [TestCase(10, 0.0005)]
    [TestCase(10, 0.01)]
    public void At_least_95_of_100_true_ranks_lie_within_their_ranges(int entries, double gap)
    {
        // Entry k is truly k gaps worse than the first; images differ by 0.2, methods on an image by 0.1; 100 images, 300 benchmarks.
        const int images = 100, benchmarks = 300;
        Random random = new(2026);
        int within = 0, holding = 0;
        for (int round = 0; round < benchmarks; round++)
        {
            double[] hardness = [.. Enumerable.Range(0, images).Select(_ => 0.2 * Normal())];
            (int Truth, LeaveOneOut Run)[] found = [.. Enumerable.Range(0, entries).Select(k =>
            {
                double[] scores = [.. hardness.Select(hard => 0.5 - (k * gap) + hard + (0.1 * Normal()))];
                double sum = scores.Sum();
                return (k + 1, new LeaveOneOut(sum / images, [.. scores.Select(score => (sum - score) / (images - 1))], []));
            }).OrderByDescending(entry => entry.Item2.Estimate)];
            (int[] better, int[] worse) = RankStatistics.SureOnes([.. found.Select(entry => entry.Run)], [.. Enumerable.Range(1, entries)], higher: true);
            for (int i = 0; i < entries; i++)
            {
                within += found[i].Truth >= 1 + better[i] && found[i].Truth <= entries - worse[i] ? 1 : 0;
                holding += i + 1 >= 1 + better[i] && i + 1 <= entries - worse[i] ? 1 : 0;
            }
        }

        Assert.That(holding, Is.EqualTo(entries * benchmarks), "the rank itself always lies within");
        Assert.That(within / (double)(entries * benchmarks), Is.GreaterThanOrEqualTo(0.95));
        TestContext.Out.WriteLine($"{entries} entries, {gap} apart: {100.0 * within / (entries * benchmarks):0.0} % of the true ranks");
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    [Test]
    public void In_every_draw_each_rank_is_had_once_and_each_entry_has_one()
    {
        Random random = new(7);
        for (int round = 0; round < 50; round++)
        {
            int n = random.Next(2, 6), draws = random.Next(1, 8);
            bool higher = round % 2 == 0;

            // Five values, so that there are ties; sometimes undefined, which is last.
            LeaveOneOut[] runs = [.. Enumerable.Range(0, n).Select(_ => new LeaveOneOut(0, [], [.. Enumerable.Range(0, draws).Select(_ => random.Next(6) is > 0 and int value ? value / 5.0 : double.NaN)]))];
            double[][] shares = RankStatistics.DrawnRanks(runs, higher);
            for (int i = 0; i < n; i++)
            {
                double mean = 0;
                for (int d = 0; d < draws; d++)
                {
                    double Key(int k) => double.IsNaN(runs[k].Drawn[d]) ? 9 : higher ? -runs[k].Drawn[d] : runs[k].Drawn[d];
                    mean += (1 + Enumerable.Range(0, n).Count(k => Key(k) < Key(i)) + ((Enumerable.Range(0, n).Count(k => Key(k) == Key(i)) - 1) / 2.0)) / draws;
                }

                Assert.That(new RankRange(1, n, shares[i]).MeanRank, Is.EqualTo(mean).Within(1e-9), "those before, and half of the equals");
                Assert.That(shares[i].Sum(), Is.EqualTo(1).Within(1e-9));
                Assert.That(shares.Sum(row => row[i]), Is.EqualTo(1).Within(1e-9), "of the first rank too");
            }
        }
    }

    private static void Report(BoardBench bench, string method, string date, params (string Key, double? Value)[] figures) => Report(bench, method, date, "Alpha", figures);

    private static void Report(BoardBench bench, string method, string date, string team, params (string Key, double? Value)[] figures) =>
        bench.Open().Add(new BoardEntry
        {
            Kind = EntryKind.Reported,
            Metadata = BoardBench.About(method, team, date),
            Protocol = "as reported",
            Tool = "1",
            Citation = "c",
            Figures = [.. figures.Select(figure => KeyValuePair.Create(figure.Key, figure.Value))],
        }, null, BoardBench.Noon, null);

    private static string[] Ranks(BoardBench bench) => [.. Ranking.Of(bench.Open()).Select(row => $"{row.Rank?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? row.Unranked} {row.Stored.Entry.Metadata.Method}")];

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
