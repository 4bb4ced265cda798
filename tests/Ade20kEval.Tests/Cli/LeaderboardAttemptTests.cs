using System.Text.Json;
using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.Formats.Png;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Cli;

/// <summary>What counts as a team's attempt: what the participant got wrong, and never what the host did.</summary>
public sealed class LeaderboardAttemptTests
{
    private TemporaryFolder _folder = null!;

    private string Board => _folder["board"];

    private StoredEntry[] Entries => [.. Ade20kEval.Boards.Board.Open(Board).Entries];

    [SetUp]
    public void MakeBoard()
    {
        _folder = new TemporaryFolder();
        _folder.WriteMask("labels/a.png", 4, 3, 1, 2);
        _folder.WriteMask("labels/b.png", 4, 3, 3, 2);
        _folder.WriteMask("good/a.png", 4, 3, 1, 2);
        _folder.WriteMask("good/b.png", 4, 3, 3, 3);
        Init(Board);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_path_that_is_not_there_is_the_hosts_slip()
    {
        CliRun run = Add(_folder["godo"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("there is no such file or folder. No attempt was counted."));
        Assert.That(Entries, Is.Empty);
    }

    // A folder is what the host unpacked or mounted; an archive is what was handed in.
    [TestCase("")]
    [TestCase("predictions/val")]
    public void A_folder_without_any_file_is_the_hosts_slip(string below)
    {
        Directory.CreateDirectory(_folder["mount", below]);

        CliRun run = Add(_folder["mount"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("mount: is a folder without any file. Is something not mounted or not unpacked? No attempt was counted."));
        Assert.That(Entries, Is.Empty);
    }

    [Test]
    public void An_archive_without_masks_and_a_folder_of_other_files_are_attempts()
    {
        CliRun archive = Add(_folder.Write("x.zip", new Formats.Archives.ZipForge().ToArray()));
        _folder.Write("notes/readme.txt", "hello");
        CliRun folder = Add(_folder["notes"]);

        Assert.That(archive.Error + folder.Error, Does.Contain("submissions without a mask: 1\n  x.zip\n").And.Contains("submissions without a mask: 1\n  notes\n"));
        Assert.That(Ade20kEval.Boards.Board.Open(Board).Ledger.Skip(1).Select(record => record.Event), Is.EqualTo(new[] { "fail", "fail" }));
    }

    [Test]
    public void A_board_that_takes_any_format_takes_what_score_reads()
    {
        Init(_folder["any"], more: ["--any-format"]);
        byte[] bmp = Bmp(4, 3, 1, 2);
        _folder.Write("mixed/a.bmp", bmp);
        _folder.WriteMask("mixed/b.png", 4, 3, 3, 3);
        string[] Of(string board) => [.. Words(_folder["mixed"]).Select(word => word == Board ? board : word)];

        CliRun taken = CliRun.Of(Of(_folder["any"]));
        CliRun refused = CliRun.Of(Of(Board));

        Assert.That(taken.ExitCode, Is.Zero, taken.Error);
        Assert.That(refused.Error, Does.Contain("files that are no PNG: 1\n  a.bmp\n"));
        Assert.That(CliRun.Of("validate", _folder["mixed"], "--ground-truth", _folder["labels"], "--any-format").Output, Is.EqualTo("valid: 2 masks\n"));
    }

    [Test]
    public void Labels_that_cannot_be_read_or_are_the_submission_itself_are_the_hosts_slip()
    {
        // A board without the digest of its labels learns of them only now.
        Init(_folder["loose"], truth: null);
        _folder.Write("labels/a.png", "no picture at all, but long enough to be taken for one by its length alone");

        CliRun broken = CliRun.Of([.. Words(_folder["good"]).Select(word => word == Board ? _folder["loose"] : word)]);
        CliRun same = CliRun.Of([.. Words(_folder["labels"]).Select(word => word == Board ? _folder["loose"] : word)]);

        Assert.That(broken.Error, Does.Contain("No attempt was counted."));
        Assert.That(same.Error, Does.Contain("as the labels and as the submission. No attempt was counted."));
        Assert.That(Ade20kEval.Boards.Board.Open(_folder["loose"]).Entries, Is.Empty);
    }

    [Test]
    public void Labels_with_values_of_another_dataset_are_the_hosts_slip()
    {
        Init(_folder["loose"], truth: null);
        _folder.WriteMask("labels/a.png", 4, 3, 1, 200);

        CliRun run = CliRun.Of([.. Words(_folder["good"]).Select(word => word == Board ? _folder["loose"] : word)]);

        Assert.That(run.Error, Does.Contain("200").And.Contains("The submission is valid; this is the host's to mend. No attempt was counted."));
        Assert.That(Ade20kEval.Boards.Board.Open(_folder["loose"]).Entries, Is.Empty);
    }

    [TestCase("--dataset", "voc2012-21")]
    [TestCase("--date", "2999-01-01")]
    [TestCase("--set", "scales=both")]
    [TestCase("--key", "no-such.pem")]
    public void Usage_mistakes_are_no_attempts(string option, string value)
    {
        CliRun run = CliRun.Of([.. Words(_folder["good"]), option, value]);

        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(Entries, Is.Empty);
    }

    [Test]
    public void A_board_that_is_closed_counts_nothing()
    {
        Init(_folder["closed"], more: ["--closes", "2025-01-01", "--entries", "1"]);

        CliRun run = CliRun.Of([.. Words(_folder["bad"]).Select(word => word == Board ? _folder["closed"] : word)]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("closed on 2025-01-01"));
        Assert.That(Ade20kEval.Boards.Board.Open(_folder["closed"]).Ledger, Has.Count.EqualTo(1));
    }

    [Test]
    public void Validate_and_add_find_the_same_and_say_it_in_the_same_words()
    {
        _folder.WriteMask("bad/a.png", 4, 3, 1, 200);
        _folder.WriteMask("bad/b.png", 4, 2, 1);
        _folder.WriteMask("bad/c.png", 4, 3, 1);
        _folder.Write("bad/d.npy", "x");

        CliRun validated = CliRun.Of("validate", _folder["bad"], "--ground-truth", _folder["labels"]);
        CliRun added = Add(_folder["bad"]);

        Assert.That((validated.ExitCode, added.ExitCode), Is.EqualTo((ExitCode.BadInput, ExitCode.BadInput)));
        Assert.That(validated.Output, Does.Contain("masks with values that no class has (expected 1..150, ignored 0): 1\n  a.png: 200").And.Contains("b.png: 4 x 2, expected 4 x 3").And.EndsWith("not valid: 4 masks, 4 kinds of fault\n"));
        Assert.That(added.Error, Does.Contain(validated.Output).And.Contains("Recorded as a failed attempt: it counts"));
        Assert.That(Entries.Single().Entry.Error, Is.EqualTo("masks of no image: 2; files that are no PNG: 1; masks of another size than their image: 1; masks with values that no class has (expected 1..150, ignored 0): 1"));
    }

    [Test]
    public void Values_that_no_class_has_are_a_failed_attempt_in_a_run_document_as_in_masks()
    {
        _folder.WriteMask("bad/a.png", 4, 3, 1, 200);
        _folder.WriteMask("bad/b.png", 4, 3, 3);
        Assert.That(CliRun.Of("score", _folder["bad"], _folder["labels"], "--out", _folder["out"]).ExitCode, Is.Zero);

        CliRun run = Add(_folder["out", "run.json"]);

        // The second pixel of a.png is 200; what follows is 0 in the labels, and ignored.
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("masks with values that no class has (expected 1..150, ignored 0): 1\n  a: 200\n").And.Contains("Recorded as a failed attempt: it counts"));
        Assert.That(Entries.Single().Entry.Error, Is.EqualTo("masks with values that no class has (expected 1..150, ignored 0): 1"));
    }

    [Test]
    public void Images_that_a_run_document_counts_without_a_mask_are_a_failed_attempt()
    {
        _folder.WriteMask("half/a.png", 4, 3, 1, 2);
        Assert.That(CliRun.Of("score", _folder["half"], _folder["labels"], "--missing", "wrong", "--out", _folder["out"]).ExitCode, Is.Zero);

        Assert.That(Add(_folder["out", "run.json"]).Error, Does.Contain("images without a mask: 1\n  b\n").And.Contains("Recorded as a failed attempt"));
    }

    [Test]
    public void A_broken_archive_is_a_failed_attempt_without_a_path_of_the_host()
    {
        string zip = _folder.Write("x.zip", "PK no archive at all");

        CliRun run = Add(zip);

        Assert.That(run.Error, Does.Contain("Recorded as a failed attempt"));
        Assert.That(Entries.Single().Entry.Error, Does.Contain("x.zip").And.Not.Contains(_folder.Path));
    }

    [Test]
    public void A_message_names_no_option_that_the_command_lacks()
    {
        _folder.WriteMask("small/a.png", 2, 3, 1);
        _folder.WriteMask("small/b.png", 4, 3, 1);
        using MemoryStream rgb = new();
        PngWriter.WriteRgb8(rgb, new byte[4 * 3 * 3], 4, 3);
        _folder.Write("colours/a.png", rgb.ToArray());

        CliRun added = Add(_folder["small"]);
        CliRun coloured = Add(_folder["colours"]);
        CliRun scored = CliRun.Of("score", _folder["small"], _folder["labels"]);

        Assert.That(scored.Error, Does.Contain("--resize nearest"));
        Assert.That(added.Error + coloured.Error, Does.Not.Contain("--resize").And.Not.Contains("--encoding").And.Not.Contains("--missing").And.Not.Contains("--extra"));
    }

    [Test]
    public void A_mask_of_another_size_is_refused_by_its_header_before_it_is_decoded()
    {
        using MemoryStream huge = new();
        PngWriter.WriteGray8(huge, new byte[8192 * 8192], 8192, 8192);
        _folder.Write("huge/a.png", huge.ToArray());
        _folder.WriteMask("huge/b.png", 4, 3, 1);
        CliRun.Of("validate", _folder["good"], "--ground-truth", _folder["labels"]);

        long before = GC.GetAllocatedBytesForCurrentThread();
        CliRun run = CliRun.Of("validate", _folder["huge"], "--ground-truth", _folder["labels"], "--json");
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.That(json.RootElement.GetProperty("findings")[0].GetProperty("cases")[0].GetString(), Is.EqualTo("a.png: 8192 x 8192, expected 4 x 3"));
        Assert.That(allocated, Is.LessThan(32 << 20), "its pixels alone are 64 MiB");
    }

    [Test]
    public void A_team_that_hides_behind_another_spelling_has_no_more_attempts()
    {
        Init(_folder["limited"], more: ["--entries", "1"]);
        string[] Of(string team) => [.. Words(_folder["good"]).Select(word => word == Board ? _folder["limited"] : word == "A" ? team : word)];

        Assert.That(CliRun.Of(Of("Team A")).ExitCode, Is.Zero);
        Assert.That(CliRun.Of(Of("ＴＥＡＭ\u3000Ａ")).Error, Does.Contain("has used its only attempt"));
        Assert.That(CliRun.Of(Of("Team\u200B A")).Error, Does.Contain("team: holds U+200B"));
        Assert.That(CliRun.Of(Of("Team B")).ExitCode, Is.Zero);
    }

    [TestCase("=0.5", "expected key=value, such as meanIou=41.68%")]
    [TestCase("meanIou=", "expected a value")]
    [TestCase("meanIuo=0.5", "meanIou")]
    [TestCase("meanIou=-0.5", "not negative")]
    [TestCase("meanIou=high", "expected a number")]
    public void A_published_figure_that_is_none_is_refused(string figure, string expected)
    {
        CliRun run = CliRun.Of("leaderboard", "add", Board, "--team", "A", "--method", "B", "--citation", "c", "--figure", figure);

        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Error, Does.Contain(expected));
        Assert.That(Entries, Is.Empty);
    }

    [Test]
    public void A_figure_given_twice_is_refused_and_kappa_may_be_negative()
    {
        string[] add = ["leaderboard", "add", Board, "--team", "A", "--method", "B", "--citation", "c"];

        Assert.That(CliRun.Of([.. add, "--figure", "meanIou=0.5", "--figure", "meanIou=60%"]).Error, Does.Contain("'meanIou' is given twice"));
        Assert.That(CliRun.Of([.. add, "--figure", "kappa=-0.12"]).ExitCode, Is.Zero);
        Assert.That(CliRun.Of([.. add, "--figure", "meanDice=1.006"]).Output, Does.Contain("a mean Dice above 1 is impossible as defined"));
        Assert.That(CliRun.Of([.. add, "--figure", "meanIou=41.68"]).Error, Does.Contain("meanIou is 41.68, which no share can be: is its percent sign missing?"));
        Assert.That(CliRun.Of([.. add, "--figure", "kappa=-1.2"]).Output, Does.Contain("it lies from -1 to 1"));
    }

    // 8 bits a pixel with a gray palette, rows from the bottom up, each of a multiple of four bytes.
    private static byte[] Bmp(int width, int height, params byte[] values)
    {
        int stride = (width + 3) / 4 * 4;
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("BM"u8);
        writer.Write(54 + 1024 + (stride * height));
        writer.Write(0);
        writer.Write(54 + 1024);
        writer.Write(40);
        writer.Write(width);
        writer.Write(height);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write(0);
        writer.Write(stride * height);
        writer.Write(0L);
        writer.Write(256);
        writer.Write(0);
        for (int i = 0; i < 256; i++)
        {
            writer.Write(i * 0x010101);
        }

        for (int row = height - 1; row >= 0; row--)
        {
            for (int column = 0; column < stride; column++)
            {
                int at = (row * width) + column;
                writer.Write(column < width && at < values.Length ? values[at] : (byte)0);
            }
        }

        return stream.ToArray();
    }

    private void Init(string board, string? truth = "labels", params string[] more)
    {
        string[] labels = truth is null ? [] : ["--ground-truth", _folder[truth]];
        CliRun run = CliRun.Of(["leaderboard", "init", board, "--title", "Test", .. labels, .. more]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }

    private string[] Words(string submission) => ["leaderboard", "add", Board, submission, "--ground-truth", _folder["labels"], "--team", "A", "--method", "Net"];

    private CliRun Add(string submission) => CliRun.Of(Words(submission));
}
