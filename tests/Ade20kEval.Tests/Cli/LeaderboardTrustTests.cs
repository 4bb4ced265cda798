using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Boards;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary>What was altered is named by every command, what was not looked at is said, and what a writer left unfinished is cleared away.</summary>
public sealed class LeaderboardTrustTests
{
    private TemporaryFolder _folder = null!;
    private BoardBench _bench = null!;
    private StoredEntry _entry = null!;

    private string LastRecord => _bench["ledger", "00000002.json"];

    [SetUp]
    public void MakeBoard()
    {
        _folder = new TemporaryFolder();
        _bench = new BoardBench();
        _entry = _bench.Add("net", BoardBench.Run(80));
        _bench.Add("last", BoardBench.Run(70));
    }

    [TearDown]
    public void RemoveBoard()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void A_tampered_entry_is_marked_by_list_and_show_and_refused_by_publish_and_export()
    {
        double honest = _entry.Entry.Figure(Ade20kEval.Scoring.Metrics.MeanIou)!.Value;
        Edit(_bench["entries", _entry.Id + ".json"], "\"meanIou\": 0.", "\"meanIou\": 0.9");

        CliRun list = CliRun.Of("leaderboard", "list", _bench.Folder);
        CliRun show = CliRun.Of("leaderboard", "show", _bench.Folder, "net");
        CliRun publish = CliRun.Of("leaderboard", "publish", _bench.Folder, _folder["site"]);
        CliRun export = CliRun.Of("leaderboard", "export", _bench.Folder, _folder["x.csv"]);

        Assert.That(list.ExitCode, Is.Zero);
        Assert.That(list.Output, Does.Contain("changed on the disk").And.Not.Contains((100 * honest).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(list.Error, Does.Contain($"{_entry.ShortId}, net of Alpha: was changed after it was written"));
        Assert.That(show.Output, Does.Match("fault +was changed after it was written").And.Not.Contains("meanIou"));
        Assert.That((publish.ExitCode, export.ExitCode), Is.EqualTo((ExitCode.BadInput, ExitCode.BadInput)));
        Assert.That(publish.Error + export.Error, Does.Contain(_entry.Id + ".json: net of Alpha"));
        Assert.That(Directory.Exists(_folder["site"]) || File.Exists(_folder["x.csv"]), Is.False);
        Assert.That(CliRun.Of("leaderboard", "show", _bench.Folder, "net", "--receipt").ExitCode, Is.EqualTo(ExitCode.BadInput));

        // Once it is withdrawn, the rest of the board is published.
        CliRun.Of("leaderboard", "withdraw", _bench.Folder, "net", "--reason", "damaged");
        Assert.That(CliRun.Of("leaderboard", "publish", _bench.Folder, _folder["site"]).ExitCode, Is.Zero);
    }

    [Test]
    public void Rules_that_were_edited_are_told_by_list_and_put_on_record_by_rescore_alone()
    {
        Edit(_bench["board.json"], "\"decimals\": 2", "\"decimals\": 1");

        CliRun list = CliRun.Of("leaderboard", "list", _bench.Folder);
        CliRun rescored = CliRun.Of("leaderboard", "rescore", _bench.Folder, "--reason", "a decimal fewer");

        Assert.That(list.ExitCode, Is.Zero);
        Assert.That(list.Error, Does.Contain("board.json was changed after the last record of the ledger"));
        Assert.That(rescored.Output, Does.Contain("board.json was edited since the last record, which is on record now"));
        Assert.That(CliRun.Wide(200, "leaderboard", "list", _bench.Folder).Error, Is.Empty);
        Assert.That(CliRun.Of("leaderboard", "show", _bench.Folder, "net").Output, Does.Not.Contain("a decimal fewer"));
        Assert.That(_bench.Open().Ledger[^1], Has.Property("Event").EqualTo("rules").And.Property("Reason").EqualTo("a decimal fewer"));
    }

    [Test]
    public void A_set_of_boards_tells_what_was_altered_in_each()
    {
        using BoardBench other = new(BoardBench.Rules with { Title = "Other" });
        other.Add("net", BoardBench.Run(60));
        CliRun.Of("leaderboard", "init", _folder["set"], "--title", "Set", "--over", _bench.Folder, "--over", other.Folder);
        Edit(_bench["entries", _entry.Id + ".json"], "\"meanIou\": 0.", "\"meanIou\": 0.9");
        Edit(other["board.json"], "\"decimals\": 2", "\"decimals\": 1");

        CliRun list = CliRun.Of("leaderboard", "list", _folder["set"]);

        Assert.That(list.Error, Does.Contain($"{_entry.ShortId}, net of Alpha: was changed after it was written").And.Contains("board.json was changed after the last record"));
        Assert.That(CliRun.Of("leaderboard", "verify", _folder["set"]).Output, Does.Not.Contain("sound"));
    }

    [Test]
    public void No_line_of_verify_but_names_of_files_holds_a_whole_digest()
    {
        Edit(_bench["entries", _entry.Id + ".json"], "Alpha", "Alphb");
        Edit(_bench["runs", _entry.Entry.Run + ".json"], "image_000", "image_00x");

        CliRun run = CliRun.Of("leaderboard", "verify", _bench.Folder, "--head", new string('a', 64));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Not.Match("[0-9a-f]{32}"));
    }

    [Test]
    public void A_column_that_is_left_out_is_not_explained()
    {
        string narrow = CliRun.Of("leaderboard", "list", _bench.Folder, "--no-ids").Output;

        // Eighty columns, as README shows them: no mean rank, and no word of it.
        Assert.That(narrow, Does.Contain("Range: the ranks").And.Contains("First: share").And.Not.Contains("Mean rank"));
    }

    [Test]
    public void Counts_that_were_changed_are_named_where_they_are_read()
    {
        Edit(_bench["runs", _entry.Entry.Run + ".json"], "image_000", "image_00x");

        CliRun list = CliRun.Of("leaderboard", "list", _bench.Folder);

        Assert.That(list.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(list.Error, Does.Contain($"the counts of net ({_entry.ShortId}) were changed"));
        Assert.That(CliRun.Of("leaderboard", "list", _bench.Folder, "--no-ranges").ExitCode, Is.Zero);
    }

    [Test]
    public void An_altered_last_record_is_found_against_the_head_the_site_and_a_receipt()
    {
        CliRun first = CliRun.Of("leaderboard", "verify", _bench.Folder);
        string head = first.Output.Split('\n')[0].Split("head ")[1];
        CliRun.Of("leaderboard", "publish", _bench.Folder, _folder["site"]);
        string receipt = _folder.Write("receipt.json", CliRun.Of("leaderboard", "show", _bench.Folder, "last", "--receipt").Output);

        Assert.That(head, Has.Length.EqualTo(16));
        Assert.That(Joined(first.Output), Does.Contain("not checked: whether the counts of 2 entries are those of the masks that were handed in").And.Contains("; whether records were cut off the end, the last one was altered, or all were written anew"));
        foreach (string page in new[] { "index.html", "history.html" })
        {
            Assert.That(File.ReadAllText(_folder["site", page]), Does.Contain($"3 records, head {head}"), page);
        }

        string[][] witnesses = [["--head", head], ["--site", _folder["site"]], ["--receipt", receipt]];
        foreach (string[] witness in witnesses)
        {
            Assert.That(CliRun.Of(["leaderboard", "verify", _bench.Folder, .. witness]).Output, Does.StartWith("sound: ").And.Not.Contains("cut off"), witness[0]);
        }

        // Nothing follows the last record, so that the chain alone cannot know.
        Edit(LastRecord, "12:00:00", "11:00:00");
        Assert.That(CliRun.Of("leaderboard", "verify", _bench.Folder).ExitCode, Is.Zero);
        foreach (string[] witness in witnesses)
        {
            CliRun run = CliRun.Of(["leaderboard", "verify", _bench.Folder, .. witness]);
            Assert.That((run.ExitCode, run.Output.EndsWith("1 fault found\n", StringComparison.Ordinal)), Is.EqualTo((1, true)), run.Output);
        }
    }

    [Test]
    public void An_old_head_holds_while_the_board_goes_on_and_says_nothing_of_the_new_end()
    {
        string head = BoardVerification.Of(_bench.Folder).Head!;
        CliRun.Of("leaderboard", "publish", _bench.Folder, _folder["site"]);
        _bench.Add("new", BoardBench.Run(60));

        Assert.That(Joined(CliRun.Of("leaderboard", "verify", _bench.Folder, "--head", head, "--site", _folder["site"]).Output), Does.StartWith("sound: 4 records, 3 entries").And.Contains("whether records were cut off the end"));
        Assert.That(CliRun.Of("leaderboard", "verify", _bench.Folder, "--head", "abc").ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(CliRun.Of("leaderboard", "verify", _bench.Folder, "--site", _folder.Path).ExitCode, Is.EqualTo(ExitCode.BadInput));
    }

    [Test]
    public void A_site_is_never_called_sound_and_a_smuggled_row_is_found()
    {
        CliRun.Of("leaderboard", "publish", _bench.Folder, _folder["site"]);

        CliRun honest = CliRun.Of("leaderboard", "verify", _folder["site"]);
        Edit(_folder["site", "ranking.json"], _entry.Id, new string('d', 64));
        CliRun smuggled = CliRun.Of("leaderboard", "verify", _folder["site"]);

        Assert.That(honest.Output, Does.StartWith("checked: 3 published records in one chain").And.Contains("\nnot checked: scores, counts, labels and signatures").And.Not.Contains("sound"));
        Assert.That(smuggled.Output, Does.Contain("is in the ranking, and no record of the chain brought it there").And.Contains("which ranking.json has.").And.Contains("3 faults found"), "the table has the other row");
        Assert.That(CliRun.Of("leaderboard", "verify", _folder["site"], "--ground-truth", _folder.Path).ExitCode, Is.EqualTo(ExitCode.BadUsage));
    }

    [Test]
    public void What_a_stopped_writer_left_is_unfinished_and_is_finished_or_set_aside()
    {
        // As if the writer of the last entry had been killed before its record.
        string left = _bench.Open().Find("last").Id, counts = _bench.Open().Find("last").Entry.Run!;
        File.Delete(LastRecord);

        CliRun found = CliRun.Of("leaderboard", "verify", _bench.Folder);
        Assert.That(found.ExitCode, Is.EqualTo(1));
        Assert.That(found.Output, Does.Contain($"entries/{left[..16]}….json: an unfinished entry, last of Alpha").And.Contains("1 fault found\n").And.Contains("`leaderboard verify --repair`"));

        _bench.Add("last", BoardBench.Run(70));
        Assert.That(CliRun.Of("leaderboard", "verify", _bench.Folder).ExitCode, Is.Zero, "adding the same again finishes it");

        File.Delete(LastRecord);
        CliRun repaired = CliRun.Of("leaderboard", "verify", _bench.Folder, "--repair");
        Assert.That(repaired.ExitCode, Is.Zero, repaired.Output);
        Assert.That(repaired.Output, Does.StartWith($"set aside: set-aside/entries/{left}.json\nset aside: set-aside/runs/{counts}.json\nsound: 3 records, 1 entry scored again from its counts"));
        Assert.That(_bench.Open().Entries.Single().Entry.Metadata.Method, Is.EqualTo("net"));
        Assert.That(File.Exists(_bench["runs", _entry.Entry.Run + ".json"]));
    }

    [Test]
    public void Nothing_is_set_aside_while_anything_else_is_wrong()
    {
        File.Delete(LastRecord);
        Edit(_bench["entries", _entry.Id + ".json"], "Alpha", "Alphb");

        CliRun run = CliRun.Of("leaderboard", "verify", _bench.Folder, "--repair");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("nothing was set aside"));
        Assert.That(Directory.GetFiles(_bench["entries"]), Has.Length.EqualTo(2));
        Assert.That(Directory.GetFiles(_bench["runs"]), Has.Length.EqualTo(2));
    }

    // Without the breaks of lines.
    private static string Joined(string text) => text.Replace("\n  ", " ", StringComparison.Ordinal);

    private static void Edit(string file, string old, string changed)
    {
        string text = File.ReadAllText(file);
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(file, text.Replace(old, changed, StringComparison.Ordinal));
    }
}
