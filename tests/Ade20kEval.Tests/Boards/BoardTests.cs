using System.Security.Cryptography;
using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Boards;

/// <summary>What a board promises of itself: entries never change, everything that happened is in the ledger, and whoever touches either is found out.</summary>
public sealed class BoardTests
{
    [Test]
    public void A_board_reads_back_as_it_was_written()
    {
        BoardDefinition rules = BoardBench.Rules with
        {
            GroundTruth = new string('c', 64),
            GroundTruthPixels = new string('d', 64),
            OwnColumns = ["lab", "latency:number", "track:open|closed"],
            Opens = new DateOnly(2026, 1, 2),
            Closes = new DateOnly(2026, 12, 31),
            EntriesPerTeam = 7,
            EntriesPerTeamAndDay = 2,
            Reveal = RevealLevel.Classes,
            Decimals = 1,
            BestPerTeam = true,
            RankReported = true,
            AnyFormat = true,
            PublicKey = "abc",
        };

        Assert.That(BoardDefinition.Read("board.json", rules.ToJson()).ToJson(), Is.EqualTo(rules.ToJson()));
    }

    [Test]
    public void No_word_makes_a_board_that_cannot_be_opened()
    {
        using BoardBench bench = new();
        StoredEntry entry = bench.Add("net", BoardBench.Run(80));
        BoardEntry cited = new() { Kind = EntryKind.Reported, Metadata = BoardBench.About("paper"), Protocol = "as reported", Tool = "1", Citation = "two\nlines" };

        Assert.That(() => bench.Open().Mark(entry, withdraw: true, "two\nlines", BoardBench.Noon, null), Throws.TypeOf<InputException>().With.Message.Contains("one line"));
        Assert.That(() => bench.Open().Add(cited, null, BoardBench.Noon, null), Throws.TypeOf<InputException>().With.Message.Contains("citation"));
        Assert.That(bench.Open().Ledger, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_direction_that_is_not_the_metrics_own_is_refused()
    {
        string json = System.Text.Encoding.UTF8.GetString(BoardBench.Rules.ToJson());

        Assert.That(json, Does.Contain("\"direction\": \"higher\""));
        Assert.That(() => BoardDefinition.Read("board.json", System.Text.Encoding.UTF8.GetBytes(json.Replace("\"higher\"", "\"lower\"", StringComparison.Ordinal))), Throws.TypeOf<InputException>().With.Message.Contains("direction"));
    }

    [Test]
    public void An_entry_is_called_after_its_content_and_the_same_one_is_refused()
    {
        using BoardBench bench = new();
        StoredEntry entry = bench.Add("net", BoardBench.Run(80));

        Assert.That(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(bench["entries", entry.Id + ".json"]))), Is.EqualTo(entry.Id));
        Assert.That(() => bench.Add("net", BoardBench.Run(80)), Throws.TypeOf<InputException>().With.Message.Contains("on the board already"));
    }

    [Test]
    public void What_differs_between_two_equal_runs_does_not_make_another_entry()
    {
        using BoardBench bench = new();
        (BoardEntry first, _) = bench.Open().Score(BoardBench.Run(80), BoardBench.About("net"));
        RunDocument slow = BoardBench.Run(80) with { Header = BoardBench.Run(80).Header with { Tool = new("1.0.0", "other kernel", 16, 99.5) } };
        (BoardEntry second, _) = bench.Open().Score(slow, BoardBench.About("net"));

        Assert.That(second.ToJson(), Is.EqualTo(first.ToJson()));
    }

    [Test]
    public void A_sound_board_has_no_findings_and_every_score_is_computed_again()
    {
        using BoardBench bench = new();
        bench.Add("a", BoardBench.Run(80));
        bench.Add("b", BoardBench.Run(70));

        BoardVerification verified = BoardVerification.Of(bench.Folder);

        Assert.That(verified.Findings, Is.Empty);
        Assert.That((verified.Records, verified.Rescored), Is.EqualTo((3, 2)));
    }

    [TestCase("entry")]
    [TestCase("score")]
    [TestCase("run")]
    [TestCase("removed entry")]
    [TestCase("removed record")]
    [TestCase("reordered")]
    [TestCase("changed record")]
    [TestCase("smuggled")]
    [TestCase("rules")]
    public void Whatever_is_changed_removed_or_moved_is_found(string what)
    {
        using BoardBench bench = new();
        StoredEntry first = bench.Add("first", BoardBench.Run(80));
        bench.Add("second", BoardBench.Run(70));
        bench.Add("third", BoardBench.Run(60));
        string entry = bench["entries", first.Id + ".json"];
        string Record(int i) => bench["ledger", $"{i:D8}.json"];
        string expected;
        switch (what)
        {
            case "entry":
                File.WriteAllText(entry, File.ReadAllText(entry).Replace("first", "forst", StringComparison.Ordinal));
                expected = "its digest is not its name";
                break;
            case "score":
                File.WriteAllText(entry, File.ReadAllText(entry).Replace("\"meanIou\": 0.", "\"meanIou\": 0.9", StringComparison.Ordinal));
                expected = "its counts give";
                break;
            case "run":
                string run = bench["runs", first.Entry.Run + ".json"];
                File.WriteAllText(run, File.ReadAllText(run).Replace("truth", "trath", StringComparison.Ordinal));
                expected = "were changed";
                break;
            case "removed entry":
                File.Delete(entry);
                expected = "was removed";
                break;
            case "removed record":
                File.Delete(Record(2));
                expected = "record 2 was removed";
                break;
            case "reordered":
                File.Move(Record(1), bench["x"]);
                File.Move(Record(2), Record(1));
                File.Move(bench["x"], Record(2));
                expected = "put in another order";
                break;
            case "changed record":
                File.WriteAllText(Record(1), File.ReadAllText(Record(1)).Replace("12:00:00", "11:00:00", StringComparison.Ordinal));
                expected = "does not follow from the record before it";
                break;
            case "smuggled":
                File.WriteAllBytes(bench["entries", new string('d', 64) + ".json"], File.ReadAllBytes(entry));
                expected = "no record of the ledger brought it here";
                break;
            default:
                File.WriteAllText(bench["board.json"], File.ReadAllText(bench["board.json"]).Replace("Test board", "Other rules", StringComparison.Ordinal));
                expected = "board.json was changed";
                break;
        }

        Assert.That(string.Join("\n", BoardVerification.Of(bench.Folder).Findings), Does.Contain(expected));
    }

    [Test]
    public void A_changed_ground_truth_is_found_and_runs_against_another_one_are_refused()
    {
        using BoardBench bench = new(BoardBench.Rules with { GroundTruth = new string('a', 64) });
        bench.Add("net", BoardBench.Run(80));

        Assert.That(BoardVerification.Of(bench.Folder, new string('a', 64)).Findings, Is.Empty);
        Assert.That(BoardVerification.Of(bench.Folder, new string('e', 64)).Findings.Single(), Does.StartWith("the ground truth was changed"));
        Assert.That(() => bench.Add("other", BoardBench.Run(80, truth: 'e')), Throws.TypeOf<InputException>().With.Message.Contains("another ground truth"));
    }

    [Test]
    public void A_receipt_shows_that_the_end_of_the_ledger_was_cut_off()
    {
        using BoardBench bench = new();
        bench.Add("first", BoardBench.Run(80));
        StoredEntry last = bench.Add("last", BoardBench.Run(70));
        Receipt receipt = Receipt.Read("receipt.json", Receipt.Of(bench.Open(), last).ToJson());
        IReadOnlyList<string> before = ReceiptCheck.Of(bench.Folder, receipt, bench.Open().Ledger).Findings;

        File.Delete(bench["ledger", "00000002.json"]);
        File.Delete(bench["entries", last.Id + ".json"]);
        File.Delete(bench["runs", last.Entry.Run + ".json"]);

        Assert.That(before, Is.Empty);
        Assert.That(BoardVerification.Of(bench.Folder).Findings, Is.Empty, "the chain alone cannot know");
        Assert.That(ReceiptCheck.Of(bench.Folder, receipt, bench.Open().Ledger).Findings, Has.Exactly(1).Contains("record 2").And.Exactly(1).Contains("gone"));
    }

    [Test]
    public void A_signed_board_takes_records_with_its_key_alone_and_finds_others()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using BoardBench bench = new(BoardBench.Rules with { PublicKey = BoardSignature.PublicKeyOf(key) }, key);
        (BoardEntry entry, byte[] run) = bench.Open().Score(BoardBench.Run(80), BoardBench.About("net"));

        Assert.That(() => bench.Open().Add(entry, run, BoardBench.Noon, null), Throws.TypeOf<InputException>().With.Message.Contains("signed"));
        Assert.That(() => bench.Open().Add(entry, run, BoardBench.Noon, other), Throws.TypeOf<InputException>());
        bench.Open().Add(entry, run, BoardBench.Noon, key);
        Assert.That(BoardVerification.Of(bench.Folder).Findings, Is.Empty);

        File.WriteAllText(bench["ledger", "00000001.sig"], BoardSignature.Sign(other, File.ReadAllBytes(bench["ledger", "00000001.json"])));
        Assert.That(BoardVerification.Of(bench.Folder).Findings.Single(), Does.Contain("not signed with the board's key"));
    }

    [Test]
    public void A_key_that_is_taken_out_of_the_rules_is_found_and_no_command_goes_on_without_it()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string publicKey = BoardSignature.PublicKeyOf(key);
        using BoardBench bench = new(BoardBench.Rules with { PublicKey = publicKey }, key);
        (BoardEntry entry, byte[] run) = bench.Open().Score(BoardBench.Run(80), BoardBench.About("net"));
        bench.Open().Add(entry, run, BoardBench.Noon, key);
        File.WriteAllText(bench["board.json"], File.ReadAllText(bench["board.json"]).Replace($"\"{publicKey}\"", "null", StringComparison.Ordinal));
        Board open = bench.Open();
        StoredEntry stored = open.Find("net");
        (BoardEntry next, byte[] nextRun) = open.Score(BoardBench.Run(70), BoardBench.About("next"));

        Assert.That(BoardVerification.Of(bench.Folder).Findings, Has.Some.Contains("its publicKey is not that of the board's first record").And.Some.Contains("it was taken out"));
        Assert.That(() => open.ChangeRules(open.Definition, "laundered", BoardBench.Noon, null), Throws.TypeOf<InputException>().With.Message.Contains("its publicKey is not that of the board's first record"));
        Assert.That(() => open.ChangeRules(open.Definition, "laundered", BoardBench.Noon, key), Throws.TypeOf<InputException>());
        Assert.That(() => open.Mark(stored, withdraw: true, "x", BoardBench.Noon, null), Throws.TypeOf<InputException>());
        Assert.That(() => open.Replace(stored, next, nextRun, "x", BoardBench.Noon, null), Throws.TypeOf<InputException>());
        Assert.That(() => open.Add(next, nextRun, BoardBench.Noon, null), Throws.TypeOf<InputException>());
        Assert.That(() => open.RequireRules(), Throws.TypeOf<InputException>());
        Assert.That(bench.Open().Ledger, Has.Count.EqualTo(2));
        Assert.That(Directory.GetFiles(bench["entries"]), Has.Length.EqualTo(1), "nothing is left of what was refused");
    }

    [Test]
    public void A_key_belongs_to_a_board_from_its_first_record_on()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using BoardBench bench = new();
        bench.Add("net", BoardBench.Run(80));
        BoardDefinition signed = BoardBench.Rules with { PublicKey = BoardSignature.PublicKeyOf(key) };

        Assert.That(() => bench.Open().ChangeRules(signed, "from now on", BoardBench.Noon, key), Throws.TypeOf<InputException>());
        Assert.That(BoardVerification.Of(bench.Folder).Findings, Is.Empty, "nothing was written");
    }

    [Test]
    public void Failed_attempts_count_against_the_limits()
    {
        using BoardBench bench = new(BoardBench.Rules with { EntriesPerTeam = 3, EntriesPerTeamAndDay = 2 });
        BoardEntry failed = new() { Kind = EntryKind.Failed, Metadata = BoardBench.About("broken"), Protocol = "mmseg", Tool = "1.0.0", Error = "masks that cannot be read: 1" };
        bench.Open().Add(failed, null, BoardBench.Noon, null);
        bench.Open().Add(failed, null, BoardBench.Noon, null);

        Assert.That(() => bench.Add("net", BoardBench.Run(80), team: "ALPHA"), Throws.TypeOf<InputException>().With.Message.Contains("2 attempts of 2026-05-01"));
        Assert.That(() => bench.Add("net", BoardBench.Run(80), team: "Beta"), Throws.Nothing);
        bench.Open().Add(failed, null, BoardBench.Noon.AddDays(1), null);
        Assert.That(() => bench.Open().Add(failed, null, BoardBench.Noon.AddDays(2), null), Throws.TypeOf<InputException>().With.Message.Contains("all of its 3 attempts"));
    }

    [Test]
    public void Nothing_is_taken_before_a_board_opens_or_after_it_closes()
    {
        BoardDefinition rules = BoardBench.Rules with { Opens = new DateOnly(2026, 5, 2), Closes = new DateOnly(2026, 5, 3) };

        Assert.That(() => SubmissionLimits.Check(rules, [], "Alpha", BoardBench.Noon), Throws.TypeOf<InputException>().With.Message.Contains("opens on 2026-05-02"));
        Assert.That(() => SubmissionLimits.Check(rules, [], "Alpha", BoardBench.Noon.AddDays(1)), Throws.Nothing);
        Assert.That(() => SubmissionLimits.Check(rules, [], "Alpha", BoardBench.Noon.AddDays(3)), Throws.TypeOf<InputException>().With.Message.Contains("closed on 2026-05-03"));
    }

    [Test]
    public void Under_another_protocol_entries_get_new_scores_and_the_old_ones_stay()
    {
        using BoardBench bench = new();
        StoredEntry old = bench.Add("net", BoardBench.Run(80));
        Board board = bench.Open();
        BoardDefinition rules = board.Definition with { Protocol = "sceneparse" };
        (BoardEntry entry, byte[] run) = EntryScoring.Of(rules, board.ReadRun(old), old.Entry.Metadata);
        board.ChangeRules(rules, "absent classes count as 0", BoardBench.Noon, null);
        board.Replace(old, entry, run, "absent classes count as 0", BoardBench.Noon, null);

        RankedEntry row = Ranking.Of(bench.Open()).Single();

        // Two classes of 150 occur: their mean under mmseg is over 2, under sceneparse over 150.
        Assert.That(row.Stored.Entry.Figure(Metrics.MeanIou), Is.EqualTo(old.Entry.Figure(Metrics.MeanIou)!.Value * 2 / 150).Within(1e-12));
        Assert.That(bench.Open().Entries.Single(e => e.Id == old.Id).ReplacedBy, Is.EqualTo(row.Stored.Id));
        Assert.That(BoardVerification.Of(bench.Folder).Findings, Is.Empty);
    }

    [TestCase("paper", "javascript:alert(1)", "https://")]
    [TestCase("parameters", "many", "expected a number")]
    [TestCase("parameters", "-3", "expected a number")]
    [TestCase("backbnoe", "x", "Did you mean 'backbone'")]
    [TestCase("notes", "two\nlines", "one line")]
    public void What_is_said_of_an_entry_is_checked(string key, string value, string expected) =>
        Assert.That(() => BoardBench.About("net", values: (key, value)), Throws.TypeOf<InputException>().With.Message.Contains(expected));

    [TestCase("59M", 59e6)]
    [TestCase("1.12B", 1.12e9)]
    [TestCase("944G", 944e9)]
    [TestCase("3.28", 3.28)]
    public void Numbers_may_have_a_unit(string written, double value) =>
        Assert.That(BoardBench.About("net", values: ("parameters", written)).Number("parameters"), Is.EqualTo(value));

    [Test]
    public void Eight_writers_at_once_lose_nothing_and_break_no_link()
    {
        using BoardBench bench = new();
        RunStrangers(bench, 8, 6);

        BoardVerification verified = BoardVerification.Of(bench.Folder);

        Assert.That(verified.Findings, Is.Empty);
        Assert.That((verified.Records, verified.Rescored), Is.EqualTo((1 + 48, 48)));
    }

    private static void RunStrangers(BoardBench bench, int writers, int each) => Parallel.For(0, writers, new ParallelOptions { MaxDegreeOfParallelism = writers }, writer =>
    {
        for (int i = 0; i < each; i++)
        {
            Board board = bench.Open();
            (BoardEntry entry, byte[] run) = board.Score(BoardBench.Run(40 + writer + i), BoardBench.About($"net {writer}-{i}", $"team {writer}"));
            board.Add(entry, run, BoardBench.Noon, null);
        }
    });
}
