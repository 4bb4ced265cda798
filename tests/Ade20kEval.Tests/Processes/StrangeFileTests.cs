using System.Diagnostics;
using System.Runtime.Versioning;

namespace Ade20kEval.Tests.Processes;

[UnsupportedOSPlatform("windows")]
public sealed class StrangeFileTests
{
    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [TestCase("rm \"$0\"; mkfifo \"$0\"", "a pipe")]
    [TestCase("rm \"$0\"; mkdir \"$0\"", "is a folder, though its name is that of a mask")]
    [TestCase("rm \"$0\"; ln -s nowhere.png \"$0\"", "is a link to 'nowhere.png', which does not exist")]
    [TestCase("ln -sf \"$(basename \"$0\")\" \"$0\"", "leads in a circle")]
    [TestCase("ln -sf /dev/zero \"$0\"", "outside the folder that is scored")]
    [TestCase("rm \"$0\"; ln -s /etc/hostname \"$0\"", "outside the folder that is scored")]
    [TestCase(": > \"$0\"", "is empty")]
    public void What_is_no_mask_is_an_error_of_its_own_and_never_hangs(string make, string explanation)
    {
        using ScoredFolder folder = new(images: 3);
        string[] masks = [.. Directory.GetFiles(folder.Predictions).Order(StringComparer.Ordinal)];
        using (Process shell = Process.Start("/bin/sh", ["-c", make, masks[1]]))
        {
            shell.WaitForExit();
            Assert.That(shell.ExitCode, Is.Zero);
        }

        ToolProcess run = ToolProcess.Run("score", folder.Predictions, folder.GroundTruth, "--out", folder.Results);

        Assert.That(run.ExitCode, Is.EqualTo(3), run.Error);
        Assert.That(run.Error, Does.Contain(Path.GetFileName(masks[1])).And.Contain(explanation).And.Not.Contain("   at "));
        Assert.That(run.Output, Is.Empty);
        Assert.That(Directory.Exists(folder.Results), Is.False);
    }

    [Test]
    public void A_current_folder_that_is_gone_does_not_matter_to_absolute_paths()
    {
        using ScoredFolder folder = new(images: 3);
        string lost = Path.Combine(folder.Path, "lost");

        ToolProcess run = ToolProcess.Shell($"mkdir '{lost}' && cd '{lost}' && rmdir '{lost}' && exec \"$@\"", "score", folder.Predictions, folder.GroundTruth);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void Unreadable_files_are_all_named()
    {
        using ScoredFolder folder = new(images: 4);
        string[] locked = [.. Directory.GetFiles(folder.Predictions).Order(StringComparer.Ordinal).Take(2)];
        Array.ForEach(locked, path => File.SetUnixFileMode(path, UnixFileMode.None));

        ToolProcess run = ToolProcess.Shell(folder.AsNobody, "score", folder.Predictions, folder.GroundTruth);

        Assert.That(run.ExitCode, Is.EqualTo(3), run.Error);
        Assert.That(run.Error, Does.Contain(Path.GetFileName(locked[0])).And.Contain(Path.GetFileName(locked[1])).And.Contain("cannot be read").And.Not.Contain("   at "));
    }

    [Test]
    public void A_folder_that_may_be_listed_and_not_entered_is_called_that()
    {
        using ScoredFolder folder = new(images: 2);
        File.SetUnixFileMode(folder.Predictions, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        try
        {
            ToolProcess run = ToolProcess.Shell(folder.AsNobody, "score", folder.Predictions, folder.GroundTruth);

            Assert.That(run.ExitCode, Is.EqualTo(3), run.Error);
            Assert.That(run.Error, Does.Contain("cannot be reached. May the folder be entered").Or.Contain("cannot be listed").Or.Contain("cannot be read"));
            Assert.That(run.Error, Does.Not.Contain("no such file"));
        }
        finally
        {
            File.SetUnixFileMode(folder.Predictions, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Test]
    public void A_name_that_is_no_text_is_called_that()
    {
        using ScoredFolder folder = new(images: 2);
        ToolProcess run = ToolProcess.Shell("mv \"$(ls -d \"$2\"/*.png | head -1)\" \"$2/$(printf 'a\\377b').png\"; exec \"$@\"", "score", folder.Predictions, folder.GroundTruth, "--missing", "skip", "--extra", "skip");

        Assert.That(run.Error, Does.Not.Contain("no such file"));
    }

    [TestCase("score")]
    [TestCase("doctor")]
    public void A_pipe_in_place_of_a_whole_set_never_hangs(string command)
    {
        using ScoredFolder folder = new(images: 1);
        foreach (string name in new[] { "scene_0001.png", "x.zip", "x.tar", "x.tar.gz", "x.json", "x.csv" })
        {
            string pipe = Path.Combine(folder.Path, name);
            using (Process shell = Process.Start("mkfifo", [pipe]))
            {
                shell.WaitForExit();
            }

            ToolProcess run = ToolProcess.Run(command, pipe, folder.GroundTruth);

            // What cannot be read is the doctor's business: one mask that is none is a finding, not a failure.
            Assert.That(run.ExitCode, command == "doctor" ? Is.EqualTo(3).Or.EqualTo(1) : Is.EqualTo(3), $"{name}: {run.Error}");
            Assert.That(run.Output + run.Error, Does.Contain(name).And.Not.Contain("   at "), name);
        }
    }

    [TestCase("rescore PIPE")]
    [TestCase("report PIPE --out results")]
    [TestCase("inspect PIPE")]
    [TestCase("datasets PIPE")]
    [TestCase("score . . --remap PIPE")]
    public void A_pipe_in_place_of_a_document_never_hangs(string commandLine)
    {
        using TemporaryFolder folder = new();
        string pipe = folder["pipe.json"];
        using (Process shell = Process.Start("mkfifo", [pipe]))
        {
            shell.WaitForExit();
        }

        ToolProcess run = ToolProcess.Run([.. commandLine.Split(' ').Select(word => word == "PIPE" ? pipe : word == "results" ? folder["results"] : word)]);

        Assert.That(run.ExitCode, Is.EqualTo(3), run.Error);
        Assert.That(run.Error, Does.Contain("pipe.json").And.Not.Contain("   at "));
    }

    [Test]
    public void A_mask_that_is_cut_while_the_run_reads_gives_an_error_or_a_whole_result()
    {
        using ScoredFolder folder = new(images: 200);
        string victim = Directory.GetFiles(folder.Predictions).Order(StringComparer.Ordinal).Last();
        byte[] whole = File.ReadAllBytes(victim);
        Assert.That(ToolProcess.Run("score", folder.Predictions, folder.GroundTruth, "--out", folder.Results).ExitCode, Is.Zero);
        string expected = folder.ReadRun();

        for (int i = 0; i < 4; i++)
        {
            File.Delete(folder.RunJson);
            using Process process = ToolProcess.Start("exec \"$@\"", [], "score", folder.Predictions, folder.GroundTruth, "--out", folder.Results);
            while (!process.HasExited)
            {
                File.WriteAllBytes(victim, whole[..(whole.Length / 2)]);
                File.WriteAllBytes(victim, whole);
            }

            int code = ToolProcess.WaitForExit(process);
            Assert.That(code, Is.EqualTo(0).Or.EqualTo(3), process.StandardError.ReadToEnd());
            Assert.That(File.Exists(folder.RunJson) ? folder.ReadRun() : "", Is.EqualTo(code == 0 ? expected : ""));
        }
    }

    [Test]
    public void Names_cannot_drive_the_terminal()
    {
        using ScoredFolder folder = new(images: 2);
        const string Evil = "\u001b[2J\u001b]0;owned\u0007\u202eevil\nname";
        File.Copy(Directory.GetFiles(folder.Predictions)[0], Path.Combine(folder.Predictions, Evil + ".png"));
        string evilFolder = Path.Combine(folder.Path, Evil);

        ToolProcess extra = ToolProcess.Run("score", folder.Predictions, folder.GroundTruth);
        ToolProcess absent = ToolProcess.Run("score", evilFolder, folder.GroundTruth);
        ToolProcess usage = ToolProcess.Run(Evil);
        ToolProcess inspected = ToolProcess.Run("inspect", Path.Combine(folder.Predictions, Evil + ".png"));
        File.Delete(Path.Combine(folder.Predictions, Evil + ".png"));
        Directory.Move(folder.Predictions, evilFolder);
        ToolProcess scored = ToolProcess.Run("score", evilFolder, folder.GroundTruth);

        Assert.That(new[] { extra.ExitCode, absent.ExitCode, usage.ExitCode, inspected.ExitCode, scored.ExitCode }, Is.EqualTo(new[] { 3, 3, 2, 0, 0 }));
        foreach (ToolProcess run in new[] { extra, absent, usage, inspected, scored })
        {
            string shown = run.Output + run.Error;
            Assert.That(shown, Does.Contain("evil"));
            Assert.That(shown.Where(c => (char.IsControl(c) && c != '\n') || c == '\u202e'), Is.Empty);
        }
    }
}
