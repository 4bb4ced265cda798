using Ade20kEval.Boards;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Tests.Cli;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Boards;

/// <summary>The charts of a board: what they show, what stays with the host, and that all are files too.</summary>
public sealed class BoardChartTests
{
    [Test]
    public void The_stability_of_ranks_is_the_share_of_draws_with_each_rank()
    {
        using BoardBench bench = new();
        bench.Add("good", BoardBench.Run(90));
        bench.Add("middling", BoardBench.Run(80));
        bench.Add("poor", BoardBench.Run(70));
        IReadOnlyList<RankedEntry> order = RankStatistics.Add(bench.Open(), Ranking.Of(bench.Open()));

        MatrixChart chart = StabilityChart.Of(order, new EntryLabels(order))!;

        // Each is ten pixels in a hundred better than the next in every image, so that no draw changes the order.
        Assert.That(chart.Shares, Is.EqualTo(new double?[] { 1, 0, 0, 0, 1, 0, 0, 0, 1 }).Within(1e-9));
        Assert.That(chart.Rows, Is.EqualTo(new[] { "good", "middling", "poor" }));
        Assert.That(chart.Columns, Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(chart.Data.Rows.Select(row => row[3].Count), Is.EqualTo(new long?[] { 1, 2, 3 }), "medians");
    }

    [Test]
    public void There_is_no_stability_without_two_entries_that_were_counted()
    {
        using BoardBench bench = new();
        bench.Add("alone", BoardBench.Run(90));

        IReadOnlyList<RankedEntry> order = RankStatistics.Add(bench.Open(), Ranking.Of(bench.Open()));

        Assert.That(StabilityChart.Of(order, new EntryLabels(order)), Is.Null);
    }

    [Test]
    public void Single_and_multi_scale_of_a_method_stand_side_by_side()
    {
        using TemporaryFolder folder = new();
        CliRun.Of("leaderboard", "init", folder["papers"], "--title", "P", "--rank-reported");
        CliRun.Of("leaderboard", "import", folder["papers"], Path.Combine(TestFolders.SampleData, "published", "internimage-ade20k.csv"));
        Board board = Board.Open(folder["papers"]);

        BarChart chart = BoardCharts.Of(board, Ranking.Of(board)).OfType<BarChart>().Single();

        // H: 59.9 and 60.3. The six gains are 0.2, 0.8, 0.5, 0.2, 0.3, 0.4: 2.4 / 6 = 0.4.
        Assert.That(chart.Groups, Has.Count.EqualTo(6));
        Assert.That((chart.Groups[0].Label, chart.Groups[0].Values[0].Value, chart.Groups[0].Values[1].Value), Is.EqualTo(("UperNet InternImage-H", 0.599, 0.603)));
        Assert.That(chart.Description, Does.Contain("+0.40 points in the mean, from +0.20 points to +0.80 points"));
    }

    [Test]
    public void What_is_impossible_is_in_no_chart()
    {
        using TemporaryFolder folder = new();
        CliRun.Of("leaderboard", "init", folder["papers"], "--title", "P", "--rank-reported");
        File.WriteAllText(folder["t.csv"], "method,source,date,parameters,meanIou\na,s,2024-01-01,10M,0.4\nb,s,2025-01-01,20M,0.5\ntypo,s,2026-01-01,30M,1.6\n");
        Assert.That(CliRun.Of("leaderboard", "import", folder["papers"], folder["t.csv"]).Output, Does.Contain("typo: meanIou is 1.6, which a share cannot be"));
        Board board = Board.Open(folder["papers"]);

        IReadOnlyList<Chart> charts = BoardCharts.Of(board, Ranking.Of(board));

        Assert.That(charts.OfType<ScatterChart>().Single().Points.Select(point => point.Label), Is.EquivalentTo(new[] { "a", "b" }));
        Assert.That(charts.OfType<LineChart>().Single().Series.Single().Points.Select(point => point.Y), Is.EqualTo(new[] { 0.4, 0.5 }));
    }

    [Test]
    public void What_cannot_stand_beside_the_others_is_on_no_front_and_no_record()
    {
        using BoardBench bench = new();
        bench.Add("first", BoardBench.Run(70), "A", "2025-01-01");
        bench.Add("same day", BoardBench.Run(80), "B", "2025-01-01");
        bench.Add("worse", BoardBench.Run(75), "C", "2025-02-01");
        bench.Add("equal", BoardBench.Run(80), "D", "2025-03-01");
        bench.Add("best", BoardBench.Run(90), "E", "2025-04-01");
        Report("impossible", 1.02);
        Report("paper", 0.97);

        LineChart chart = Charts(bench).OfType<LineChart>().Single();

        // Of 1 January the better one; what equals it later is no record, nor is what was reported.
        Assert.That(chart.Series[0].Labels, Is.EqualTo(new[] { "same day", "best" }));
        Assert.That(chart.Data.Rows.Select(row => (row[0].Text, row[1].Text)), Is.EqualTo(new[] { ("2025-01-01", "same day"), ("2025-04-01", "best") }));

        void Report(string method, double share) => bench.Open().Add(new BoardEntry { Kind = EntryKind.Reported, Metadata = BoardBench.About(method, method, "2025-01-15"), Protocol = "as reported", Tool = "1", Citation = "c", Figures = [new("meanIou", share)] }, null, BoardBench.Noon, null);
    }

    [Test]
    public void A_front_is_of_the_ranked_ones_and_says_who_is_not_drawn()
    {
        using BoardBench bench = new();
        Add("cheap", 70, "10M");
        Add("twin", 70, "10M");
        Add("dear and no better", 70, "30M");
        Add("better", 80, "20M");
        Add("silent", 90, null);
        bench.Open().Add(new BoardEntry { Kind = EntryKind.Reported, Metadata = BoardBench.About("paper", "P", "2025-01-01", ("parameters", "1M")), Protocol = "as reported", Tool = "1", Citation = "c", Figures = [new("meanIou", 0.99)] }, null, BoardBench.Noon, null);

        ScatterChart chart = Charts(bench).OfType<ScatterChart>().Single();

        Assert.That(chart.Series, Is.EqualTo(new[] { "ranked", "reported, not ranked" }));
        Assert.That(chart.Points.Single(point => point.Series == 1).Label, Is.EqualTo("paper"));
        Assert.That(chart.DrawnFront.Select(point => point.X), Is.EqualTo(new[] { 10.0, 20.0 }), "equals stand in one place; what costs more and is no better is beaten");
        Assert.That(chart.Description, Does.EndWith("Not drawn, for it says no number above 0: 1 of 6 entries."));

        void Add(string method, int right, string? parameters)
        {
            Board board = bench.Open();
            (BoardEntry entry, byte[] run) = board.Score(BoardBench.Run(right), BoardBench.About(method, method, "2025-01-01", parameters is null ? [] : [("parameters", parameters)]), new string('c', 64));
            board.Add(entry, run, BoardBench.Noon, null);
        }
    }

    [Test]
    public void Entries_are_called_by_their_method_and_by_more_where_that_is_not_enough()
    {
        using BoardBench bench = new();
        bench.Add("net", BoardBench.Run(90), "A");
        bench.Add("net", BoardBench.Run(80), "B");
        bench.Add("other", BoardBench.Run(70), "A");
        bench.Add("again", BoardBench.Run(60), "A", "2026-04-01");
        bench.Add("again", BoardBench.Run(50), "A", "2026-04-02");
        IReadOnlyList<RankedEntry> order = Ranking.Of(bench.Open());
        EntryLabels labels = new(order);

        Assert.That(order.Select(row => labels[row]), Is.EqualTo(new[] { "net (A)", "net (B)", "other", "again (A, 2026-04-01)", "again (A, 2026-04-02)" }));
    }

    private static IReadOnlyList<Chart> Charts(BoardBench bench) => BoardCharts.Of(bench.Open(), Ranking.Of(bench.Open()));

    [Test]
    public void Classes_leave_the_host_only_where_the_board_says_so()
    {
        foreach ((RevealLevel reveal, bool isThere) in new[] { (RevealLevel.Score, false), (RevealLevel.Classes, true), (RevealLevel.Images, true) })
        {
            using TemporaryFolder folder = new();
            using BoardBench bench = new(BoardBench.Rules with { Reveal = reveal });
            bench.Add("net", BoardBench.Run(80, images: 3));
            Assert.That(CliRun.Of("leaderboard", "publish", bench.Folder, folder["site"]).ExitCode, Is.Zero);

            Assert.That(File.Exists(folder["site", "classes.csv"]), Is.EqualTo(isThere));
            Assert.That(File.ReadAllText(folder["site", "index.html"]).Contains("classes.html", StringComparison.Ordinal), Is.EqualTo(isThere));
            string pages = string.Concat(Directory.GetFiles(folder["site", "entries"]).Select(File.ReadAllText));
            Assert.That(pages.Contains("building", StringComparison.Ordinal), Is.EqualTo(isThere), "the name of class 2");
            Assert.That(pages.Contains("image_001", StringComparison.Ordinal), Is.EqualTo(reveal == RevealLevel.Images));
            if (isThere)
            {
                // 80 + 79 + 78 of 300 pixels of each class are right: 237 / (300 + 300 - 237).
                Assert.That(File.ReadAllLines(folder["site", "classes.csv"])[1], Is.EqualTo(FormattableString.Invariant($"wall,{Math.Round(237 / 363.0, 4)}")));
            }
        }
    }

    [Test]
    public void Printed_classes_of_publications_make_a_matrix_too()
    {
        using TemporaryFolder folder = new();
        CliRun.Of("leaderboard", "init", folder["papers"], "--title", "P", "--rank-reported", "--dataset", "cityscapes-19");
        CliRun.Of("leaderboard", "import", folder["papers"], Path.Combine(TestFolders.SampleData, "published", "pspnet-table8-cityscapes-classes.csv"));

        CliRun run = CliRun.Of("leaderboard", "publish", folder["papers"], folder["site"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[] csv = File.ReadAllLines(folder["site", "classes.csv"]);
        Assert.That(csv, Has.Length.EqualTo(1 + 19));
        Assert.That(csv[0].Split(',')[1], Does.StartWith("PSPNet †"), "the best one first");
        Assert.That(csv[1], Does.StartWith("bike,0.769,0.772,"), "PSPNet with and without coarse data, then the others");
    }

    [Test]
    public void Every_chart_is_a_file_in_the_formats_that_were_asked_for()
    {
        using TemporaryFolder folder = new();
        using BoardBench bench = new(BoardBench.Rules with { Reveal = RevealLevel.Classes });
        bench.Add("good", BoardBench.Run(90));
        bench.Add("poor", BoardBench.Run(70));

        CliRun run = CliRun.Of("leaderboard", "publish", bench.Folder, folder["site"], "--write", "png,pdf");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        foreach (string name in new[] { "stability", "classes" })
        {
            Assert.That(() => System.Xml.Linq.XDocument.Parse(File.ReadAllText(folder["site", name + ".svg"])), Throws.Nothing);
            Assert.That(File.ReadAllBytes(folder["site", name + ".png"]).AsSpan(0, 4).ToArray(), Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47 }));
            Assert.That(File.ReadAllText(folder["site", name + ".pdf"]), Does.StartWith("%PDF"));
        }

        Assert.That(File.ReadAllText(folder["site", "index.html"]), Does.Contain("stability.svg").And.Contains("stability.png").And.Contains("stability.pdf"));
        Assert.That(CliRun.Of("leaderboard", "publish", bench.Folder, folder["site"], "--write", "gif").ExitCode, Is.EqualTo(Ade20kEval.Cli.ExitCode.BadUsage));
    }

    [Test]
    public void A_large_matrix_is_a_picture_and_an_undefined_cell_is_told_from_zero()
    {
        MatrixChart chart = new("m", "Matrix", [.. Enumerable.Range(0, 150).Select(i => $"class {i}")], [.. Enumerable.Range(0, 40).Select(i => $"entry {i}")], [.. Enumerable.Range(0, 6000).Select(i => i % 7 == 0 ? null : (double?)(i / 6000.0))]) { RowName = "class", ColumnName = "entry" };
        using StringWriter svg = new();

        ChartWriter.WriteFile(svg, chart);

        Assert.That(svg.ToString().Length, Is.LessThan(60_000));
        Assert.That(svg.ToString(), Does.Contain("<image").And.Not.Contains("NaN"));
        Assert.That(MatrixChart.Undefined.Hex, Is.Not.EqualTo(Viridis.At(0).Hex));
    }
}
