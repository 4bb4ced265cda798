using System.Text.Json;
using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Boards;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary>What a board lets in, ranks, rounds and gives away, from the command line.</summary>
public sealed class LeaderboardRulesTests
{
    private TemporaryFolder _folder = null!;

    private string Board => _folder["board"];

    private static string Truth => Path.Combine(TestFolders.SampleData, "ground-truth");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_the_rules_refuse_leaves_nothing_in_the_board()
    {
        Assert.That(CliRun.Of("leaderboard", "init", Board, "--title", "T", "--ground-truth", Truth, "--entries-a-day", "1").ExitCode, Is.Zero);
        string weak = Path.Combine(TestFolders.SampleData, "predictions", "weak");
        Assert.That(CliRun.Of("leaderboard", "add", Board, weak, "--ground-truth", Truth, "--team", "A", "--method", "one").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("leaderboard", "add", Board, weak, "--ground-truth", Truth, "--team", "A", "--method", "two").ExitCode, Is.EqualTo(ExitCode.BadInput));

        Assert.That(Directory.GetFiles(Path.Combine(Board, "entries")), Has.Length.EqualTo(1));
        Assert.That(CliRun.Of("leaderboard", "verify", Board).ExitCode, Is.Zero);
    }

    [TestCase("export", "board.json")]
    [TestCase("export", "ledger/00000000.json")]
    [TestCase("publish", "ledger")]
    public void Nothing_is_written_into_a_board_but_by_its_own_commands(string command, string target)
    {
        Assert.That(CliRun.Of("leaderboard", "init", Board, "--title", "T", "--ground-truth", Truth).ExitCode, Is.Zero);
        string[] force = command == "export" ? ["--force"] : [];
        CliRun run = CliRun.Of(["leaderboard", command, Board, Path.Combine(Board, target), .. force]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error);
        Assert.That(run.Error, Does.Contain("the board's own folder"));
        Assert.That(CliRun.Of("leaderboard", "list", Board).ExitCode, Is.Zero);
    }

    [Test]
    public void A_board_that_closed_before_it_was_made_and_a_limit_that_is_never_reached_are_told()
    {
        CliRun run = CliRun.Of("leaderboard", "init", Board, "--title", "T", "--closes", "2001-02-03", "--entries", "2", "--entries-a-day", "5");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Is.EqualTo("note: --closes 2001-02-03 is past: the board takes no entries.\nnote: --entries-a-day 5 is never reached: a team has 2 in all (--entries).\n"));
    }

    [Test]
    public void An_encrypted_key_is_said_to_be_encrypted()
    {
        using System.Security.Cryptography.ECDsa key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        string pem = key.ExportEncryptedPkcs8PrivateKeyPem("secret", new System.Security.Cryptography.PbeParameters(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes128Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000));

        Assert.That(() => BoardSignature.ReadPrivateKey("key.pem", pem), Throws.TypeOf<Ade20kEval.Files.InputException>().With.Message.StartsWith("key.pem: is encrypted"));
    }

    [Test]
    public void A_share_above_one_is_listed_and_never_ranked()
    {
        Assert.That(CliRun.Of("leaderboard", "init", Board, "--title", "T", "--ground-truth", Truth, "--rank-reported").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("leaderboard", "add", Board, "--team", "A", "--method", "Real", "--figure", "meanIou=62.4%", "--citation", "c").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("leaderboard", "add", Board, "--team", "B", "--method", "Typo", "--figure", "meanIou=1.068", "--citation", "c").ExitCode, Is.Zero);

        string[] rows = [.. CliRun.Of("leaderboard", "list", Board).Output.Split('\n').Where(line => line.Contains("Real", StringComparison.Ordinal) || line.Contains("Typo", StringComparison.Ordinal))];
        Assert.That(rows[0].TrimStart(), Does.StartWith("1 ").And.Contain("Real"));
        Assert.That(rows[1].TrimStart(), Does.Not.StartWith("2 ").And.Contain("Typo"));
    }

    [Test]
    public void A_published_figure_is_added_with_its_citation_and_marked_as_reported()
    {
        CliRun.Of("leaderboard", "init", Board, "--title", "Test", "--columns", "pixelAccuracy,challengeScore", "--own-column", "lab");
        string[] add = ["leaderboard", "add", Board, "--team", "Zhao et al.", "--method", "PSPNet", "--figure", "meanIou=41.68%", "--figure", "pixelAccuracy=0.8004", "--set", "lab=CUHK"];

        Assert.That(CliRun.Of(add).Error, Does.Contain("--citation"));
        Assert.That(CliRun.Of([.. add, "--citation", "CVPR 2017, table 4, row 8"]).ExitCode, Is.Zero);

        // (41.68 + 80.04) / 2 = 60.86, computed.
        CliRun.Of("leaderboard", "export", Board, _folder["x.csv"]);
        Assert.That(File.ReadAllLines(_folder["x.csv"]), Is.EqualTo(new[] { "rank,method,team,meanIou,pixelAccuracy,challengeScore,lab,date,status,entry,kind,protocol,citation,error,backbone,resolution,scales,parameters,flops,gmacs,epochs,batchSize,classes,memoryGigabytes,hours,extraData,paper,code,notes", File.ReadAllLines(_folder["x.csv"])[1] }));
        Assert.That(File.ReadAllLines(_folder["x.csv"])[1], Does.StartWith(",PSPNet,Zhao et al.,0.4168,0.8004,0.6086,CUHK,").And.Contains(",reported,"));
        Assert.That(CliRun.Of("leaderboard", "show", Board, "PSPNet").Output, Does.Contain("table 4, row 8"));
        Assert.That(CliRun.Of([.. add, "--citation", "x", "--figure", "challengeScore=61.86%", "--set", "notes=y"]).Output, Does.Contain("challenge score printed 61.86 %; its parts give 60.860 %"));
        Assert.That(CliRun.Of("leaderboard", "add", Board, "--team", "A", "--method", "B").ExitCode, Is.EqualTo(ExitCode.BadUsage));
    }

    [Test]
    public void Other_formats_than_PNG_are_scored_only_where_the_board_takes_them()
    {
        _folder.WriteMask("labels/a.png", 4, 3, 1, 2);
        _folder.Write("npy/a.npy", [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes("{'descr': '|u1', 'fortran_order': False, 'shape': (3, 4), }".PadRight(117) + "\n"), 1, 2, .. new byte[10]]);
        foreach ((string name, string[] more) in new[] { ("png", Array.Empty<string>()), ("any", ["--any-format"]) })
        {
            CliRun.Of(["leaderboard", "init", _folder[name], "--title", "Test", "--ground-truth", _folder["labels"], .. more]);
            CliRun run = CliRun.Of("leaderboard", "add", _folder[name], _folder["npy"], "--ground-truth", _folder["labels"], "--team", "A", "--method", "B");
            Assert.That(run.ExitCode, Is.EqualTo(more.Length > 0 ? ExitCode.Done : ExitCode.BadInput), run.Output + run.Error);
        }
    }

    [TestCase("0001-01-01", ExitCode.BadUsage, "stands for a date that nobody knows")]
    [TestCase("2999-01-01", ExitCode.BadInput, "which is in the future")]
    [TestCase("2019-12-31", ExitCode.BadInput, "before the board opened on 2020-01-01")]
    [TestCase("31.12.2020", ExitCode.BadInput, "expected yyyy-mm-dd")]
    public void A_date_that_cannot_be_is_refused(string date, int exitCode, string expected)
    {
        CliRun.Of("leaderboard", "init", Board, "--title", "T", "--ground-truth", Truth, "--opens", "2020-01-01");

        CliRun run = CliRun.Of("leaderboard", "add", Board, Path.Combine(TestFolders.SampleData, "predictions", "weak"), "--ground-truth", Truth, "--team", "A", "--method", "B", "--date", date);

        Assert.That((run.ExitCode, run.Error.Contains(expected, StringComparison.Ordinal)), Is.EqualTo((exitCode, true)), run.Error);
    }

    [Test]
    public void Limits_of_a_day_go_by_the_clock_and_not_by_the_date_that_is_given()
    {
        CliRun.Of("leaderboard", "init", Board, "--title", "T", "--ground-truth", Truth, "--entries-a-day", "1");
        string[] Add(string method, string date) => ["leaderboard", "add", Board, Path.Combine(TestFolders.SampleData, "predictions", "weak"), "--ground-truth", Truth, "--team", "A", "--method", method, "--date", date];

        Assert.That(CliRun.Of(Add("one", "2025-01-01")).ExitCode, Is.Zero);
        Assert.That(CliRun.Of(Add("two", "2025-01-02")).Error, Does.Contain("has used its only attempt of"));
    }

    [Test]
    public void A_team_that_looks_like_another_in_letters_of_another_script_is_refused()
    {
        CliRun.Of("leaderboard", "init", Board, "--title", "T", "--rank-reported");
        string[] Add(string team) => ["leaderboard", "add", Board, "--team", team, "--method", "M of " + team, "--figure", "meanIou=41.68%", "--citation", "c"];
        Assert.That(CliRun.Of(Add("Alpha")).ExitCode, Is.Zero);

        CliRun run = CliRun.Of(Add("\u0410lpha"));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("looks like the team Alpha, which is on the board, in letters of another script"));
        Assert.That(CliRun.Of(Add("\u0410\u0411\u0412")).ExitCode, Is.Zero, "another script alone is nothing wrong");
    }

    [Test]
    public void A_coefficient_is_no_percentage_in_gains()
    {
        CliRun.Of("leaderboard", "init", Board, "--title", "T", "--rank-reported");
        CliRun.Of("leaderboard", "add", Board, "--team", "A", "--method", "old", "--figure", "kappa=0.4", "--figure", "meanIou=40%", "--citation", "c");
        CliRun.Of("leaderboard", "add", Board, "--team", "A", "--method", "new", "--figure", "kappa=0.5", "--figure", "meanIou=42%", "--citation", "c");

        string output = CliRun.Of("leaderboard", "show", Board, "new", "--against", "old").Output;

        // 0.5 - 0.4 = 0.1, a quarter of 0.4; 42 - 40 = 2, a twentieth of 40.
        Assert.That(output, Does.Match(@"\(not %\) +0\.40+ +0\.50+ +\+0\.10+ +25\.00"));
        Assert.That(output, Does.Match(@"Mean IoU +40 +42 +\+2 +5\.00"));
    }

    [Test]
    public void Exports_are_rounded_as_the_board_says()
    {
        using BoardBench bench = new(BoardBench.Rules with { Decimals = 1 });
        StoredEntry entry = bench.Add("net", BoardBench.Run(80));
        CliRun.Of("leaderboard", "export", bench.Folder, _folder["x.json"]);
        CliRun.Of("leaderboard", "export", bench.Folder, _folder["x.csv"]);

        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(_folder["x.json"]));
        double told = json.RootElement.GetProperty("entries")[0].GetProperty("figures").GetProperty("meanIou").GetDouble();
        Assert.That(told, Is.EqualTo(Math.Round(entry.Entry.Figure(Ade20kEval.Scoring.Metrics.MeanIou)!.Value, 3)).And.Not.EqualTo(entry.Entry.Figure(Ade20kEval.Scoring.Metrics.MeanIou)));
        Assert.That(File.ReadAllLines(_folder["x.csv"])[0], Is.EqualTo("rank,method,team,meanIou,pixelAccuracy,date,entry,kind,protocol,citation,error,backbone,resolution,scales,parameters,flops,gmacs,epochs,batchSize,classes,memoryGigabytes,hours,extraData,paper,code,notes"));
        Assert.That(CliRun.Of("leaderboard", "export", bench.Folder, _folder["x.txt"]).ExitCode, Is.EqualTo(ExitCode.BadUsage));
    }

    [Test]
    public void A_receipt_holds_as_long_as_its_record_does()
    {
        using BoardBench bench = new();
        bench.Add("net", BoardBench.Run(80));
        string receipt = _folder.Write("receipt.json", CliRun.Of("leaderboard", "show", bench.Folder, "net", "--receipt").Output);
        Assert.That(CliRun.Of("leaderboard", "verify", bench.Folder, "--receipt", receipt).ExitCode, Is.Zero);

        File.Delete(bench["ledger", "00000001.json"]);

        Assert.That(CliRun.Of("leaderboard", "verify", bench.Folder, "--receipt", receipt).Output, Does.Contain("record 1 of the receipt is gone"));
    }

    [Test]
    public void A_participant_checks_a_receipt_against_what_is_published()
    {
        using BoardBench bench = new();
        bench.Add("net", BoardBench.Run(80));
        bench.Add("later", BoardBench.Run(70));
        string receipt = _folder.Write("receipt.json", CliRun.Of("leaderboard", "show", bench.Folder, "net", "--receipt").Output);
        CliRun.Of("leaderboard", "publish", bench.Folder, _folder["site"]);

        Assert.That(CliRun.Of("leaderboard", "verify", _folder["site"], "--receipt", receipt).Output, Does.StartWith("checked: 3 published records in one chain, the entries of the ranking are among them, 1 receipt holds; head ").And.Contains("\nnot checked: scores, counts, labels and signatures"));
        string ledger = _folder["site", "ledger.json"];
        string honest = File.ReadAllText(ledger), record = Receipt.Read("x", File.ReadAllBytes(receipt)).Record;

        // Another score under the old place: its digest cannot stay, and with another one the next record does not follow.
        File.WriteAllText(ledger, honest.Replace($"\"record\": \"{record}\"", $"\"record\": \"{new string('a', 64)}\"", StringComparison.Ordinal));
        CliRun changed = CliRun.Of("leaderboard", "verify", ledger, "--receipt", receipt);
        Assert.That(changed.ExitCode, Is.EqualTo(1));
        Assert.That(changed.Output, Does.Contain("record 1 is not the one").And.Contains("record 2: does not follow"));

        // Digests written anew are not those of the records, which are there too.
        File.WriteAllText(ledger, honest.Replace(record, new string('a', 64), StringComparison.Ordinal));
        Assert.That(CliRun.Of("leaderboard", "verify", ledger).Output, Does.Contain("record 1: its text does not give its digest"));

        // The whole chain written anew holds in itself; the receipt alone shows it.
        using BoardBench forged = new();
        forged.Add("net", BoardBench.Run(60));
        forged.Add("later", BoardBench.Run(70));
        CliRun.Of("leaderboard", "publish", forged.Folder, _folder["site"]);
        Assert.That(CliRun.Of("leaderboard", "verify", _folder["site"]).ExitCode, Is.Zero);
        Assert.That(CliRun.Of("leaderboard", "verify", _folder["site"], "--receipt", receipt).Output, Does.Contain("record 1 is not the one"));
    }
}
