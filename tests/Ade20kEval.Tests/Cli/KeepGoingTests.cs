using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Cli;

/// <summary>Many submissions in one pass: one that fails is told, and the others are scored as if it were not there.</summary>
public sealed class KeepGoingTests
{
    private TemporaryFolder _folder = null!;

    private string[] Sets => ["--predictions", _folder["good"], "--predictions", _folder["bad"], "--predictions", _folder["other"], _folder["gt"]];

    [SetUp]
    public void MakeMasks()
    {
        _folder = new TemporaryFolder();
        foreach (string set in new[] { "gt", "good", "bad", "other" })
        {
            MaskFolder.Write(_folder[set, "a.png"], "1 1 2 2", "1 1 2 0");
            MaskFolder.Write(_folder[set, "b.png"], "3 3 3 3");
        }
    }

    [TearDown]
    public void RemoveMasks() => _folder.Dispose();

    [TestCase("missing", "b")]
    [TestCase("truncated", "bad/b.png")]
    [TestCase("size", "bad: b.png is 2 x 1")]
    [TestCase("no archive", "bad")]
    [TestCase("empty", "bad")]
    public void A_submission_that_fails_leaves_its_reason_and_the_others_their_runs(string fault, string named)
    {
        Must("score", ["--predictions", _folder["good"], "--predictions", _folder["other"], _folder["gt"], "--out", _folder["without"]]);
        Spoil(fault);

        CliRun run = CliRun.Of(["score", .. Sets, "--out", _folder["results"], "--write", "csv", "--keep-going"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("bad: failed: ").And.Contains("1 of 3 submissions failed; the others are scored"));
        foreach (string set in new[] { "good", "other" })
        {
            Assert.That(Read("results", set, "run.json"), Is.EqualTo(Read("without", set, "run.json")));
            Assert.That(File.Exists(_folder["results", set, "error.json"]), Is.False);
        }

        Assert.That(Directory.GetFiles(_folder["results", "bad"]).Select(Path.GetFileName), Is.EqualTo(new[] { "error.json" }), "no run, and no temporary file");
        using JsonDocument error = JsonDocument.Parse(File.ReadAllBytes(_folder["results", "bad", "error.json"]));
        Assert.That(error.RootElement.GetProperty("schema").GetString(), Is.EqualTo("ade20k-eval/error/1"));
        Assert.That(error.RootElement.GetProperty("predictions").GetString(), Is.EqualTo("bad"));
        Assert.That(error.RootElement.GetProperty("exitCode").GetInt32(), Is.EqualTo(3));
        Assert.That(error.RootElement.GetProperty("message").GetString(), Does.Contain(named));
        Assert.That(File.ReadAllLines(_folder["results", "methods.csv"]), Has.Length.EqualTo(3), "a header and the two that have scores");
    }

    [Test]
    public void Without_the_option_one_failure_stops_all_and_nothing_is_written()
    {
        Spoil("truncated");

        CliRun run = CliRun.Of(["score", .. Sets, "--out", _folder["results"]]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(Directory.Exists(_folder["results"]), Is.False);
    }

    [Test]
    public void A_wrong_ground_truth_is_nobody_s_fault_and_stops_everything()
    {
        MaskFolder.Write(_folder["gt", "a.png"], "1 1 2 222", "1 1 2 0");

        CliRun run = CliRun.Of(["score", .. Sets, "--keep-going", "--out", _folder["results"]]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("the ground truth holds value 222").And.Not.Contains("submissions failed"));
        Assert.That(Directory.Exists(_folder["results"]), Is.False);
    }

    [Test]
    public void Once_mended_the_error_is_gone_and_the_exit_code_zero()
    {
        byte[] whole = File.ReadAllBytes(_folder["bad", "b.png"]);
        Spoil("truncated");
        CliRun.Of(["score", .. Sets, "--keep-going", "--out", _folder["results"]]);
        File.WriteAllBytes(_folder["bad", "b.png"], whole);

        Must("score", [.. Sets, "--keep-going", "--out", _folder["results"]]);

        Assert.That(Directory.GetFiles(_folder["results", "bad"]).Select(Path.GetFileName), Is.EqualTo(new[] { "run.json" }));
    }

    [Test]
    public void When_all_fail_all_are_told()
    {
        foreach (string set in new[] { "good", "bad", "other" })
        {
            File.Delete(_folder[set, "b.png"]);
        }

        CliRun run = CliRun.Of(["score", .. Sets, "--keep-going"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("3 of 3 submissions failed"));
        Assert.That(run.Output, Is.Empty);
    }

    [Test]
    public void Three_hundred_archives_are_scored_with_256_open_files_allowed()
    {
        ToolProcess.SkipUnlessLinux();
        System.IO.Compression.ZipFile.CreateFromDirectory(_folder["good"], _folder["0.zip"]);
        List<string> sets = [];
        for (int i = 0; i < 300; i++)
        {
            sets.AddRange(["--predictions", _folder[$"{i}.zip"]]);
            if (i > 0)
            {
                File.Copy(_folder["0.zip"], _folder[$"{i}.zip"]);
            }
        }

        ToolProcess run = ToolProcess.Shell("ulimit -n 256; exec \"$@\"", ["score", .. sets, _folder["gt"], "--out", _folder["results"], "--quiet"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string first = Read("results", "0.zip", "run.json").Replace("\"0\"", "\"N\"", StringComparison.Ordinal);
        Assert.That(Read("results", "299.zip", "run.json").Replace("\"299\"", "\"N\"", StringComparison.Ordinal), Is.EqualTo(first));
    }

    private void Spoil(string fault)
    {
        switch (fault)
        {
            case "missing":
                File.Delete(_folder["bad", "b.png"]);
                break;
            case "truncated":
                File.WriteAllBytes(_folder["bad", "b.png"], File.ReadAllBytes(_folder["bad", "b.png"])[..40]);
                break;
            case "size":
                MaskFolder.Write(_folder["bad", "b.png"], "3 3");
                break;
            default:
                Directory.Delete(_folder["bad"], recursive: true);
                if (fault == "empty")
                {
                    Directory.CreateDirectory(_folder["bad"]);
                }
                else
                {
                    File.WriteAllText(_folder["bad"], "not an archive");
                }

                break;
        }
    }

    private string Read(params string[] path) => ScoredFolder.WithoutTool(File.ReadAllText(_folder[path]));

    private static void Must(string command, string[] arguments)
    {
        CliRun run = CliRun.Of([command, .. arguments]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }
}
