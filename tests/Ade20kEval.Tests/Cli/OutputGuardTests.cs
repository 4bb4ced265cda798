using Ade20kEval.Cli;

namespace Ade20kEval.Tests.Cli;

/// <summary>What is read is never written onto, nothing is written twice, and what is there already is replaced only when told.</summary>
public sealed class OutputGuardTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make()
    {
        _folder = new TemporaryFolder();
        MaskFolder.Write(_folder["masks", "a.png"], "1 2", "3 0");
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void The_page_that_an_earlier_run_wrote_is_replaced()
    {
        MaskFolder.Write(_folder["guesses", "a.png"], "1 2", "3 4");
        string[] score = ["score", _folder["guesses"], _folder["masks"], "--out", _folder["out"]];
        Assert.That(CliRun.Of(score).ExitCode, Is.Zero);
        string[] report = ["report", _folder["out"], "--out", _folder["page"]];
        Assert.That(CliRun.Of(report).ExitCode, Is.Zero);
        Assert.That(CliRun.Of(report).ExitCode, Is.Zero, "a page says who made it");

        File.WriteAllText(_folder["page", "report.html"], "<p>Something else.</p>");
        Assert.That(CliRun.Of(report).ExitCode, Is.EqualTo(ExitCode.BadUsage));
    }

    [TestCase("convert", "masks", "masks")]
    [TestCase("colorize", "masks", "masks")]
    [TestCase("colorize", "masks", "link")]
    public void A_mask_is_not_overwritten_by_what_is_made_of_it(string command, string masks, string folder)
    {
        File.CreateSymbolicLink(_folder["link"], _folder["masks"]);
        byte[] before = File.ReadAllBytes(_folder["masks", "a.png"]);
        CliRun run = CliRun.Of(command, _folder[masks], _folder[folder], "--force");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error);
        Assert.That(run.Error, Does.Contain("is read by this very command"));
        Assert.That(File.ReadAllBytes(_folder["masks", "a.png"]), Is.EqualTo(before));
    }

    [Test]
    public void A_picture_is_not_overwritten_by_its_blend()
    {
        MaskFolder.Write(_folder["pictures", "a.png"], "1 2", "3 0");
        byte[] before = File.ReadAllBytes(_folder["pictures", "a.png"]);
        CliRun run = CliRun.Of("colorize", _folder["masks"], _folder["pictures"], "--over", _folder["pictures"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error);
        Assert.That(File.ReadAllBytes(_folder["pictures", "a.png"]), Is.EqualTo(before));
    }

    [Test]
    public void Two_masks_of_one_output_are_refused_before_anything_is_written()
    {
        File.WriteAllBytes(_folder["masks", "a.npy"], Ade20kEval.Formats.Npy.NpyWriter.Write<byte>([1, 2, 3, 0], 2, 2));
        CliRun run = CliRun.Of("colorize", _folder["masks"], _folder["out"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error);
        Assert.That(run.Error, Does.Contain("would be written twice").And.Contain("a.npy").And.Contain("a.png"));
        Assert.That(Directory.Exists(_folder["out"]), Is.False);
    }

    [Test]
    public void What_is_there_already_is_replaced_by_force_alone()
    {
        Directory.CreateDirectory(_folder["out"]);
        File.WriteAllText(_folder["out", "a.png"], "of somebody else");
        CliRun run = CliRun.Of("colorize", _folder["masks"], _folder["out"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain("files that are there already: 1").And.Contain("--force"));
        Assert.That(File.ReadAllText(_folder["out", "a.png"]), Is.EqualTo("of somebody else"));
        Assert.That(CliRun.Of("colorize", _folder["masks"], _folder["out"], "--force").ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(File.ReadAllText(_folder["out", "a.png"]), Is.Not.EqualTo("of somebody else"));
    }

    [Test]
    public void Outputs_of_an_earlier_run_are_replaced_and_files_of_somebody_else_are_not()
    {
        MaskFolder.Write(_folder["truth", "a.png"], "1 2", "3 0");
        string[] command = ["score", _folder["masks"], _folder["truth"], "--out", _folder["out"], "--write", "csv,md"];
        Assert.That(CliRun.Of(command).ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(CliRun.Of(command).ExitCode, Is.EqualTo(ExitCode.Done), "run.json says that the files are ours");

        File.WriteAllText(_folder["out", "run.json"], "of somebody else");
        CliRun run = CliRun.Of(command);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain("files that are there already").And.Contain("run.json").And.Contain("--force"));
        Assert.That(File.ReadAllText(_folder["out", "run.json"]), Is.EqualTo("of somebody else"));
        Assert.That(CliRun.Of([.. command, "--force"]).ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public void A_run_document_is_not_overwritten_by_what_is_made_of_it()
    {
        MaskFolder.Write(_folder["truth", "a.png"], "1 2", "3 0");
        Assert.That(CliRun.Of("score", _folder["masks"], _folder["truth"], "--out", _folder["out"]).ExitCode, Is.EqualTo(ExitCode.Done));
        foreach (string[] command in (string[][])[["rescore", _folder["out", "run.json"], "--out", _folder["out"]], ["report", _folder["out", "run.json"], "--out", _folder["out"], "--write", "json"]])
        {
            CliRun run = CliRun.Of([.. command, "--force"]);
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error);
            Assert.That(run.Error, Does.Contain("is read by this very command"));
        }
    }

    [Test]
    public void Outputs_among_the_predictions_are_never_read_back_so_that_equal_runs_give_equal_documents()
    {
        MaskFolder.Write(_folder["truth", "a.png"], "1 2", "3 0");
        string[] command = ["score", _folder["masks"], _folder["truth"], "--out", _folder["masks"], "--write", "html,csv,svg"];
        CliRun first = CliRun.Of(command);
        Assert.That(first.ExitCode, Is.EqualTo(ExitCode.Done), first.Error);
        string before = File.ReadAllText(_folder["masks", "run.json"]);

        CliRun second = CliRun.Of(command);
        Assert.That(second.ExitCode, Is.EqualTo(ExitCode.Done), second.Error);
        Assert.That(WithoutTime(File.ReadAllText(_folder["masks", "run.json"])), Is.EqualTo(WithoutTime(before)));
        Assert.That(before, Does.Not.Contain(".tmp").And.Not.Contain("skipped"));

        static string WithoutTime(string json) => string.Join('\n', json.Split('\n').Where(line => !line.Contains("\"tool\"", StringComparison.Ordinal)));
    }

    [TestCase("score MASKS TRUTH --out MASKS --write png")]
    [TestCase("colorize MASKS MASKS/below")]
    [TestCase("doctor MASKS TRUTH --write-mended MASKS/below")]
    public void What_looks_like_a_mask_is_not_written_among_masks(string line)
    {
        MaskFolder.Write(_folder["truth", "a.png"], "1 2", "3 0");
        CliRun run = CliRun.Of([.. line.Split(' ').Select(word => word.Replace("MASKS", _folder["masks"], StringComparison.Ordinal).Replace("TRUTH", _folder["truth"], StringComparison.Ordinal))]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error);
        Assert.That(run.Error, Does.Contain("would lie among the files of"));
        Assert.That(Directory.GetFileSystemEntries(_folder["masks"]), Has.Length.EqualTo(1));
    }

    [Test]
    public void The_doctor_s_table_replaces_no_file_of_anybody()
    {
        MaskFolder.Write(_folder["truth", "a.png"], "1 2", "3 0");
        File.WriteAllText(_folder["notes.txt"], "mine");
        Assert.That(CliRun.Of("doctor", _folder["masks"], _folder["truth"], "--write-remap", _folder["notes.txt"]).ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(CliRun.Of("doctor", _folder["masks", "a.png"], _folder["truth", "a.png"], "--write-remap", _folder["truth", "a.png"], "--force").Error, Does.Contain("is read by this very command"));
        Assert.That(File.ReadAllText(_folder["notes.txt"]), Is.EqualTo("mine"));
    }

    [Test]
    public void What_was_written_is_told_and_a_run_that_fails_leaves_no_folder()
    {
        MaskFolder.Write(_folder["truth", "a.png"], "1 2", "3 0");
        CliRun run = CliRun.Of("score", _folder["masks"], _folder["truth"], "--out", _folder["new", "deep"], "--write", "csv");
        Assert.That(run.Error, Does.Contain("written to ").And.Contain("classes.csv").And.Contain("run.json"));

        MaskFolder.Write(_folder["truth", "b.png"], "1 2", "3 0");
        Assert.That(CliRun.Of("score", _folder["masks"], _folder["truth"], "--out", _folder["other", "deep"]).ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(Directory.Exists(_folder["other"]), Is.False);
    }

    [Test]
    public void Fused_maps_of_an_earlier_run_are_replaced_by_force_alone()
    {
        MaskFolder.Write(_folder["truth", "a.png"], "1 2", "3 0");
        MaskFolder.Write(_folder["other", "a.png"], "1 2", "3 0");
        string[] command = ["fuse", "--votes", "--view", _folder["masks"], "--view", _folder["other"], "--sizes-from", _folder["truth"], "--out", _folder["fused"]];
        Assert.That(CliRun.Of(command).ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(CliRun.Of(command).ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(CliRun.Of([.. command, "--force"]).ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public void Nothing_scored_is_an_error()
    {
        MaskFolder.Write(_folder["truth", "b.png"], "1 2", "3 0");
        CliRun run = CliRun.Of("score", _folder["masks"], _folder["truth"], "--missing", "skip", "--extra", "skip");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("nothing would be scored"));
    }

    [TestCase("{\"\\ud800zz\": 1}", ".json")]
    [TestCase("[{\"\\ud800\": 1}]", ".json")]
    public void Half_of_a_surrogate_pair_in_a_key_is_not_our_bug(string json, string extension)
    {
        File.WriteAllText(_folder["table" + extension], json);
        Assert.That(CliRun.Of("score", _folder["table" + extension], _folder["masks"]).ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(CliRun.Of("score", _folder["masks"], _folder["masks"], "--remap", _folder["table" + extension]).ExitCode, Is.EqualTo(ExitCode.BadInput));
    }

    [Test]
    public void Huge_axes_around_one_of_length_nothing_are_a_shape_that_is_refused()
    {
        byte[] npy = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes("{'descr': '|u1', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647, 0), }".PadRight(117) + "\n")];
        File.WriteAllBytes(_folder["a.npy"], npy);
        CliRun run = CliRun.Of("score", _folder["a.npy"], _folder["masks", "a.png"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
    }

    [Test]
    public void A_name_of_a_megabyte_is_not_repeated()
    {
        File.WriteAllText(_folder["table.json"], $$$"""[{"file_name":"{{{new string('y', 1_000_000)}}}","category_id":1,"segmentation":{"size":[2,2],"counts":[0,4]}}]""");
        CliRun run = CliRun.Of("score", _folder["table.json"], _folder["masks"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Has.Length.LessThan(2000).And.Contain("1,000,000 bytes"));
    }
}
