using System.Text.Json;
using System.Text.RegularExpressions;
using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Boards;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary>Boards from the command line: README's first board, what fails, and the pages.</summary>
public sealed partial class LeaderboardCommandTests
{
    private TemporaryFolder _folder = null!;

    private string Board => _folder["board"];

    private static string Truth => Path.Combine(TestFolders.SampleData, "ground-truth");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_first_board_of_README_works_and_prints_what_README_shows()
    {
        string readme = File.ReadAllText(Path.Combine(TestFolders.Repository, "README.md"));
        Match block = FirstBoard().Match(readme);
        Assert.That(block.Success, "README has the commands of a first board");
        string[] commands = block.Groups["commands"].Value.TrimEnd('\n').Split('\n');
        Assert.That(commands, Has.Length.EqualTo(5));
        string list = "";
        foreach (string command in commands)
        {
            CliRun run = CliRun.Of([.. Words(command)]);
            Assert.That(run.ExitCode, Is.Zero, $"{command}\n{run.Error}");
            list = command.Contains(" list ", StringComparison.Ordinal) ? run.Output : list;
        }

        Compare(readme, block, list);
        Assert.That(File.Exists(_folder["site", "index.html"]));
        Assert.That(CliRun.Of("leaderboard", "verify", Board, "--ground-truth", Truth).Output, Does.StartWith("sound: 3 records, 2 entries scored again"));
    }

    [Test]
    public void The_gains_that_README_shows_out_of_published_tables_are_what_the_commands_print_and_the_publication_says()
    {
        string readme = File.ReadAllText(Path.Combine(TestFolders.Repository, "README.md"));
        Match block = Published().Match(readme);
        Assert.That(block.Success, "README has the commands of published figures");
        string output = "";
        foreach (string command in block.Groups["commands"].Value.TrimEnd('\n').Split('\n'))
        {
            CliRun run = CliRun.Of([.. Words(command)]);
            Assert.That(run.ExitCode, Is.Zero, $"{command}\n{run.Error}");
            output += command.Contains(" show ", StringComparison.Ordinal) ? (output.Length > 0 ? "\n" : "") + run.Output : "";
        }

        Compare(readme, block, output);
        foreach (string printed in new[] { "+4.45", "11.95", "+2.03", "2.60", "+7.40", "21.59", "+3.69", "4.83", "+1.54", "+0.72", "+1.41", "+0.94", "+1.61", "+0.52", "60.86", "62.35" })
        {
            Assert.That(output, Does.Contain(printed), "printed in the text of the publication");
        }
    }

    [Test]
    public void A_submission_that_cannot_be_scored_is_a_failed_attempt_that_tells_nothing_of_the_labels()
    {
        Init("--entries-a-day", "1");
        _folder.WriteMask("submission/scene_0001.png");
        CliRun run = CliRun.Of("leaderboard", "add", Board, _folder["submission"], "--ground-truth", Truth, "--team", "Alpha", "--method", "Net");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("Recorded as a failed attempt"));
        StoredEntry entry = Ade20kEval.Boards.Board.Open(Board).Entries.Single();
        Assert.That(entry.Entry.Kind, Is.EqualTo(EntryKind.Failed));
        Assert.That(entry.Entry.Error, Does.Not.Contain(Truth).And.Not.Contains(_folder.Path).And.EqualTo("images without a mask: 23; masks of another size than their image: 1"));
        Assert.That(CliRun.Of("leaderboard", "list", Board).Output, Does.Contain("failed"));

        CliRun again = CliRun.Of("leaderboard", "add", Board, _folder["submission"], "--ground-truth", Truth, "--team", "Alpha", "--method", "Net");
        Assert.That(again.Error, Does.Contain("used its only attempt"));
    }

    [Test]
    public void A_wrong_ground_truth_is_the_hosts_fault_and_no_attempt()
    {
        Init();
        CliRun run = CliRun.Of("leaderboard", "add", Board, Path.Combine(TestFolders.SampleData, "predictions", "weak"), "--ground-truth", Path.Combine(TestFolders.SampleData, "predictions", "strong"), "--team", "A", "--method", "B");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("another ground truth").And.Contains("No attempt was counted"));
        Assert.That(Ade20kEval.Boards.Board.Open(Board).Entries, Is.Empty);
    }

    [Test]
    public void Tampering_gives_exit_code_1_and_a_sentence()
    {
        using BoardBench bench = new();
        StoredEntry entry = bench.Add("net", BoardBench.Run(80));
        string file = bench["entries", entry.Id + ".json"];
        File.WriteAllText(file, File.ReadAllText(file).Replace("Alpha", "Alphb", StringComparison.Ordinal));

        CliRun run = CliRun.Of("leaderboard", "verify", bench.Folder);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("its digest is not its name").And.Contains("1 fault found\n"));
    }

    [Test]
    public void An_entry_is_withdrawn_restored_and_rescored_on_the_record()
    {
        using BoardBench bench = new();
        StoredEntry entry = bench.Add("net", BoardBench.Run(80));

        Assert.That(CliRun.Of("leaderboard", "withdraw", bench.Folder, entry.ShortId, "--reason", "a doubt").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("leaderboard", "withdraw", bench.Folder, entry.ShortId, "--reason", "again").ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(CliRun.Of("leaderboard", "restore", bench.Folder, "net", "--reason", "settled").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("leaderboard", "rescore", bench.Folder, "--protocol", "sceneparse", "--reason", "as the benchmark").Output, Is.EqualTo("Test board: 1 of 1 entry changed under protocol sceneparse\n"));
        CliRun show = CliRun.Of("leaderboard", "show", bench.Folder, entry.ShortId);
        Assert.That(show.Output, Does.Contain("withdraw, 20").And.Contains("a doubt").And.Contains("settled").And.Contains("as the benchmark").And.Contains("replaced by"));
        Assert.That(CliRun.Of("leaderboard", "verify", bench.Folder).ExitCode, Is.Zero);
    }

    [Test]
    public void A_corrected_ground_truth_gives_every_entry_a_new_score_and_keeps_the_old_one_with_the_reason()
    {
        // Two classes, one image of four pixels: the labels were 1 1 1 2 and should have been 1 1 2 2.
        _folder.WriteMask("labels/a.png", 4, 1, 1, 1, 1, 2);
        _folder.WriteMask("mended/a.png", 4, 1, 1, 1, 2, 2);
        _folder.WriteMask("good/a.png", 4, 1, 1, 1, 2, 2);
        _folder.WriteMask("lucky/a.png", 4, 1, 1, 1, 1, 2);
        CliRun.Of("leaderboard", "init", Board, "--title", "Test", "--ground-truth", _folder["labels"], "--protocol", "mmseg", "--primary", "pixelAccuracy", "--columns", "meanIou");
        Assert.That(Add("good"), Does.Contain("75.00 %"), "3 of 4 pixels");
        Assert.That(Add("lucky"), Does.Contain("100.00 %"));
        string[] rescore = ["leaderboard", "rescore", Board, "--ground-truth", _folder["mended"], "--reason", "pixel 3 is a building", "--submissions"];

        // What was handed in lies in a folder, under any name; one submission is not there at first.
        Directory.CreateDirectory(_folder["received"]);
        Directory.Move(_folder["good"], _folder["received", "2026-01-01 upload 17"]);
        CliRun incomplete = CliRun.Of([.. rescore, _folder["received"]]);
        Assert.That(incomplete.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(incomplete.Error, Does.Contain("lucky of lucky").And.Contains("nothing was changed").And.Not.Contains("good of good"));
        Assert.That(CliRun.Of("leaderboard", "verify", Board, "--ground-truth", _folder["labels"]).ExitCode, Is.Zero);

        Directory.Move(_folder["lucky"], _folder["received", "x"]);
        CliRun run = CliRun.Of([.. rescore, _folder["received"]]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.StartWith("Test: 2 of 2 entries changed under protocol mmseg, ground truth "));
        Board open = Ade20kEval.Boards.Board.Open(Board);
        Assert.That(Ranking.Of(open).Select(row => $"{row.Rank} {row.Stored.Entry.Metadata.Method} {row.Stored.Entry.Figure(Ade20kEval.Scoring.Metrics.PixelAccuracy)}"), Is.EqualTo(new[] { "1 good 1", "2 lucky 0.75" }));
        Assert.That(open.Entries.Where(entry => entry.ReplacedBy is not null).Select(entry => entry.Entry.Figure(Ade20kEval.Scoring.Metrics.PixelAccuracy)), Is.EqualTo(new[] { 0.75, 1 }), "history");
        Assert.That(open.Ledger.Count(record => record.Reason == "pixel 3 is a building"), Is.EqualTo(3), "the rules and both entries");
        Assert.That(CliRun.Of("leaderboard", "verify", Board, "--ground-truth", _folder["mended"]).Output, Does.StartWith("sound: 6 records, 4 entries scored again"));
        Assert.That(CliRun.Of("leaderboard", "verify", Board, "--ground-truth", _folder["labels"]).Output, Does.Contain("the ground truth was changed"));
        string Add(string name) => CliRun.Of("leaderboard", "add", Board, _folder[name], "--ground-truth", _folder["labels"], "--team", name, "--method", name).Output;
    }

    [Test]
    public void Better_masks_cannot_be_slipped_in_when_labels_are_corrected()
    {
        _folder.WriteMask("labels/a.png", 4, 1, 1, 1, 1, 2);
        _folder.WriteMask("mended/a.png", 4, 1, 1, 1, 2, 2);
        _folder.WriteMask("received/net/a.png", 4, 1, 2, 2, 2, 2);
        CliRun.Of("leaderboard", "init", Board, "--title", "Test", "--ground-truth", _folder["labels"]);
        CliRun.Of("leaderboard", "add", Board, _folder["received", "net"], "--ground-truth", _folder["labels"], "--team", "A", "--method", "net");
        _folder.WriteMask("received/net/a.png", 4, 1, 1, 1, 2, 2);

        CliRun run = CliRun.Of("leaderboard", "rescore", Board, "--ground-truth", _folder["mended"], "--submissions", _folder["received"], "--reason", "mended");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("net of A"));
    }

    [Test]
    public void A_withdrawn_entry_is_rescored_only_with_all_the_others_and_is_no_fault_of_the_board()
    {
        using BoardBench bench = new();
        bench.Add("net", BoardBench.Run(80));
        StoredEntry off = bench.Add("off", BoardBench.Run(70));
        CliRun.Of("leaderboard", "withdraw", bench.Folder, "off", "--reason", "a doubt");

        Assert.That(CliRun.Of("leaderboard", "rescore", bench.Folder, "--protocol", "sceneparse", "--reason", "x").Output, Does.StartWith("Test board: 1 of 1 entry changed"));
        Assert.That(CliRun.Of("leaderboard", "verify", bench.Folder).ExitCode, Is.Zero);
        Assert.That(CliRun.Of("leaderboard", "rescore", bench.Folder, "--all", "--reason", "x").Output, Does.StartWith("Test board: 1 of 2 entries"));
        Assert.That(bench.Open().Entries.Single(entry => entry.Id == off.Id).ReplacedBy, Is.Not.Null);
    }

    [Test]
    public void Boards_of_several_datasets_rank_their_methods_together()
    {
        using BoardBench first = new(BoardBench.Rules with { Title = "Rooms" });
        using BoardBench second = new(BoardBench.Rules with { Title = "Streets" });
        first.Add("a", BoardBench.Run(90));
        first.Add("b", BoardBench.Run(80));
        first.Add("apart", BoardBench.Run(70));
        second.Add("b", BoardBench.Run(90));
        second.Add("c", BoardBench.Run(85));
        second.Add("a", BoardBench.Run(50));
        second.Add("a", BoardBench.Run(40));
        string set = _folder["set"];
        Assert.That(CliRun.Of("leaderboard", "init", set, "--title", "Robust", "--over", first.Folder, "--over", second.Folder, "--by", "schulze").Output, Does.Contain("2 boards together, ranked by Schulze's method"));

        CliRun list = CliRun.Of("leaderboard", "list", set);
        CliRun.Of("leaderboard", "export", set, _folder["x.json"]);

        // On Rooms a before b, on Streets b before a: one vote each, and mean ranks of 1.5.
        Assert.That(list.Output, Does.Contain("1  a       Alpha        1  1.50       1      2").And.Contains("1  b       Alpha        1  1.50       2      1").And.Contains("every board: 2 methods"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(_folder["x.json"]));
        Assert.That(json.RootElement.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("method").GetString()), Is.EqualTo(new[] { "a", "b", "apart", "c" }));
        Assert.That(CliRun.Of("leaderboard", "publish", set, _folder["site"]).ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(_folder["site", "index.html"]), Does.Contain("board-2/index.html").And.Contains("Streets"));
        Assert.That(File.Exists(_folder["site", "board-2", "index.html"]));
        Assert.That(CliRun.Of("leaderboard", "verify", set).ExitCode, Is.Zero);

        File.Delete(second["ledger", "00000001.json"]);
        Assert.That(CliRun.Of("leaderboard", "verify", set).ExitCode, Is.EqualTo(1));
        Assert.That(CliRun.Of("leaderboard", "verify", set, "--head", "x").ExitCode, Is.EqualTo(ExitCode.BadUsage));
    }

    [Test]
    public void A_model_index_names_the_hubs_types_and_whose_arithmetic_it_is()
    {
        using BoardBench bench = new();
        bench.Add("net", BoardBench.Run(80));

        Assert.That(CliRun.Of("leaderboard", "show", bench.Folder, "net", "--model-index").Output, Does.Contain("type: \"scene_parse_150\"").And.Contains("type: \"mean_iou\"").And.Contains("name: \"Mean IoU in %, protocol mmseg\"").And.Contains("type: \"pixel_accuracy\""));
    }

    [Test]
    public void Hostile_names_are_harmless_on_every_page()
    {
        using BoardBench bench = new();
        int taken = 0;
        foreach (string name in HostileNames.All)
        {
            try
            {
                Ade20kEval.Boards.Board board = bench.Open();
                EntryMetadata about = EntryMetadata.Create("test", name, name, "2026-01-01", [new("notes", name)], []);
                board.Add(new BoardEntry { Kind = EntryKind.Reported, Metadata = about, Protocol = "as reported", Tool = "1", Citation = "x", Figures = [new("meanIou", 0.5 + (taken / 1000.0))] }, null, BoardBench.Noon, null);
                taken++;
            }
            catch (Ade20kEval.Files.InputException)
            {
                // Control characters, nothing at all, and names of 10,000 characters are refused.
            }
        }

        CliRun run = CliRun.Of("leaderboard", "publish", bench.Folder, _folder["site"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(taken, Is.GreaterThan(20));
        string[] pages = Directory.GetFiles(_folder["site"], "*.html", SearchOption.AllDirectories);
        Assert.That(pages, Has.Length.EqualTo(taken + 4));
        foreach (string page in pages)
        {
            string html = File.ReadAllText(page);
            int scripts = Path.GetFileName(page) == "compare.html" ? 2 : 1;
            Assert.That(html.Split("<script").Length - 1, Is.EqualTo(scripts), page);
            Assert.That(html, Does.Contain("default-src 'none'").And.Not.Contains("<img").And.Not.Contains("\u202E").And.Not.Contains("href=\"javascript"), page);
        }

        Assert.That(() => System.Xml.Linq.XDocument.Parse(File.ReadAllText(_folder["site", "feed.xml"])), Throws.Nothing);
    }

    [Test]
    public void Two_hundred_entries_are_published_in_small_pages()
    {
        using BoardBench bench = new(BoardBench.Rules with { RankReported = true });
        for (int i = 0; i < 200; i++)
        {
            bench.Open().Add(new BoardEntry
            {
                Kind = EntryKind.Reported,
                Metadata = BoardBench.About($"net {i}", $"team {i % 40}", $"2026-01-{1 + (i % 28):D2}", ("parameters", $"{1 + (i * 7 % 100)}M"), ("flops", $"{100 + i}G")),
                Protocol = "as reported",
                Tool = "1",
                Citation = "x",
                Figures = [new("meanIou", 0.3 + (i * 37 % 200 / 1000.0)), new("pixelAccuracy", 0.7)],
            }, null, BoardBench.Noon, null);
        }

        Assert.That(CliRun.Of("leaderboard", "publish", bench.Folder, _folder["site"]).ExitCode, Is.Zero);

        Assert.That(Directory.GetFiles(_folder["site"], "*", SearchOption.AllDirectories).Select(file => new FileInfo(file).Length), Has.All.LessThan(1_000_000));
        Assert.That(File.ReadAllText(_folder["site", "index.html"]), Does.Contain("cost-parameters").And.Contains("cost-flops").And.Contains("best-over-time"));
    }

    // ADE20KEVAL_APPROVE=1 writes what is printed into README.
    private static void Compare(string readme, Match block, string output)
    {
        Group shown = block.Groups["output"];
        if (Environment.GetEnvironmentVariable("ADE20KEVAL_APPROVE") == "1")
        {
            File.WriteAllText(Path.Combine(TestFolders.Repository, "README.md"), string.Concat(readme.AsSpan(0, shown.Index), output, readme.AsSpan(shown.Index + shown.Length)));
        }
        else
        {
            Assert.That(shown.Value, Is.EqualTo(output));
        }
    }

    private void Init(params string[] more)
    {
        CliRun run = CliRun.Of(["leaderboard", "init", Board, "--title", "Test", "--ground-truth", Truth, .. more]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    private IEnumerable<string> Words(string command) => Word().Matches(command.Trim()).Select(match => match.Value.Trim('"')).Skip(1).Select(word => word switch
    {
        "board" or "papers" or "site" => _folder[word],
        _ when word.StartsWith("sample-data", StringComparison.Ordinal) => Path.Combine(TestFolders.Repository, word),
        _ => word,
    });

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"<!-- first-board -->\n```\n(?<commands>(?:ade20k-eval .+\n)+)```\n(?:\n|[^`].*\n)*```\n(?<output>(?:[^`].*\n|\n)*)```")]
    private static partial Regex FirstBoard();

    [GeneratedRegex(@"<!-- published -->\n```\n(?<commands>(?:ade20k-eval .+\n)+)```\n(?:\n|[^`].*\n)*```\n(?<output>(?:[^`].*\n|\n)*)```")]
    private static partial Regex Published();
}
