using System.Runtime.Versioning;

namespace Ade20kEval.Tests.Processes;

[UnsupportedOSPlatform("windows")]
public sealed class FullDeviceTests
{
    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [Test]
    public void Standard_output_on_a_full_device_is_exit_code_4_and_one_sentence()
    {
        using ScoredFolder folder = new();

        ToolProcess run = ToolProcess.Shell("exec \"$@\" > /dev/full", "score", folder.Predictions, folder.GroundTruth);

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.StartWith("ade20k-eval: standard output: could not be written (No space left on device).").And.Not.Contain("   at "));
    }

    [Test]
    public void Help_on_a_full_device_is_exit_code_4_too()
    {
        ToolProcess run = ToolProcess.Shell("exec \"$@\" > /dev/full", "score", "--help");

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.StartWith("ade20k-eval: standard output").And.Not.Contain("   at "));
    }

    [Test]
    public void A_file_that_cannot_grow_leaves_all_old_files_and_no_temporary_one()
    {
        using ScoredFolder folder = new(images: 60);
        Directory.CreateDirectory(folder.Results);
        string[] names = ["classes.csv", "images.csv", "run.json"];
        Array.ForEach(names, name => File.WriteAllText(Path.Combine(folder.Results, name), "old " + name));

        // Files may have 16 KiB: the first table fits, others and the run document do not. The runtime needs larger files for itself unless told not to.
        ToolProcess run = ToolProcess.Shell(
            "trap '' XFSZ; ulimit -f 32; exec \"$@\"",
            new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" },
            "score", folder.Predictions, folder.GroundTruth, "--out", folder.Results, "--force", "--write", "csv,json");

        Assert.That(run.ExitCode, Is.EqualTo(4), run.Error);
        Assert.That(run.Error, Does.Contain("could not be written (the file would be too large)").And.Contain("unchanged").And.Not.Contain("   at "));
        Assert.That(run.Output, Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(folder.Results).Select(Path.GetFileName), Is.EquivalentTo(names));
        Assert.That(names.Select(name => File.ReadAllText(Path.Combine(folder.Results, name))), Is.EqualTo(names.Select(name => "old " + name)));
    }

    [Test]
    public void A_full_disk_is_exit_code_4_and_leaves_the_old_file()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Mounting a small file system needs root.");
        }

        using ScoredFolder folder = new(images: 60);

        // In a name space of its own, so that the mount is gone with the process, whatever becomes of it.
        ToolProcess run = ToolProcess.Shell(
            $"unshare -m sh -c 'mount -t tmpfs -o size=8k none \"$RESULTS\" || exit 99; echo old > \"$RESULTS/run.json\"; \"$@\"; code=$?; ls -A \"$RESULTS\"; cat \"$RESULTS/run.json\"; exit $code' sh \"$@\"",
            new Dictionary<string, string> { ["RESULTS"] = Directory.CreateDirectory(folder.Results).FullName },
            "score", folder.Predictions, folder.GroundTruth, "--out", folder.Results, "--force", "--quiet");
        if (run.ExitCode is 99 or 1 or 127)
        {
            Assert.Ignore($"No small file system could be mounted here: {run.Error}");
        }

        Assert.That(run.ExitCode, Is.EqualTo(4), run.Error);
        Assert.That(run.Error, Does.Contain("run.json: could not be written (No space left on device").And.Not.Contain("   at "));
        Assert.That(run.Output, Is.EqualTo("run.json\nold\n"));
    }

    [Test]
    public void An_output_folder_that_is_a_file_is_found_out_before_any_mask_is_read()
    {
        using ScoredFolder folder = new();
        File.WriteAllText(folder.Results, "a file");

        ToolProcess run = ToolProcess.Run("score", folder.Predictions, Path.Combine(folder.Path, "nowhere"), "--out", folder.Results);

        Assert.That(run.ExitCode, Is.EqualTo(4));
        Assert.That(run.Error, Does.Contain(folder.Results).And.Not.Contain("   at "));
        Assert.That(File.ReadAllText(folder.Results), Is.EqualTo("a file"));
    }

    [Test]
    public void A_read_only_output_folder_is_exit_code_4_and_keeps_the_old_file()
    {
        using ScoredFolder folder = new();
        string old = Path.Combine(Directory.CreateDirectory(folder.Results).FullName, "run.json");
        File.WriteAllText(old, "old");
        File.SetUnixFileMode(folder.Results, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        try
        {
            ToolProcess run = ToolProcess.Shell(folder.AsNobody, "score", folder.Predictions, folder.GroundTruth, "--out", folder.Results, "--force");

            Assert.That(run.ExitCode, Is.EqualTo(4), run.Error);
            Assert.That(run.Error, Does.Contain("run.json: cannot be written").And.Contain("read-only").And.Not.Contain("   at "));
            Assert.That(File.ReadAllText(old), Is.EqualTo("old"));
            Assert.That(Directory.GetFileSystemEntries(folder.Results), Has.Length.EqualTo(1));
        }
        finally
        {
            File.SetUnixFileMode(folder.Results, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
