using Ade20kEval.Cli;
using Ade20kEval.Tests.Boards;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary><c>verify</c> of several boards that are ranked together, and of their pages.</summary>
public sealed class LeaderboardSetCheckTests
{
    private TemporaryFolder _folder = null!;
    private BoardBench _one = null!;
    private BoardBench _two = null!;

    private string Set => _folder["set"];

    private string Site => _folder["site"];

    [SetUp]
    public void MakeSet()
    {
        _folder = new TemporaryFolder();
        _one = new BoardBench(BoardBench.Rules with { Title = "One" });
        _two = new BoardBench(BoardBench.Rules with { Title = "Two" });
        foreach (BoardBench bench in new[] { _one, _two })
        {
            bench.Add("net", BoardBench.Run(80));
            bench.Add("other", BoardBench.Run(70), isDocument: true);
        }

        Assert.That(CliRun.Of("leaderboard", "init", Set, "--title", "Both", "--over", _one.Folder, "--over", _two.Folder).ExitCode, Is.Zero);
    }

    [TearDown]
    public void RemoveSet()
    {
        _one.Dispose();
        _two.Dispose();
        _folder.Dispose();
    }

    [TestCase(null)]
    [TestCase("https://example.org/both")]
    public void Every_page_of_every_board_and_of_the_set_is_compared(string? url)
    {
        string[] more = url is null ? [] : ["--url", url];
        Assert.That(CliRun.Of(["leaderboard", "publish", Set, Site, .. more]).ExitCode, Is.Zero);
        int files = Directory.GetFiles(Site, "*", SearchOption.AllDirectories).Length - 1;

        CliRun run = Verify();

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain($"{files} files as this version would publish them\n"), "all but site.json, which lists them");
        Assert.That(run.Output, Does.Not.Contain("cut off"), "the pages hold the heads");
    }

    [Test]
    public void The_pages_are_those_of_their_day()
    {
        CliRun.Of("leaderboard", "publish", Set, Site);
        _one.Add("new", BoardBench.Run(60));

        CliRun run = Verify();

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(Joined(run.Output), Does.Contain("not checked: ").And.Contains("whether records were cut off the end"));
    }

    [TestCase("ranking.csv")]
    [TestCase("index.html")]
    [TestCase("board-2/ranking.csv")]
    [TestCase("board-1/history.html")]
    public void What_was_changed_on_a_page_is_found(string name)
    {
        CliRun.Of("leaderboard", "publish", Set, Site);
        File.AppendAllText(Path.Combine(Site, name), "<!-- 99.99 -->");

        CliRun run = Verify();

        Assert.That((run.ExitCode, run.Output.Contains("is not what the board publishes: it was changed.", StringComparison.Ordinal)), Is.EqualTo((1, true)), run.Output);
        Assert.That(run.Output, Does.Contain(name).And.Contains("1 fault found"));
    }

    [Test]
    public void A_board_whose_pages_are_gone_is_found_and_a_folder_of_something_else_is_refused()
    {
        CliRun.Of("leaderboard", "publish", Set, Site);
        Directory.Delete(Path.Combine(Site, "board-2"), recursive: true);

        Assert.That(Verify().Output, Does.Contain("board-2: was published and is gone"));
        Assert.That(CliRun.Of("leaderboard", "verify", Set, "--site", _folder.Path).ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(CliRun.Of("leaderboard", "verify", Set, "--repair").ExitCode, Is.EqualTo(ExitCode.BadUsage));
    }

    [Test]
    public void What_was_not_checked_is_said_of_each_board_in_lines_of_the_terminals_width()
    {
        CliRun run = CliRun.Wide(60, "leaderboard", "verify", Set);

        string[] sentences = Joined(run.Output).Split('\n');
        foreach (BoardBench bench in new[] { _one, _two })
        {
            string said = sentences.Single(line => line.StartsWith($"{Path.Combine(Set, Path.GetRelativePath(Set, bench.Folder))}: sound: 3 records", StringComparison.Ordinal));
            Assert.That(said, Does.Contain(" not checked: the masks of 1 entry that came as a run document").And.Contains("whether records were cut off the end"));
        }

        Assert.That(sentences, Has.One.StartsWith("not checked: boards.json itself"));
        Assert.That(run.Output.Split('\n').Where(line => !line.Contains(Path.DirectorySeparatorChar)).Select(line => line.Length), Has.All.LessThanOrEqualTo(60), "but for paths");
        Assert.That(CliRun.Wide(60, "leaderboard", "verify", _one.Folder).Output.Split('\n').Skip(1).Select(line => line.Length), Has.All.LessThanOrEqualTo(60));
    }

    private CliRun Verify() => CliRun.Of("leaderboard", "verify", Set, "--site", Site);

    // Without the breaks of lines.
    private static string Joined(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\n +", " ");
}
