using Ade20kEval.Cli;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary>What a board takes, names, ranks and lists, from the command line.</summary>
public sealed class LeaderboardRankTests
{
    private TemporaryFolder _folder = null!;

    private string Board => _folder["board"];

    private static string Published(string file) => Path.Combine(TestFolders.SampleData, "published", file);

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_team_whose_name_passes_for_another_is_refused_and_one_that_resembles_another_is_told()
    {
        Init("--entries", "1");
        Assert.That(Report("Alpha", "one").ExitCode, Is.Zero);

        CliRun refused = Report("AIpha", "two"), spaced = Report(" ALPHA ", "three"), near = Report("A1pha", "four"), other = Report("Beta", "five");

        Assert.That((refused.ExitCode, refused.Error), Is.EqualTo((ExitCode.BadInput, refused.Error)));
        Assert.That(refused.Error, Does.Contain("AIpha: looks like the team Alpha, which is on the board, with a capital I, a small l or a bar for one another"));
        Assert.That(spaced.Error, Does.Contain("has used its only attempt"));
        Assert.That((near.ExitCode, near.Error.Contains("is easily taken for the team Alpha", StringComparison.Ordinal)), Is.EqualTo((0, true)), near.Error);
        Assert.That((other.ExitCode, other.Error), Is.EqualTo((0, "")));
    }

    [Test]
    public void A_team_is_shown_even_where_its_method_is_called_as_it_is()
    {
        CliRun.Of("leaderboard", "init", Board, "--title", "T");
        string samples = TestFolders.SampleData;
        CliRun.Of("leaderboard", "add", Board, Path.Combine(samples, "predictions", "weak"), "--ground-truth", Path.Combine(samples, "ground-truth"), "--team", "Solo", "--method", "Solo", "--date", "2025-01-01");

        Assert.That(CliRun.Of("leaderboard", "list", Board).Output, Does.Match(@"1 +Solo +Solo +\d"));
        CliRun.Of("leaderboard", "export", Board, _folder["x.csv"]);
        Assert.That(File.ReadAllText(_folder["x.csv"]), Does.Contain("1,Solo,Solo,"));
    }

    [TestCase("pixelAccuracy,pixelAccuracy", "pixelAccuracy is named twice")]
    [TestCase("pixelAccuracy,PixelAccuracy", "pixelAccuracy is named twice")]
    [TestCase("meanIou", "meanIou is what ranks already")]
    [TestCase("pixelAccuracy,mIoU", "meanIou is what ranks already")]
    public void A_figure_has_one_column(string columns, string expected)
    {
        CliRun run = CliRun.Of("leaderboard", "init", Board, "--title", "T", "--columns", columns);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain(expected));
        Assert.That(Directory.Exists(Board), Is.False);
    }

    [Test]
    public void The_usual_column_gives_way_where_it_ranks_itself()
    {
        CliRun.Of("leaderboard", "init", Board, "--title", "T", "--primary", "pixelAccuracy", "--rank-reported");
        CliRun.Of("leaderboard", "add", Board, "--team", "A", "--method", "M", "--figure", "pixelAccuracy=80%", "--citation", "c");
        CliRun.Of("leaderboard", "export", Board, _folder["x.csv"]);

        Assert.That(File.ReadAllLines(_folder["x.csv"])[0].Split(',').Count(name => name == "pixelAccuracy"), Is.EqualTo(1));
    }

    [TestCase("lab", "Lab")]
    [TestCase("latency:number", "latency")]
    public void A_column_of_ones_own_is_declared_once(string first, string second)
    {
        CliRun run = CliRun.Of("leaderboard", "init", Board, "--title", "T", "--own-column", first, "--own-column", second);

        Assert.That((run.ExitCode, run.Error.Contains("is declared twice", StringComparison.Ordinal)), Is.EqualTo((ExitCode.BadUsage, true)), run.Error);
    }

    [TestCase("\"columns\": [\n    \"pixelAccuracy\"\n  ]", "\"columns\": [ \"pixelAccuracy\", \"pixelAccuracy\" ]", "'pixelAccuracy' is named twice")]
    [TestCase("\"ownColumns\": []", "\"ownColumns\": [ \"lab\", \" LAB \" ]", "is declared twice")]
    [TestCase("\"ownColumns\": []", "\"ownColumns\": [ \"status\" ]", "is a field of every board")]
    [TestCase("\"ownColumns\": []", "\"ownColumns\": [ \"a\\u202Eb\" ]", "expected a name")]
    public void Columns_in_the_file_are_held_to_the_same(string old, string edited, string expected)
    {
        Init();
        string file = Path.Combine(Board, "board.json");
        string json = File.ReadAllText(file);
        Assert.That(json, Does.Contain(old));
        File.WriteAllText(file, json.Replace(old, edited, StringComparison.Ordinal));

        CliRun run = CliRun.Of("leaderboard", "list", Board);

        Assert.That((run.ExitCode, run.Error.Contains(expected, StringComparison.Ordinal)), Is.EqualTo((ExitCode.BadInput, true)), run.Error);
    }

    [Test]
    public void Commands_that_need_a_board_name_those_of_a_set()
    {
        string[] boards = [_folder["rooms"], _folder["streets"]];
        foreach (string board in boards)
        {
            CliRun.Of("leaderboard", "init", board, "--title", Path.GetFileName(board));
        }

        string set = _folder["set"];
        Assert.That(CliRun.Of("leaderboard", "init", set, "--title", "Both", "--over", boards[0], "--over", boards[1]).ExitCode, Is.Zero);
        string[][] commands =
        [
            ["add", set, "--team", "A", "--method", "M", "--figure", "meanIou=1%", "--citation", "c"], ["show", set, "M"], ["withdraw", set, "M", "--reason", "r"], ["restore", set, "M", "--reason", "r"],
            ["import", set, Published("pspnet-table3-depth.csv")], ["rescore", set, "--all", "--protocol", "mmseg", "--reason", "r"],
        ];
        foreach (string[] command in commands)
        {
            CliRun run = CliRun.Of(["leaderboard", .. command]);
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput).Or.EqualTo(ExitCode.BadUsage), command[0]);
            Assert.That(run.Error, Does.Contain("holds a set of boards").And.Contain("Give one of its boards").And.Contain("rooms").And.Contain("streets"), command[0]);
        }
    }

    [Test]
    public void A_table_is_imported_whole_or_not_at_all_and_once()
    {
        CliRun.Of("leaderboard", "init", Board, "--title", "T", "--entries", "1", "--rank-reported");
        File.WriteAllText(_folder["t.csv"], "method,team,source,meanIou %\na,A,s,1\nb,B,s,2\nc,a,s,3\n");
        Assert.That(CliRun.Of("leaderboard", "import", Board, _folder["t.csv"]).Error, Does.Contain("has used its only attempt"));
        Assert.That(Ade20kEval.Boards.Board.Open(Board).Entries, Is.Empty, "a and b, which were fine, are not there either");

        File.WriteAllText(_folder["t.csv"], "method,team,source,meanIou %\na,A,s,1\n");
        CliRun.Of("leaderboard", "import", Board, _folder["t.csv"]);
        File.AppendAllText(_folder["t.csv"], "b,B,s,2\n");
        Assert.That(CliRun.Of("leaderboard", "import", Board, _folder["t.csv"]).Output, Does.Contain("1 reported entry (1 on the board already)"));
        Assert.That(Ade20kEval.Boards.Board.Open(Board).Entries, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_Dice_above_one_is_listed_marked_and_never_ranked_wherever_it_is_shown()
    {
        CliRun.Of("leaderboard", "init", Board, "--title", "Class", "--primary", "meanDice", "--columns", "meanIou", "--rank-reported", "--decimals", "3");
        CliRun import = CliRun.Of("leaderboard", "import", Board, Published("class-competition.csv"));
        Assert.That(import.Output, Does.Contain("Attention UNet 50 epochs: meanDice is 1.00579, which a share cannot be: a mean Dice above 1 is impossible as defined").And.Contain("6 reported entries; 1 disagreement"));

        string list = CliRun.Wide(120, "leaderboard", "list", Board, "--no-ids").Output;
        string[] rows = list.Split('\n');
        Assert.That(rows.Single(row => row.Contains("Attention UNet 50 ", StringComparison.Ordinal) && row.Contains("impossible", StringComparison.Ordinal)).TrimStart(), Does.StartWith("–"));
        Assert.That(rows.Single(row => row.StartsWith("   1", StringComparison.Ordinal)), Does.Contain("Attention UNet 125 epochs"), "0.74429, the highest that can be");
        Assert.That(list.ReplaceLineEndings(" "), Does.Contain("Impossible as defined, so that nothing ranks by it: Mean Dice of Attention UNet 50 epochs."));

        CliRun.Of("leaderboard", "export", Board, _folder["x.csv"]);
        Assert.That(File.ReadAllLines(_folder["x.csv"]).Single(row => row.Contains("Attention UNet 50 epochs", StringComparison.Ordinal)), Does.StartWith(",").And.Contain(",impossible,"));
        CliRun.Of("leaderboard", "publish", Board, _folder["site"]);
        string page = File.ReadAllText(_folder["site", "index.html"]);
        Assert.That(page, Does.Contain("<bdi>impossible</bdi>").And.Contain("Impossible as defined, so that nothing ranks by it: Mean Dice of Attention UNet 50 epochs.").And.Contain("a mean Dice above 1 is impossible as defined"));
    }

    [TestCase(60)]
    [TestCase(80)]
    [TestCase(120)]
    public void A_list_fits_its_terminal_and_says_which_columns_do_not(int width)
    {
        CliRun.Of("leaderboard", "init", Board, "--title", "Published results of scene parsing", "--columns", "pixelAccuracy,challengeScore,meanAccuracy,meanDice", "--rank-reported", "--own-column", "latency:number", "--own-column", "track:open|closed");
        CliRun.Of("leaderboard", "import", Board, Published("pspnet-table3-depth.csv"), Published("internimage-ade20k.csv"));

        CliRun run = CliRun.Wide(width, "leaderboard", "list", Board);

        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.That(lines.Select(line => line.Length), Has.All.LessThanOrEqualTo(width));
        Assert.That(lines.Count(line => line.Contains("PSPNet", StringComparison.Ordinal)), Is.EqualTo(8));
        string header = lines.First(line => line.StartsWith("Rank", StringComparison.Ordinal));
        Assert.That(header, Does.Not.Contain("Team").And.Not.Contain("Date"), "no row has any");
        string[] titles = ["Method", "Mean IoU %", "Pixel accuracy %", "Challenge score %", "Mean accuracy %", "Mean Dice %", "latency", "track", "Status", "Entry"];
        string[] missing = [.. titles.Where(title => !header.Contains(title, StringComparison.Ordinal))];
        Assert.That(missing, Is.Not.Empty, "or the case is none");
        Assert.That(run.Error, Does.StartWith($"No room in {width} columns for: {string.Join(", ", missing)}. "));
    }

    [TestCase(40)]
    [TestCase(60)]
    [TestCase(80)]
    public void A_list_of_several_boards_keeps_the_names_of_methods(int width)
    {
        if (Environment.GetEnvironmentVariable("ADE20KEVAL_TOOL") is { Length: > 0 } && width < 60)
        {
            Assert.Ignore("An executable takes no terminal to be so narrow.");
        }

        string[] boards = ["ade20k32", "cityscapes", "cocoseg21", "voc2012"];
        foreach (string board in boards)
        {
            CliRun.Of("leaderboard", "init", _folder[board], "--title", "Published of " + board, "--rank-reported");
            Assert.That(CliRun.Of("leaderboard", "import", _folder[board], Published($"edgeai-{board}.csv")).ExitCode, Is.Zero);
        }

        CliRun.Of(["leaderboard", "init", _folder["set"], "--title", "Several", .. boards.SkipLast(1).SelectMany(board => new[] { "--over", _folder[board] })]);

        CliRun run = CliRun.Wide(width, "leaderboard", "list", _folder["set"]);

        // On all three boards the bigger RegNet is before both MobileNets.
        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.That(lines.Select(line => line.Length), Has.All.LessThanOrEqualTo(width));
        Assert.That(lines[3], Does.Match("^   1  RegNetX8.*FPNLite"));
        Assert.That(lines[4], Does.Match("^   2  MobileNe.*Lite"));
        Assert.That(run.Error, Does.StartWith($"No room in {width} columns for: ").And.Contain("Published of cocoseg21"));
    }

    private void Init(params string[] more) => Assert.That(CliRun.Of(["leaderboard", "init", Board, "--title", "T", "--rank-reported", .. more]).ExitCode, Is.Zero);

    private CliRun Report(string team, string method) => CliRun.Of("leaderboard", "add", Board, "--team", team, "--method", method, "--figure", "meanIou=41.68%", "--citation", "c");
}
