using System.Security.Cryptography;
using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Boards;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary>No command makes a sound board unsound: not putting back what was scored under other rules, and not clearing away what had no record.</summary>
public sealed class LeaderboardRestoreTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_was_scored_against_older_labels_is_put_back_only_after_it_was_rescored()
    {
        string board = _folder["board"];
        _folder.WriteMask("old/a.png", 4, 1, 1, 1, 2, 2);
        _folder.WriteMask("new/a.png", 4, 1, 1, 2, 2, 2);
        _folder.WriteMask("received/one/a.png", 4, 1, 1, 2, 2, 2);
        _folder.WriteMask("received/two/a.png", 4, 1, 1, 1, 2, 2);
        Assert.That(CliRun.Of("leaderboard", "init", board, "--title", "T", "--ground-truth", _folder["old"]).ExitCode, Is.Zero);
        foreach (string name in new[] { "one", "two" })
        {
            Assert.That(CliRun.Of("leaderboard", "add", board, _folder["received", name], "--ground-truth", _folder["old"], "--team", name, "--method", name).ExitCode, Is.Zero);
        }

        string[] rescore = ["leaderboard", "rescore", board, "--ground-truth", _folder["new"], "--submissions", _folder["received"], "--reason", "a pixel mended"];
        CliRun.Of("leaderboard", "withdraw", board, "one", "--reason", "asked to");
        Assert.That(CliRun.Of(rescore).ExitCode, Is.Zero);

        CliRun refused = CliRun.Of("leaderboard", "restore", board, "one", "--reason", "settled");
        Assert.That((refused.ExitCode, refused.Error), Is.EqualTo((ExitCode.BadInput, refused.Error)));
        Assert.That(refused.Error, Does.Contain("was scored against other labels than the board's now").And.Contains("(`ade20k-eval leaderboard rescore BOARD --all`); then restore the one that takes its place."));
        Assert.That(CliRun.Of("leaderboard", "verify", board, "--ground-truth", _folder["new"]).ExitCode, Is.Zero);

        // As advised: 4 of 4 pixels are right against the mended labels, so that two of 150 classes have an IoU of 1.
        string old = Board.Open(board).Find("one").ShortId;
        Assert.That(CliRun.Of([.. rescore, "--all"]).ExitCode, Is.Zero);
        CliRun history = CliRun.Of("leaderboard", "restore", board, old, "--reason", "settled");
        Assert.That((history.ExitCode, history.Error.Contains($"was replaced by {Board.Open(board).Find("one").ShortId} when the board was rescored", StringComparison.Ordinal)), Is.EqualTo((ExitCode.BadInput, true)), history.Error);
        Assert.That(CliRun.Of("leaderboard", "restore", board, "one", "--reason", "settled").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("leaderboard", "list", board, "--no-ranges").Output, Does.Match(@"\n +1 +one .*100\.00"));
        Assert.That(CliRun.Of("leaderboard", "verify", board, "--ground-truth", _folder["new"]).ExitCode, Is.Zero);
    }

    [Test]
    public void The_host_is_told_that_another_team_handed_in_the_very_same_masks()
    {
        string board = _folder["board"];
        _folder.WriteMask("truth/a.png", 4, 1, 1, 1, 2, 2);
        _folder.WriteMask("one/a.png", 4, 1, 1, 2, 2, 2);
        Assert.That(CliRun.Of("leaderboard", "init", board, "--title", "T", "--ground-truth", _folder["truth"]).ExitCode, Is.Zero);
        CliRun Add(string team, string method) => CliRun.Of("leaderboard", "add", board, _folder["one"], "--ground-truth", _folder["truth"], "--team", team, "--method", method);

        Assert.That(Add("Alpha", "net").Error, Is.Empty);
        Assert.That(Add("Alpha", "again").Error, Is.Empty, "the same team may");
        CliRun other = Add("Beta", "mine");

        Assert.That(other.ExitCode, Is.Zero);
        Assert.That(other.Error, Does.Contain($"note: {Board.Open(board).Find("net").ShortId}, net of Alpha, was scored from the very same masks."));
    }

    [Test]
    public void What_was_scored_under_another_protocol_is_put_back_only_after_it_was_rescored()
    {
        using BoardBench bench = new();
        bench.Add("net", BoardBench.Run(80));
        CliRun.Of("leaderboard", "withdraw", bench.Folder, "net", "--reason", "asked to");
        CliRun.Of("leaderboard", "rescore", bench.Folder, "--protocol", "sceneparse", "--reason", "as the benchmark");

        CliRun refused = CliRun.Of("leaderboard", "restore", bench.Folder, "net", "--reason", "settled");

        Assert.That(refused.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(refused.Error, Does.Contain("was scored under protocol mmseg, and the board is of sceneparse since"));
        Assert.That(CliRun.Of("leaderboard", "rescore", bench.Folder, "--all", "--reason", "to restore one").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("leaderboard", "restore", bench.Folder, "net", "--reason", "settled").ExitCode, Is.Zero);
        Assert.That(BoardVerification.Of(bench.Folder).Findings, Is.Empty);
    }

    [Test]
    public void An_entry_that_came_back_by_a_second_rescore_is_checked_as_those_of_now_are()
    {
        using BoardBench bench = new(BoardBench.Rules with { GroundTruth = new string('a', 64) });
        StoredEntry net = bench.Add("net", BoardBench.Run(80));
        CliRun.Of("leaderboard", "rescore", bench.Folder, "--protocol", "sceneparse", "--reason", "there");
        CliRun.Of("leaderboard", "rescore", bench.Folder, "--protocol", "mmseg", "--reason", "and back");

        IReadOnlyList<(string Id, EntryState State)> states = EntryState.Of(bench.Open().Ledger);

        Assert.That(bench.Open().Find("net").Id, Is.EqualTo(net.Id), "the same content is the same entry");
        Assert.That(states.Single(entry => entry.Id == net.Id).State.IsHistory, Is.False);
        Assert.That(states.Single(entry => entry.Id != net.Id).State.IsHistory);
    }

    [Test]
    public void A_rescore_that_was_stopped_half_way_is_found()
    {
        using BoardBench bench = new();
        bench.Add("net", BoardBench.Run(80));
        Board open = bench.Open();
        open.ChangeRules(open.Definition with { Protocol = "sceneparse" }, "stopped behind this record", BoardBench.Noon, null);

        Assert.That(BoardVerification.Of(bench.Folder).Findings.Single(), Does.Contain("was scored under protocol mmseg; the board's is sceneparse. If a rescoring was stopped, rescore the board again."));
        CliRun.Of("leaderboard", "rescore", bench.Folder, "--reason", "to the end");
        Assert.That(BoardVerification.Of(bench.Folder).Findings, Is.Empty);
    }

    [Test]
    public void Whoever_cuts_a_record_and_repairs_leaves_a_record_of_it_and_the_files()
    {
        using BoardBench bench = new();
        bench.Add("net", BoardBench.Run(80));
        StoredEntry cut = bench.Add("rival", BoardBench.Run(90), "Beta");
        string receipt = _folder.Write("receipt.json", CliRun.Of("leaderboard", "show", bench.Folder, "rival", "--receipt").Output);
        byte[] entry = File.ReadAllBytes(bench["entries", cut.Id + ".json"]);
        File.Delete(bench["ledger", "00000002.json"]);

        Assert.That(CliRun.Of("leaderboard", "verify", bench.Folder, "--repair").ExitCode, Is.Zero);

        LedgerRecord record = bench.Open().Ledger[^1];
        Assert.That((record.Sequence, record.Event, record.Team, record.Entry), Is.EqualTo((2, "repair", "Beta", (string?)null)));
        Assert.That(record.Reason, Is.EqualTo($"set aside, for no record knew it: entries/{cut.Id[..16]}….json: an unfinished entry, rival of Beta"));
        Assert.That(File.ReadAllBytes(bench["set-aside", "entries", cut.Id + ".json"]), Is.EqualTo(entry));
        Assert.That(File.Exists(bench["set-aside", "runs", cut.Entry.Run + ".json"]));

        // Every later verification tells it, and the receipt shows that it was no stopped writer.
        Assert.That(Joined(CliRun.Of("leaderboard", "verify", bench.Folder).Output), Does.Contain("an unfinished entry, rival of Beta; a receipt for another record 2 would show that one was cut off"));
        Assert.That(CliRun.Of("leaderboard", "verify", bench.Folder, "--receipt", receipt).Output, Does.Contain("record 2 is not the one that the receipt was given for"));
        CliRun.Of("leaderboard", "publish", bench.Folder, _folder["site"]);
        Assert.That(File.ReadAllText(_folder["site", "history.html"]), Does.Contain("an unfinished entry, rival of Beta"));
        Assert.That(File.ReadAllText(bench["ledger", "00000002.json"]), Does.Contain("\"event\": \"repair\""));

        // It does not count as an attempt, and may be entered again.
        Assert.That(record.IsAttempt, Is.False);
        bench.Add("rival", BoardBench.Run(90), "Beta");
        Assert.That(BoardVerification.Of(bench.Folder).Findings, Is.Empty);
    }

    [Test]
    public void A_signed_board_is_repaired_with_its_key_alone()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string pem = _folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        using BoardBench bench = new(BoardBench.Rules with { PublicKey = BoardSignature.PublicKeyOf(key) }, key);
        string run = _folder.Write("run.json", RunJsonWriter.Write(BoardBench.Run(80)));
        Assert.That(CliRun.Of("leaderboard", "add", bench.Folder, run, "--team", "A", "--method", "net", "--key", pem).ExitCode, Is.Zero);
        File.Delete(bench["ledger", "00000001.json"]);

        CliRun without = CliRun.Of("leaderboard", "verify", bench.Folder, "--repair");

        Assert.That((without.ExitCode, without.Error.Contains("its records are signed", StringComparison.Ordinal)), Is.EqualTo((ExitCode.BadInput, true)));
        Assert.That(Directory.GetFiles(bench["entries"]), Has.Length.EqualTo(1), "nothing was moved");
        CliRun repaired = CliRun.Of("leaderboard", "verify", bench.Folder, "--repair", "--key", pem);
        Assert.That((repaired.ExitCode, repaired.Error), Is.EqualTo((0, "")), repaired.Output);
        Assert.That(BoardVerification.Of(bench.Folder).Findings, Is.Empty);
    }

    // Without the breaks of lines.
    private static string Joined(string text) => text.Replace("\n  ", " ", StringComparison.Ordinal);
}
