using Ade20kEval.Boards;
using Ade20kEval.Tests.Boards;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary>What a participant can check with a receipt and the published files: that the record is there, and that the downloads tell the receipt's figures; and what that check does not say.</summary>
public sealed class LeaderboardReceiptTests
{
    private TemporaryFolder _folder = null!;
    private BoardBench _bench = null!;
    private StoredEntry _entry = null!;
    private string _receipt = null!;

    private string Site => _folder["site"];

    [SetUp]
    public void Publish()
    {
        _folder = new TemporaryFolder();
        _bench = new BoardBench();
        _entry = _bench.Add("net", BoardBench.Run(80));
        _bench.Add("later", BoardBench.Run(70), "Beta");
        _receipt = _folder.Write("receipt.json", CliRun.Of("leaderboard", "show", _bench.Folder, "net", "--receipt").Output);
        PublishAgain();
    }

    [TearDown]
    public void Remove()
    {
        _bench.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void A_receipt_tells_whose_it_is_and_the_figures_as_the_board_rounds_them()
    {
        Receipt receipt = Receipt.Read("x", File.ReadAllBytes(_receipt));

        Assert.That((receipt.Team, receipt.Method), Is.EqualTo(("Alpha", "net")));
        Assert.That(receipt.Figures!.Select(figure => figure.Key), Is.EqualTo(new[] { "meanIou", "pixelAccuracy" }));

        // 80, 79 and 78 of 100 pixels of either class in turn: 79 % of all pixels, and 79 / (100 + 100 - 79) of each class.
        Assert.That(receipt.Figures!.Select(figure => figure.Value), Is.EqualTo(new double?[] { Math.Round(79 / 121.0, 4), 0.79 }));
        Assert.That(Receipt.Read("x", receipt.ToJson()).Figures, Is.EqualTo(receipt.Figures));
    }

    [Test]
    public void Figures_that_are_those_of_the_receipt_are_said_to_be_and_what_nobody_looked_at_too()
    {
        CliRun run = Verify();

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("checked: figures of 2 entries are the same in ranking.json and ranking.csv, those of the receipt among them\n"));
        Assert.That(run.Output, Does.Contain("not checked: scores, counts, labels and signatures, which are not published; what pages, charts and the feed show"));
        Assert.That(run.Output, Does.Not.Contain("written anew"), "the receipt shows that");
    }

    [Test]
    public void Figures_that_were_changed_in_both_downloads_are_found()
    {
        string told = Math.Round(79 / 121.0, 4).ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (string name in new[] { "ranking.json", "ranking.csv" })
        {
            Edit(name, told, "0.6129");
        }

        CliRun run = Verify();

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain($"meanIou is {told} in the receipt and 0.6129 in ranking.json."));
        Assert.That(CliRun.Of("leaderboard", "verify", Site).ExitCode, Is.Zero, "without a receipt they agree with each other");
    }

    [Test]
    public void A_table_that_says_otherwise_than_the_document_is_found_without_a_receipt()
    {
        Edit("ranking.csv", ",0.79,", ",0.89,");

        CliRun run = CliRun.Of("leaderboard", "verify", Site);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain($"{_entry.ShortId}: pixelAccuracy is '0.89' in ranking.csv and 0.79 in ranking.json."));
    }

    [Test]
    public void A_rank_a_row_and_a_name_that_were_changed_are_found()
    {
        string csv = File.ReadAllText(Path.Combine(Site, "ranking.csv")), json = File.ReadAllText(Path.Combine(Site, "ranking.json"));
        string[] lines = csv.Split('\n');
        File.WriteAllText(Path.Combine(Site, "ranking.csv"), $"{lines[0]}\n{lines[1]}\n");
        Assert.That(Verify().Output, Does.Contain("ranking.csv: has no row of entry"));

        File.WriteAllText(Path.Combine(Site, "ranking.csv"), csv.Replace("\n2,", "\n1,", StringComparison.Ordinal));
        Assert.That(Verify().Output, Does.Contain("rank is '1' in ranking.csv and 2 in ranking.json."));

        File.WriteAllText(Path.Combine(Site, "ranking.csv"), csv);
        File.WriteAllText(Path.Combine(Site, "ranking.json"), json.Replace("\"team\": \"Alpha\"", "\"team\": \"Gamma\"", StringComparison.Ordinal));
        Assert.That(Verify().Output, Does.Contain("the receipt is of net of Alpha; ranking.json has net of Gamma there."));
    }

    [Test]
    public void An_entry_that_was_scored_again_is_history_and_the_record_that_replaced_it_is_named()
    {
        CliRun.Of("leaderboard", "rescore", _bench.Folder, "--protocol", "sceneparse", "--reason", "as the benchmark");
        PublishAgain();

        CliRun run = Verify();

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Match($"receipt.json: its figures, which are history: record [0-9]+ put entry [0-9a-f]{{12}} in the place of {_entry.ShortId}"));
        Assert.That(run.Output, Does.Not.Contain("those of the receipt among them"));
    }

    [Test]
    public void An_entry_that_is_silently_no_more_is_found()
    {
        string json = File.ReadAllText(Path.Combine(Site, "ranking.json"));
        int from = json.IndexOf("    {\n      \"rank\": 1", StringComparison.Ordinal), to = json.IndexOf("    {\n      \"rank\": 2", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Site, "ranking.json"), json.Remove(from, to - from));
        File.Delete(Path.Combine(Site, "ranking.csv"));

        CliRun run = Verify();

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain($"entry {_entry.ShortId} of the receipt is not in ranking.json, and no record says what took its place."));
    }

    [Test]
    public void Fewer_decimals_than_on_the_receipt_are_no_contradiction_and_other_figures_are()
    {
        Board board = _bench.Open();
        board.ChangeRules(board.Definition with { Decimals = 1 }, "rounder", BoardBench.Noon, null);
        PublishAgain();
        Assert.That(Verify().ExitCode, Is.Zero, Verify().Output);

        // 65.3 % is what 65.29 % rounds to; 65.2 % is not.
        Edit("ranking.json", "0.653", "0.652");
        Edit("ranking.csv", "0.653", "0.652");
        Assert.That(Verify().Output, Does.Contain("meanIou is 0.6529 in the receipt and 0.652 in ranking.json."));
    }

    [Test]
    public void Receipts_and_ledgers_of_earlier_versions_are_read_and_what_they_lack_is_said()
    {
        string receipt = File.ReadAllText(_receipt);
        File.WriteAllText(_receipt, receipt[..receipt.IndexOf(",\n  \"team\"", StringComparison.Ordinal)] + "\n}\n");
        string ledger = Path.Combine(Site, "ledger.json");
        File.WriteAllLines(ledger, [.. File.ReadAllText(ledger).Replace("\",\n      \"text\"", "\"\n      \"text\"", StringComparison.Ordinal).Split('\n').Where(line => !line.Contains("\"text\"", StringComparison.Ordinal))]);

        CliRun run = Verify();

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Error);
        Assert.That(string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Does.Contain("its figures, for an earlier version gave it, without any").And.Contains("what records say, for an earlier version published their digests alone"));
    }

    [Test]
    public void What_a_record_says_cannot_be_told_otherwise()
    {
        // The second record listed as of the first one's entry.
        string ledger = Path.Combine(Site, "ledger.json"), honest = File.ReadAllText(ledger);
        string later = Ranking.Of(_bench.Open())[1].Stored.Id;
        File.WriteAllText(ledger, honest.Replace($"\"entry\": \"{later}\"", $"\"entry\": \"{_entry.Id}\"", StringComparison.Ordinal));
        Assert.That(Verify().Output, Does.Contain("record 2: is listed as something else than its text says."));

        File.WriteAllText(ledger, honest.Replace("\\\"team\\\": \\\"Beta\\\"", "\\\"team\\\": \\\"Bela\\\"", StringComparison.Ordinal));
        Assert.That(Verify().Output, Does.Contain("record 2: its text does not give its digest"));
    }

    [TestCase("\"team\": \"Alpha\"", "\"team\": \"Evil\"", "the receipt is of net of Evil; the entry is net of Alpha: the receipt was changed.")]
    [TestCase("\"method\": \"net\"", "\"method\": \"other\"", "the receipt is of other of Alpha; the entry is net of Alpha")]
    [TestCase("\"pixelAccuracy\": 0.79", "\"pixelAccuracy\": 0.9", "pixelAccuracy is 0.9 in the receipt and 0.79 in the entry")]
    [TestCase("\"pixelAccuracy\": 0.79", "\"pixelAccuracy\": null", "pixelAccuracy is undefined in the receipt and 0.79 in the entry")]
    [TestCase("\"board\": \"Test board\"", "\"board\": \"Best board\"", "the receipt is of the board 'Best board'; ")]
    public void A_board_finds_a_receipt_whose_words_or_figures_are_not_its_entrys(string told, string changed, string expected)
    {
        Assert.That(OfBoard().ExitCode, Is.Zero, OfBoard().Output);
        string text = File.ReadAllText(_receipt);
        Assert.That(text, Does.Contain(told));
        File.WriteAllText(_receipt, text.Replace(told, changed, StringComparison.Ordinal));

        Assert.That(OfBoard().ExitCode, Is.EqualTo(1));
        Assert.That(OfBoard().Output, Does.Contain(expected));
        Assert.That(Verify().ExitCode, Is.EqualTo(1), "so do its pages");
    }

    [Test]
    public void After_a_change_of_rules_the_title_is_not_compared_and_older_roundings_hold()
    {
        Board board = _bench.Open();
        board.ChangeRules(board.Definition with { Title = "Other", Decimals = 1 }, "renamed", BoardBench.Noon, null);
        PublishAgain();

        foreach (CliRun run in new[] { OfBoard(), Verify() })
        {
            Assert.That(run.ExitCode, Is.Zero, run.Output);
            Assert.That(string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Does.Contain("its title 'Test board', for the rules ").And.Contains("the board is called 'Other' now"));
        }

        // 79 / 121 = 0.65289...: no rounding of it is 0.66.
        EditAt(_receipt, "0.6529", "0.66");
        Assert.That(OfBoard().Output, Does.Contain("meanIou is 0.66 in the receipt and 0.652"));
    }

    [Test]
    public void Of_a_withdrawn_entry_it_is_said_when_and_why_and_a_rank_of_it_is_found()
    {
        CliRun.Of("leaderboard", "withdraw", _bench.Folder, "net", "--reason", "trained on the labels");
        PublishAgain();

        string day = _bench.Open().Ledger[^1].Time.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        foreach (CliRun run in new[] { OfBoard(), Verify() })
        {
            Assert.That(run.ExitCode, Is.Zero, run.Output);
            Assert.That(run.Output, Does.Contain($"{_receipt}: net of Alpha was withdrawn on {day} (record 3): trained on the labels\n"));
        }

        // Rank 1 is later's now: net gets one beside it.
        string path = Path.Combine(Site, "ranking.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"rank\": null", "\"rank\": 2", StringComparison.Ordinal));
        Assert.That(Verify().Output, Does.Contain("rank 2, and the ledger says that it is withdrawn."));
    }

    [Test]
    public void Of_a_failed_attempt_it_is_said_and_no_figures_are_said_to_be_compared()
    {
        BoardEntry failed = new() { Kind = EntryKind.Failed, Metadata = BoardBench.About("broken"), Protocol = "mmseg", Tool = "1", Error = "no masks" };
        string id = _bench.Open().Add(failed, null, BoardBench.Noon, null).Entry!;
        _folder.Write("receipt.json", CliRun.Of("leaderboard", "show", _bench.Folder, id, "--receipt").Output);
        PublishAgain();

        Assert.That(OfBoard().Output, Does.Contain("broken of Alpha failed, on 2026-05-01 (record 3): it has no figures and no rank\n"));
        Assert.That(Verify().ExitCode, Is.Zero, Verify().Output);
        Assert.That(Verify().Output, Does.Contain("broken of Alpha failed, on 2026-05-01").And.Not.Contains("those of the receipt"));
    }

    private static void EditAt(string path, string from, string to)
    {
        string text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(from));
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    private CliRun OfBoard() => CliRun.Wide(400, "leaderboard", "verify", _bench.Folder, "--receipt", _receipt);

    private CliRun Verify() => CliRun.Wide(400, "leaderboard", "verify", Site, "--receipt", _receipt);

    private void PublishAgain() => Assert.That(CliRun.Of("leaderboard", "publish", _bench.Folder, Site).ExitCode, Is.Zero);

    private void Edit(string name, string from, string to)
    {
        EditAt(Path.Combine(Site, name), from, to);
    }
}
