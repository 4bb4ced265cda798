using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Boards;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary>What is published: no more than the board reveals, nothing of an earlier publication, and no digit that nobody counted or printed.</summary>
public sealed class LeaderboardSiteTests
{
    private TemporaryFolder _folder = null!;

    private string Site => _folder["site"];

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_is_no_longer_revealed_leaves_the_site_and_files_of_others_stay()
    {
        using BoardBench open = new(BoardBench.Rules with { Reveal = RevealLevel.Images });
        open.Add("net", BoardBench.Run(80));
        open.Add("other", BoardBench.Run(70));
        Publish(open.Folder);
        string[] revealed = Files();
        _folder.Write("site/robots.txt", "x");
        _folder.Write("site/entries/notes.html", "x");
        using BoardBench shut = new();
        StoredEntry only = shut.Add("net", BoardBench.Run(80));

        CliRun run = Publish(shut.Folder);

        Assert.That(revealed, Does.Contain("classes.html").And.Contain("classes.csv").And.Contain("classes.svg").And.Contain("stability.svg"));
        Assert.That(Files(), Does.Not.Contain("classes.html").And.Not.Contain("classes.csv").And.Not.Contain("classes.svg").And.Not.Contain("stability.svg"));
        Assert.That(Files().Where(file => file.StartsWith("entries/", StringComparison.Ordinal)), Is.EquivalentTo(new[] { $"entries/{only.ShortId}.html", "entries/notes.html" }));
        Assert.That(File.Exists(_folder["site", "robots.txt"]));
        Assert.That(run.Output, Does.Contain("files of an earlier publication taken away"));
        Assert.That(Directory.GetFiles(Site, "*.html", SearchOption.AllDirectories).Select(File.ReadAllText), Has.None.Contains("image_000"));
    }

    [Test]
    public void A_set_that_has_fewer_boards_leaves_no_pages_of_the_others()
    {
        using BoardBench a = new(), b = new(), c = new();
        a.Add("net", BoardBench.Run(80));
        CliRun.Of("leaderboard", "init", _folder["three"], "--title", "T", "--over", a.Folder, "--over", b.Folder, "--over", c.Folder);
        CliRun.Of("leaderboard", "init", _folder["two"], "--title", "T", "--over", a.Folder, "--over", b.Folder);
        Publish(_folder["three"]);
        Assert.That(File.Exists(_folder["site", "board-3", "index.html"]));

        Publish(_folder["two"]);

        Assert.That(Directory.Exists(_folder["site", "board-3"]), Is.False);
        Assert.That(File.Exists(_folder["site", "board-2", "index.html"]));
    }

    [Test]
    public void A_stopped_publication_is_cleaned_up_by_the_next()
    {
        using BoardBench bench = new();
        bench.Add("net", BoardBench.Run(80));
        Publish(bench.Folder);

        // What a publication that was stopped half-way leaves: pages that its list names already.
        string list = _folder["site", "site.json"];
        File.WriteAllText(list, File.ReadAllText(list).Replace("\"feed.xml\"", "\"entries/0123456789ab.html\",\n    \"feed.xml\"", StringComparison.Ordinal));
        _folder.Write("site/entries/0123456789ab.html", "hidden");

        Assert.That(Publish(bench.Folder).Output, Does.Contain("; 1 file of an earlier publication taken away"));
        Assert.That(File.Exists(_folder["site", "entries", "0123456789ab.html"]), Is.False);
    }

    [TestCase("../outside.txt")]
    [TestCase("/etc/hostname")]
    [TestCase("entries/../../outside.txt")]
    [TestCase(".git/config")]
    public void A_list_that_names_files_outside_is_refused(string name)
    {
        using BoardBench bench = new();
        _folder.Write("outside.txt", "x");
        _folder.Write("site/site.json", $$"""{ "schema": "ade20k-eval/site/1", "files": ["{{name}}"] }""");

        CliRun run = CliRun.Of("leaderboard", "publish", bench.Folder, Site);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("site.json"));
        Assert.That(File.Exists(_folder["outside.txt"]));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4)]
    public void Scores_have_the_decimals_of_the_board_and_reported_ones_no_more_than_were_printed(int decimals)
    {
        using BoardBench bench = new(BoardBench.Rules with { Decimals = decimals, RankReported = true });
        StoredEntry entry = bench.Add("net", BoardBench.Run(80));
        string figure = (100 * entry.Entry.Figure(Ade20kEval.Scoring.Metrics.MeanIou)!.Value).ToString("F" + decimals, System.Globalization.CultureInfo.InvariantCulture);
        CliRun.Of("leaderboard", "add", bench.Folder, "--team", "P", "--method", "Paper", "--figure", "meanIou=41.7%", "--figure", "kappa=0.5", "--citation", "c", "--date", "2025-01-01");
        string reported = decimals == 0 ? "42" : "41.7";

        CliRun list = CliRun.Of("leaderboard", "list", bench.Folder, "--no-ids");
        CliRun show = CliRun.Of("leaderboard", "show", bench.Folder, "net");
        CliRun paper = CliRun.Of("leaderboard", "show", bench.Folder, "Paper");
        Publish(bench.Folder);

        Assert.That(Words(list.Output, "net"), Does.Contain(figure));
        Assert.That(Words(list.Output, "Paper"), Does.Contain(reported));
        Assert.That(Words(show.Output, "meanIou"), Is.EqualTo(new[] { "meanIou", figure, "%" }));
        Assert.That(Words(paper.Output, "meanIou"), Is.EqualTo(new[] { "meanIou", reported, "%" }));
        Assert.That(Words(paper.Output, "kappa"), Is.EqualTo(new[] { "kappa", "0.5" }));
        Assert.That(File.ReadAllText(_folder["site", "entries", entry.ShortId + ".html"]), Does.Contain($"<bdi>{figure} %</bdi>"));
        Assert.That(File.ReadAllText(_folder["site", "index.html"]), Does.Contain($"<bdi>{figure}</bdi>").And.Contains($"<bdi>{reported}</bdi>"));
    }

    [Test]
    public void Own_columns_with_types_are_shown_by_their_names()
    {
        string board = _folder["board"];
        Assert.That(CliRun.Of("leaderboard", "init", board, "--title", "T", "--own-column", "latency:number", "--own-column", "track:open|closed").ExitCode, Is.Zero);
        string[] add = ["leaderboard", "add", board, "--team", "A", "--method", "M", "--figure", "meanIou=0.5", "--citation", "c", "--set", "latency=3.5", "--set"];

        Assert.That(CliRun.Of([.. add, "track=ajar"]).Error, Does.Contain("expected open or closed"));
        Assert.That(CliRun.Of([.. add, "track=open"]).ExitCode, Is.Zero);
        CliRun.Of("leaderboard", "export", board, _folder["x.csv"]);
        Assert.That(File.ReadAllLines(_folder["x.csv"])[0], Does.Contain(",latency,track,"));
        Assert.That(CliRun.Of("leaderboard", "init", _folder["wrong"], "--title", "T", "--own-column", "latency:fast").ExitCode, Is.EqualTo(ExitCode.BadUsage));
    }

    private static string[] Words(string output, string first) =>
        output.Split('\n').First(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(first)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private CliRun Publish(string board)
    {
        CliRun run = CliRun.Of("leaderboard", "publish", board, Site);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run;
    }

    private string[] Files() => [.. Directory.GetFiles(Site, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Site, file).Replace('\\', '/'))];
}
