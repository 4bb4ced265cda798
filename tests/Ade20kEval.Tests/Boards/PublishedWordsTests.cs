using Ade20kEval.Boards;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Tests.Cli;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Boards;

/// <summary>What strangers read on published boards: one value of one figure, nobody invented, captions that are true, axes that can be read.</summary>
public sealed class PublishedWordsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Halves_are_rounded_as_decimals_away_from_zero()
    {
        // In exact integers: k / 10^5, four decimals, is (k + 5) / 10 in whole ten-thousandths.
        for (int k = 0; k < 100_000; k++)
        {
            double expected = ((k + 5) / 10) / 10_000.0;
            Assert.That(ToldFigure.Rounded(k / 100_000.0, 4), Is.EqualTo(expected), $"{k}");
            Assert.That(ToldFigure.Rounded(-k / 100_000.0, 4), Is.EqualTo(-expected), $"-{k}");
        }
    }

    [TestCase("62.345", "62.35")]
    [TestCase("56.445", "56.45")]
    public void A_figure_has_the_same_value_wherever_it_is_told(string printed, string told)
    {
        Publish($"method,source,meanIou %\nFCN,S,{printed}\nother,S,50.125\n");
        string show = CliRun.Of("leaderboard", "show", _folder["board"], "FCN", "--against", "other").Output;
        string list = CliRun.Of("leaderboard", "list", _folder["board"]).Output;
        string card = CliRun.Of("leaderboard", "show", _folder["board"], "FCN", "--model-index").Output;

        Assert.That(show, Does.Contain(told));
        Assert.That(list, Does.Contain(told));
        Assert.That(card, Does.Contain($"value: {told}\n"));
        Assert.That(Site("index.html"), Does.Contain(told));
        Assert.That(Site("ranking.csv"), Does.Contain($",0.{told.Replace(".", "", StringComparison.Ordinal)},"));
        Assert.That(Site("compare.html"), Does.Contain($"\"{told} %\""));
    }

    [Test]
    public void Nobody_and_no_day_is_invented_for_what_a_table_only_reports()
    {
        Publish("method,source,meanIou %\nFCN [26],S,40\n");
        string page = File.ReadAllText(Directory.GetFiles(_folder["site", "entries"]).Single());

        Assert.That(CliRun.Of("leaderboard", "show", _folder["board"], "FCN [26]").Output, Does.StartWith("FCN [26], reported (as reported)\n"));
        Assert.That(page, Does.Not.Contain("<dt>Team</dt>").And.Not.Contains("<dt>Date</dt>").And.Not.Contains("0001-01-01"));
        Assert.That(Site("ranking.json"), Does.Contain("\"team\": null").And.Contains("\"date\": null"));
        Assert.That(PublishedFigures.At(_folder["site"])!.Findings, Is.Empty, "the downloads are read again");
    }

    [Test]
    public void A_class_with_0_for_everybody_is_not_called_hard()
    {
        Publish("method,source,meanIou %,iou:wall,iou:sky\na,S,40,0,0.8\nb,S,35,0,0.7\n");

        Assert.That(Site("classes.html"), Does.Contain("1 class is 0 for every entry: hard, or absent from the ground truth or never predicted"));
    }

    [Test]
    public void What_is_not_drawn_because_it_says_0_is_not_said_to_be_silent()
    {
        Publish("method,source,parameters,meanIou %\na,S,10M,40\nb,S,20M,45\nzero,S,0,41\nsilent,S,,42\n");

        Assert.That(Site("index.html"), Does.Contain("Not drawn, for they say no number above 0: 2 of 4 entries."));
    }

    [Test]
    public void Rows_without_a_rank_say_why_under_their_name_and_sources_have_a_column()
    {
        Publish("method,source,meanIou %\nnet,Some paper,40\nnet,Another paper,41\n", isRanked: false);

        Assert.That(Site("index.html"), Does.Contain("<tr class=\"u\">").And.Contains("<span class=\"r\">reported</span>").And.Contains("data-choice=\"ranked\""));
        Assert.That(Site("index.html"), Does.Contain("<bdi>Some paper</bdi>").And.Contains("<bdi>Another paper</bdi>"));
    }

    [Test]
    public void The_points_of_decimals_stand_under_one_another()
    {
        Publish("method,source,gmacs,meanIou %\na,S,65.25,41.68\nb,S,7,41.5\n");

        // 41.5 lacks no printed zero of 41.68: a space as wide as a digit; 7 lacks the point as well.
        Assert.That(Site("index.html"), Does.Contain("<bdi>41.5</bdi>\u2007</td>").And.Contains("<bdi>7</bdi>\u2008\u2007\u2007</td>"));
    }

    [Test]
    public void A_failed_entry_says_once_that_it_has_no_figures()
    {
        using BoardBench bench = new();
        bench.Open().Add(new BoardEntry { Kind = EntryKind.Failed, Metadata = BoardBench.About("net"), Protocol = "mmseg", Tool = "1", Error = "images without a mask: 3" }, null, BoardBench.Noon, null);
        string page = System.Text.Encoding.UTF8.GetString(EntryPage.Write(bench.Open(), Ranking.Of(bench.Open()).Single(), null));

        Assert.That(page, Does.Not.Contain("<bdi>undefined</bdi>").And.Contains("<dt>Figures</dt><dd><bdi>none</bdi></dd>"));
    }

    [Test]
    public void The_best_so_far_goes_on_to_the_latest_entry()
    {
        using BoardBench bench = new();
        bench.Add("first", BoardBench.Run(70), "A", "2025-01-01");
        bench.Add("best", BoardBench.Run(90), "B", "2025-02-01");
        bench.Add("late and worse", BoardBench.Run(80), "C", "2026-02-01");
        LineChart chart = BoardCharts.Of(bench.Open(), Ranking.Of(bench.Open())).OfType<LineChart>().Single();

        // 396 days: to 1 February of the next year.
        Scale scale = chart.XScale(0, 396);
        Assert.That(chart.Series[0].Labels, Is.EqualTo(new[] { "first", "best" }));
        Assert.That(scale[chart.Series[0].Points[^1].X], Is.EqualTo(31).Within(1e-9));
        Assert.That(scale.Ticks, Has.Count.InRange(3, 6));
    }

    [TestCase(1e-9, 940)]
    [TestCase(1, 1e18)]
    [TestCase(0.5, 2000)]
    public void Ticks_of_a_long_axis_are_few_and_no_two_are_alike(double least, double most)
    {
        ValueFormat format = new(CellKind.Number, "FLOPs, billions");
        string[] words = [.. Scale.Log(least, most, 0, 600).Ticks.Select(format.Tick)];

        Assert.That(words, Is.Unique.And.Length.InRange(2, 10));
        Assert.That(words, Has.None.EqualTo("0"));
        Assert.That(words.Select(word => word.Length), Is.All.LessThanOrEqualTo(7));
    }

    [Test]
    public void Names_of_one_family_stay_apart_when_they_are_cut()
    {
        string[] names = ["UperNet InternImage-T (SHI)", "UperNet InternImage-S (SHI)", "UperNet InternImage-B (SHI)", "UperNet InternImage-XL (SHI)"];
        string[] cut = [.. names.Select(name => FontMetrics.CutMiddle(name, 110, 11))];

        Assert.That(cut, Is.Unique);
        Assert.That(cut, Is.All.Contain("…").And.All.StartWith("Upe"));
        Assert.That(cut.Select(name => FontMetrics.Width(name, 11)), Is.All.LessThanOrEqualTo(110));
        Assert.That(FontMetrics.CutMiddle("short", 110, 11), Is.EqualTo("short"));
    }

    private string Site(string name) => File.ReadAllText(_folder["site", name]);

    private void Publish(string table, bool isRanked = true)
    {
        File.WriteAllText(_folder["t.csv"], table);
        Assert.That(CliRun.Of(["leaderboard", "init", _folder["board"], "--title", "P", .. isRanked ? new[] { "--rank-reported" } : []]).ExitCode, Is.Zero);
        CliRun import = CliRun.Of("leaderboard", "import", _folder["board"], _folder["t.csv"]);
        Assert.That(import.ExitCode, Is.Zero, import.Error);
        CliRun publish = CliRun.Of("leaderboard", "publish", _folder["board"], _folder["site"]);
        Assert.That(publish.ExitCode, Is.Zero, publish.Error);
    }
}
