using System.Security.Cryptography;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Boards;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary>A board that was altered by other means than its commands: those that write or publish refuse it, those that show it warn, and there is a way out of accidents.</summary>
public sealed class LeaderboardAlteredTests
{
    private TemporaryFolder _folder = null!;
    private BoardBench _bench = null!;
    private StoredEntry _first = null!;

    [SetUp]
    public void MakeBoard()
    {
        _folder = new TemporaryFolder();
        _bench = new BoardBench();
        _first = _bench.Add("first", BoardBench.Run(80));
        _bench.Add("second", BoardBench.Run(70));
        _bench.Add("third", BoardBench.Run(60));
        _folder.Write("run.json", RunJsonWriter.Write(BoardBench.Run(50)));
    }

    [TearDown]
    public void RemoveBoard()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [TestCase("swapped records", "00000001.json: calls itself record 2")]
    [TestCase("edited record", "00000002.json: does not follow from the record before it")]
    [TestCase("unreadable name", "ledger/notes.json: is not called as records are")]
    [TestCase("edited entry", "was changed after it was written: its digest is not its name")]
    [TestCase("broken entry", "was changed after it was written, and cannot be read any more")]
    [TestCase("removed entry", "(removed) of Alpha was removed")]
    [TestCase("removed counts", "has lost its counts")]
    [TestCase("smuggled entry", "no record of the ledger brought it here, and its digest is not its name")]
    public void Whoever_writes_or_publishes_refuses_an_altered_board_and_whoever_shows_it_warns(string what, string told)
    {
        Alter(what);
        string[] before = Files();

        foreach (string[] command in Writing("second"))
        {
            CliRun run = CliRun.Of(command);
            Assert.That((run.ExitCode, run.Error), Is.EqualTo((ExitCode.BadInput, run.Error)), string.Join(' ', command));
            Assert.That(run.Error, Does.Contain(told), string.Join(' ', command));
        }

        Assert.That(Files(), Is.EqualTo(before), "nothing was written");
        Assert.That(CliRun.Of(Writing("second")[0]).Error, Does.Contain(what.Contains("entry", StringComparison.Ordinal) && what != "smuggled entry" || what == "removed counts" ? "Put the files back from a copy of the board, or withdraw the entries." : "verify the board (`ade20k-eval leaderboard verify BOARD`)"));
        foreach (string[] command in new[] { new[] { "list", _bench.Folder, "--no-ranges" }, ["show", _bench.Folder, "second"] })
        {
            CliRun run = CliRun.Of(["leaderboard", .. command]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(run.Error, Does.StartWith("warning: ").And.Contains(told.Replace("(removed) of Alpha was", "(removed) of Alpha: was", StringComparison.Ordinal)).And.Contains($"`ade20k-eval leaderboard verify {_bench.Folder}` tells all"), run.Error);
        }

        Assert.That(CliRun.Of("leaderboard", "verify", _bench.Folder).ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void A_sound_board_is_shown_and_written_without_a_word()
    {
        foreach (string[] command in (string[][])[["leaderboard", "list", _bench.Folder], ["leaderboard", "show", _bench.Folder, "second"], .. Writing("second")])
        {
            CliRun run = CliRun.Wide(200, command);
            Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")), string.Join(' ', command));
        }
    }

    [Test]
    public void A_board_without_a_record_in_the_middle_is_read_by_nobody()
    {
        File.Delete(_bench["ledger", "00000002.json"]);

        foreach (string[] command in (string[][])[["leaderboard", "list", _bench.Folder], ["leaderboard", "show", _bench.Folder, "first"], .. Writing("first")])
        {
            CliRun run = CliRun.Of(command);
            Assert.That((run.ExitCode, run.Error.Contains("00000002.json: is missing", StringComparison.Ordinal)), Is.EqualTo((ExitCode.BadInput, true)), run.Error);
        }
    }

    [TestCase("edited entry")]
    [TestCase("broken entry")]
    [TestCase("removed entry")]
    [TestCase("removed counts")]
    public void Without_a_copy_of_its_files_an_entry_is_withdrawn_and_the_board_goes_on(string what)
    {
        Alter(what);

        CliRun withdrawn = CliRun.Of("leaderboard", "withdraw", _bench.Folder, _first.ShortId, "--reason", "its file is damaged");

        Assert.That((withdrawn.ExitCode, withdrawn.Error), Is.EqualTo((0, "")));
        foreach (string[] command in Writing("second"))
        {
            Assert.That(CliRun.Of(command).ExitCode, Is.Zero, string.Join(' ', command));
        }

        CliRun restored = CliRun.Of("leaderboard", "restore", _bench.Folder, _first.ShortId, "--reason", "hidden again");
        Assert.That((restored.ExitCode, restored.Error), Is.EqualTo((ExitCode.BadInput, restored.Error)));
        Assert.That(restored.Error, Does.Contain("Put the file back from a copy of the board before the entry."));
        CliRun verified = CliRun.Of("leaderboard", "verify", _bench.Folder);
        Assert.That(verified.ExitCode, Is.Zero, verified.Output);
        Assert.That(verified.Output, Does.StartWith($"known: entries/{_first.Id[..16]}….json: ").And.Contains("its file is damaged\n"), "verify does not forget");
    }

    [TestCase("edited entry")]
    [TestCase("removed counts")]
    public void What_is_damaged_after_its_withdrawal_is_a_fault_for_no_record_tells_it(string what)
    {
        CliRun.Of("leaderboard", "withdraw", _bench.Folder, "first", "--reason", "asked to");
        Alter(what);

        CliRun run = CliRun.Of("leaderboard", "verify", _bench.Folder);
        Assert.That((run.ExitCode, run.Output.Contains("known: ", StringComparison.Ordinal)), Is.EqualTo((1, false)), run.Output);
    }

    [Test]
    public void Counts_that_were_lost_are_known_and_an_edit_of_their_entry_is_a_fault_beside()
    {
        Alter("removed counts");
        CliRun.Of("leaderboard", "withdraw", _bench.Folder, "first", "--reason", "counts are lost");
        Assert.That(CliRun.Of("leaderboard", "verify", _bench.Folder).ExitCode, Is.Zero);

        Alter("edited entry");
        Assert.That(CliRun.Of("leaderboard", "verify", _bench.Folder).ExitCode, Is.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Lost_or_changed_counts_of_a_withdrawn_entry_stop_no_rescore_of_all_others(bool areThere)
    {
        CliRun.Of("leaderboard", "withdraw", _bench.Folder, "first", "--reason", "asked to");
        CliRun.Of("leaderboard", "withdraw", _bench.Folder, "second", "--reason", "asked to");
        if (areThere)
        {
            File.AppendAllText(_bench["runs", _first.Entry.Run + ".json"], " ");
        }
        else
        {
            Alter("removed counts");
        }

        CliRun run = CliRun.Of("leaderboard", "rescore", _bench.Folder, "--protocol", "sceneparse", "--all", "--reason", "r");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain($"left out: {_first.ShortId}, first of Alpha, which is withdrawn: "));
        Assert.That(run.Output, Does.Contain("2 of 2 entries changed"));
        Assert.That(CliRun.Of("leaderboard", "restore", _bench.Folder, "second", "--reason", "r").ExitCode, Is.Zero);
    }

    [Test]
    public void An_entry_without_its_file_has_no_name_and_the_digest_is_asked_for()
    {
        Alter("removed entry");

        CliRun run = CliRun.Wide(400, "leaderboard", "withdraw", _bench.Folder, "first", "--reason", "r");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain($"Of {_first.ShortId} the file is damaged or gone, and with it the name: give the digest."));
    }

    [Test]
    public void What_a_stopped_writer_left_stops_nobody_and_is_told()
    {
        File.Delete(_bench["ledger", "00000003.json"]);

        foreach (string[] command in (string[][])[["leaderboard", "list", _bench.Folder], ["leaderboard", "show", _bench.Folder, "first"], .. Writing("second")])
        {
            CliRun run = CliRun.Of(command);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(run.Error, command.Contains("withdraw") || command.Contains("restore") ? Is.Empty : Does.StartWith("note: entries/").And.Contains("an unfinished entry, third of Alpha"), string.Join(' ', command));
        }
    }

    [Test]
    public void Signatures_are_looked_at_whenever_a_signed_board_is_opened()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using BoardBench signed = new(BoardBench.Rules with { PublicKey = BoardSignature.PublicKeyOf(key) }, key);
        (BoardEntry entry, byte[] run) = signed.Open().Score(BoardBench.Run(80), BoardBench.About("net"));
        signed.Open().Add(entry, run, BoardBench.Noon, key);
        Assert.That(CliRun.Wide(200, "leaderboard", "list", signed.Folder).Error, Is.Empty);

        // The last record, which no other follows, and whose digest nobody noted down.
        Edit(signed["ledger", "00000001.json"], "12:00:00", "11:00:00");

        Assert.That(CliRun.Of("leaderboard", "list", signed.Folder).Error, Does.Contain("ledger/00000001.json: is not signed with the board's key."));
        Assert.That(CliRun.Of("leaderboard", "publish", signed.Folder, _folder["site"]).ExitCode, Is.EqualTo(ExitCode.BadInput));
    }

    [TestCase("add", "enters ", "once more, which was entered before")]
    [TestCase("init", "makes the board once more", "")]
    [TestCase("bonus", "its event is 'bonus'; expected one of init, add", "")]
    public void A_record_that_no_command_writes_is_found_however_well_it_is_chained(string what, string told, string more)
    {
        LedgerRecord last = _bench.Open().Ledger[^1];
        byte[] json = (last with { Sequence = 4, Previous = _bench.Open().Head, Event = what, Entry = _first.Id }).ToJson();
        File.WriteAllBytes(_bench["ledger", "00000004.json"], json);

        CliRun run = CliRun.Of("leaderboard", "verify", _bench.Folder);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("ledger/00000004.json: " + told).And.Contains(more).And.Contains("1 fault found"));
    }

    [Test]
    public void A_record_that_gives_an_attempt_to_another_team_is_found()
    {
        LedgerRecord last = _bench.Open().Ledger[^1];
        File.WriteAllBytes(_bench["ledger", "00000003.json"], (last with { Team = "Beta" }).ToJson());

        Assert.That(CliRun.Of("leaderboard", "verify", _bench.Folder).Output, Does.Contain("00000003.json: says that the entry is of Beta, for whom it counts as an attempt").And.Contains("is of Alpha."));
    }

    // Whoever writes the whole ledger anew, without signatures, is found by what does not follow from the counts, the rules or one another.
    [TestCase("\"kind\": \"scored\"", "\"kind\": \"reported\"", "is reported, and cites nothing")]
    [TestCase("\"kind\": \"scored\"", "\"kind\": \"failed\"", "says 'add'; ")]
    [TestCase("\"meanIou\": 0.", "\"meanIou\": 0.9", "says meanIou 0.9")]
    [TestCase("\"pixelAccuracy\": 0.", "\"x\": 0.", "holds no pixelAccuracy, which the board shows")]
    [TestCase("\"method\": \"first\"", "\"method\": \"other\"", "are called first: they are those of another entry")]
    [TestCase("\"protocol\": \"mmseg\"", "\"protocol\": \"sceneparse\"", "was scored under protocol sceneparse; the board's is mmseg")]
    public void An_entry_that_was_edited_with_all_digests_is_found_by_what_contradicts_it(string old, string changed, string told)
    {
        string text = File.ReadAllText(_bench["entries", _first.Id + ".json"]);
        Assert.That(text, Does.Contain(old));
        byte[] forged = Encoding.UTF8.GetBytes(text.Replace(old, changed, StringComparison.Ordinal));
        string id = BoardJsonText.Digest(forged);
        File.Delete(_bench["entries", _first.Id + ".json"]);
        File.WriteAllBytes(_bench["entries", id + ".json"], forged);
        ChainAnew(record => record.Entry == _first.Id ? record with { Entry = id } : record);

        CliRun run = CliRun.Of("leaderboard", "verify", _bench.Folder);

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output);
        Assert.That(run.Output, Does.Contain(told).And.Not.Contains("does not follow"));
    }

    [Test]
    public void Attempts_that_the_rules_refuse_are_found_on_record()
    {
        using BoardBench bench = new(BoardBench.Rules with { EntriesPerTeam = 2, EntriesPerTeamAndDay = 1, Closes = new DateOnly(2026, 5, 2) });
        bench.Add("one", BoardBench.Run(80));
        LedgerRecord first = bench.Open().Ledger[^1];
        string previous = bench.Open().Head;

        // The second on that day, the third in all, and after the end.
        (double Days, string Told)[] forged = [(0, "is attempt 2 of Alpha on 2026-05-01; the board takes 1 a day"), (1, "is attempt 3 of Alpha; the board takes 2"), (2, "is of 2026-05-03, when the board took no entries")];
        foreach ((double days, _) in forged)
        {
            int sequence = bench.Open().Ledger.Count;
            byte[] json = (first with { Sequence = sequence, Previous = previous, Time = first.Time.AddDays(days), Event = "fail" }).ToJson();
            File.WriteAllBytes(bench["ledger", $"{sequence:D8}.json"], json);
            previous = BoardJsonText.Digest(json);
        }

        string[] findings = [.. BoardVerification.Of(bench.Folder).Findings];
        for (int i = 0; i < forged.Length; i++)
        {
            Assert.That(findings, Has.One.EqualTo($"ledger/{i + 2:D8}.json: {forged[i].Told}: no command recorded it."));
        }
    }

    [Test]
    public void A_receipt_whose_words_were_changed_is_found()
    {
        string text = CliRun.Of("leaderboard", "show", _bench.Folder, "first", "--receipt").Output;
        string second = _bench.Open().Find("second").Id;
        string receipt = _folder.Write("receipt.json", text.Replace(_first.Id, second, StringComparison.Ordinal));

        CliRun run = CliRun.Of("leaderboard", "verify", _bench.Folder, "--receipt", receipt);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain($"record 1 is of entry {_first.Id[..16]}; the receipt says {second[..16]}: the receipt was changed."));
    }

    [Test]
    public void Beside_a_record_that_is_gone_nothing_is_called_unfinished()
    {
        File.Delete(_bench["ledger", "00000001.json"]);

        CliRun run = CliRun.Of("leaderboard", "verify", _bench.Folder, "--repair");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("record 1 was removed before it").And.Contains("first of Alpha: no record that can be read brought it here.").And.Not.Contains("stopped").And.Not.Contains("--repair"));
        Assert.That(Directory.GetFiles(_bench["entries"]), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_board_that_lost_its_key_is_not_taken_into_a_set()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string publicKey = BoardSignature.PublicKeyOf(key);
        using BoardBench signed = new(BoardBench.Rules with { PublicKey = publicKey, Title = "Signed" }, key);
        string[] init = ["leaderboard", "init", _folder["set"], "--title", "Both", "--over", _bench.Folder, "--over", signed.Folder];
        Edit(signed["board.json"], $"\"{publicKey}\"", "null");

        CliRun run = CliRun.Of(init);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain(Path.GetFileName(_bench.Folder)).And.Contains("its publicKey is not that of the board's first record"));
        Assert.That(File.Exists(_folder["set", "boards.json"]), Is.False);

        Edit(signed["board.json"], "\"publicKey\": null", $"\"publicKey\": \"{publicKey}\"");
        Assert.That(CliRun.Of(init).ExitCode, Is.Zero);
        Alter("edited entry");
        Assert.That(CliRun.Of([.. init[..2], _folder["other"], .. init[3..]]).ExitCode, Is.EqualTo(ExitCode.BadInput), "nor is one with an edited entry");
    }

    private void ChainAnew(Func<LedgerRecord, LedgerRecord> change)
    {
        string? previous = null;
        foreach (LedgerRecord record in _bench.Open().Ledger)
        {
            byte[] json = (change(record) with { Previous = previous }).ToJson();
            File.WriteAllBytes(_bench["ledger", $"{record.Sequence:D8}.json"], json);
            previous = BoardJsonText.Digest(json);
        }
    }

    private void Alter(string what)
    {
        string entry = _bench["entries", _first.Id + ".json"];
        string Record(int i) => _bench["ledger", $"{i:D8}.json"];
        switch (what)
        {
            case "swapped records":
                File.Move(Record(1), _bench["x"]);
                File.Move(Record(2), Record(1));
                File.Move(_bench["x"], Record(2));
                break;
            case "edited record":
                Edit(Record(1), "12:00:00", "11:00:00");
                break;
            case "unreadable name":
                File.WriteAllText(_bench["ledger", "notes.json"], "{}");
                break;
            case "edited entry":
                Edit(entry, "\"meanIou\": 0.", "\"meanIou\": 0.9");
                break;
            case "broken entry":
                File.WriteAllText(entry, "{");
                break;
            case "removed entry":
                File.Delete(entry);
                break;
            case "removed counts":
                File.Delete(_bench["runs", _first.Entry.Run + ".json"]);
                break;
            default:
                File.WriteAllBytes(_bench["entries", new string('d', 64) + ".json"], File.ReadAllBytes(entry));
                break;
        }
    }

    // Each of the commands that write to a board or publish it.
    private string[][] Writing(string entry) =>
    [
        ["leaderboard", "add", _bench.Folder, _folder["run.json"], "--team", "Beta", "--method", "new"],
        ["leaderboard", "add", _bench.Folder, "--team", "Beta", "--method", "cited", "--figure", "meanIou=40%", "--citation", "c"],
        ["leaderboard", "rescore", _bench.Folder, "--protocol", "sceneparse", "--reason", "r"],
        ["leaderboard", "publish", _bench.Folder, _folder["site"]],
        ["leaderboard", "export", _bench.Folder, _folder["x.csv"], "--force"],
        .. IsEntryFault() ? Array.Empty<string[]>() : [["leaderboard", "withdraw", _bench.Folder, entry, "--reason", "r"], ["leaderboard", "restore", _bench.Folder, entry, "--reason", "r"]],
    ];

    // Withdrawing is the way out of these.
    private bool IsEntryFault() => !File.Exists(_bench["ledger", "00000003.json"]) || !File.Exists(_bench["ledger", "00000002.json"]) ? false : _bench.Open().EntryFaults.Any();

    private string[] Files() => [.. Directory.GetFiles(_bench.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(file => $"{file} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}").Order(StringComparer.Ordinal)];

    private static void Edit(string file, string old, string changed)
    {
        string text = File.ReadAllText(file, Encoding.UTF8);
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(file, text.Replace(old, changed, StringComparison.Ordinal));
    }
}
