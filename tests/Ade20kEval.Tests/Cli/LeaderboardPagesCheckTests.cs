using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Boards;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary><c>verify --site</c>: published pages and data are made again from the records of their day and compared to the last byte; what cannot be is said.</summary>
public sealed class LeaderboardPagesCheckTests
{
    private TemporaryFolder _folder = null!;
    private BoardBench _bench = null!;

    private string Site => _folder["site"];

    [SetUp]
    public void MakeBoard()
    {
        _folder = new TemporaryFolder();
        _bench = new BoardBench(BoardBench.Rules with { Reveal = RevealLevel.Classes });
        _bench.Add("net", BoardBench.Run(80));
        _bench.Add("other", BoardBench.Run(70));
    }

    [TearDown]
    public void RemoveBoard()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void Pages_as_they_were_published_are_compared_each_and_counted()
    {
        Publish("--url", "https://example.org/board");
        int files = Directory.GetFiles(Site, "*", SearchOption.AllDirectories).Length - 1;

        CliRun run = Verify();

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain($"{files} files as this version would publish them\n"), "all but site.json, which lists them");
    }

    [Test]
    public void A_board_that_went_on_is_compared_as_it_was_on_the_day_of_the_pages()
    {
        Publish();
        _bench.Add("new", BoardBench.Run(60));
        CliRun.Of("leaderboard", "withdraw", _bench.Folder, "net", "--reason", "later");

        Assert.That(Verify().ExitCode, Is.Zero);
    }

    [TestCase("ranking.csv")]
    [TestCase("index.html")]
    [TestCase("classes.csv")]
    [TestCase("feed.xml")]
    [TestCase("compare.html")]
    public void A_figure_that_was_changed_on_a_page_is_found(string name)
    {
        Publish();
        File.AppendAllText(Path.Combine(Site, name), "<!-- 99.99 -->");

        CliRun run = Verify();

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain($"{name}: is not what the board publishes: it was changed.").And.Contains("1 fault found"));
    }

    [Test]
    public void A_page_that_was_taken_away_is_found_and_one_that_was_put_in_is_said()
    {
        Publish();
        File.Delete(Path.Combine(Site, "history.html"));
        File.WriteAllText(Path.Combine(Site, "entries", "x.html"), "<p>");

        Assert.That(Verify().Output, Does.Contain("history.html: was published and is gone."));
        Publish();
        Assert.That(Verify().Output, Does.Contain("1 page beside them that no publication wrote"));
    }

    [Test]
    public void What_cannot_be_made_again_is_said_and_why()
    {
        Publish();
        CliRun.Of("leaderboard", "rescore", _bench.Folder, "--protocol", "sceneparse", "--reason", "as the benchmark");
        Assert.That(Verify().Output, Does.Contain("the pages, for the rules were changed since they were published"));

        Publish();
        string list = Path.Combine(Site, "site.json");
        File.WriteAllText(list, File.ReadAllText(list).Replace("\"tool\": \"", "\"tool\": \"0.0.", StringComparison.Ordinal));
        Assert.That(Verify().Output, Does.Contain("the pages, for version 0.0."));

        File.Delete(list);
        Assert.That(Verify().Output, Does.Contain("the pages, for there is no site.json beside them"));
        Assert.That(CliRun.Wide(1000, "leaderboard", "verify", _bench.Folder, "--site", Path.Combine(Site, "ledger.json")).Output, Does.Contain("the pages (give their folder, not their ledger alone)"));
    }

    [Test]
    public void An_address_is_never_asked()
    {
        CliRun run = CliRun.Of("leaderboard", "verify", _bench.Folder, "--site", "https://example.org/board");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("pages on a server are downloaded first"));
    }

    private void Publish(params string[] more) => Assert.That(CliRun.Of(["leaderboard", "publish", _bench.Folder, Site, .. more]).ExitCode, Is.Zero);

    // So wide that no sentence is broken.
    private CliRun Verify() => CliRun.Wide(1000, "leaderboard", "verify", _bench.Folder, "--site", Site);
}
