using System.Diagnostics;
using System.Runtime.Versioning;
using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.Fuzzing;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Boards;
using Ade20kEval.Tests.Cli;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Faults;

/// <summary>Fault F2 for every place where a command takes a file: a pipe, a device, a folder, a link to nothing, an empty file are errors that name it, and nothing hangs.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SpecialFileTests
{
    private const string Score = "leaderboard add BOARD RUN --team T --method M --date 2026-01-01";

    // What is asked of each command, and which of its files is none. WHAT ends as the name of the file must: the ending decides how it is read.
    private static readonly (string CommandLine, string Name)[] s_commands =
    [
        ("rescore WHAT", "run.json"), ("report WHAT --out OUT", "run.json"), ("table WHAT", "run.json"), ("merge WHAT", "run.json"),
        ("compare WHAT RUN", "run.json"), ("compare RUN WHAT", "run.json"), ("compare RUN RUN --gates WHAT", "gate.json"), ("compare RUN RUN --scenes WHAT", "scenes.txt"),
        ("instances WHAT TRUTH", "results.json"), ("instances RESULTS WHAT", "truth.json"), ("datasets WHAT", "data.json"),
        ("score PREDICTIONS GROUND --dataset WHAT", "data.json"), ("score PREDICTIONS GROUND --remap WHAT", "remap.csv"), ("score PREDICTIONS GROUND --scenes WHAT", "scenes.txt"),
        ("score WHAT GROUND", "a.zip"), ("score WHAT GROUND", "a.tar"), ("score WHAT GROUND", "a.tar.gz"), ("score WHAT GROUND", "a.csv"), ("score WHAT GROUND", "a.json"),
        ("score WHAT GROUND", "a.npy"), ("score WHAT GROUND", "a.npz"), ("score WHAT GROUND", "a.safetensors"), ("score WHAT GROUND", "a.tif"), ("score WHAT GROUND", "a.bmp"),
        ("score WHAT GROUND", "a.gif"), ("score WHAT GROUND", "a.tga"), ("score WHAT GROUND", "a.webp"), ("score PREDICTIONS WHAT", "a.png"),
        ("inspect WHAT", "a.png"), ("inspect WHAT", "a.npy"), ("inspect WHAT", "a.tif"),
        ("validate PREDICTIONS --names WHAT", "names.txt"), ("pack PREDICTIONS --names WHAT --out OUT/x.zip", "names.txt"), ("validate WHAT --names NAMES", "a.zip"),
        (Score.Replace("RUN", "WHAT", StringComparison.Ordinal), "run.json"), ("leaderboard import BOARD WHAT", "table.csv"),
        ("leaderboard verify BOARD --receipt WHAT", "receipt.json"), (Score + " --key WHAT", "key.pem"),
    ];

    private static IEnumerable<TestCaseData> Cases => s_commands.Select(c => new TestCaseData(c.CommandLine, c.Name));

    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [TestCaseSource(nameof(Cases))]
    public void What_is_no_regular_file_is_an_error_that_names_it(string commandLine, string name)
    {
        using TemporaryFolder folder = new();
        using BoardBench bench = new();
        string run = folder.Write("run/run.json", RunJsonWriter.Write(BoardBench.Run(80)));
        folder.WriteMask("ground/a.png", values: [1, 2]);
        folder.WriteMask("predictions/a.png", values: [1, 2]);
        folder.Write("truth.json", Seeds.CocoTruth);
        folder.Write("results.json", Seeds.CocoResults);
        folder.Write("names.txt", "a\n");
        foreach ((string kind, string script) in new[] { ("pipe", "mkfifo \"$0\""), ("device", "ln -s /dev/zero \"$0\""), ("folder", "mkdir \"$0\""), ("dangling", "ln -s nowhere \"$0\""), ("circle", "ln -s \"$(basename \"$0\")\" \"$0\""), ("empty", ": > \"$0\"") })
        {
            if (kind == "folder" && (commandLine.StartsWith("score", StringComparison.Ordinal) || commandLine.StartsWith("validate WHAT", StringComparison.Ordinal) || commandLine.StartsWith("inspect", StringComparison.Ordinal) || name == "run.json"))
            {
                continue;   // a folder of masks or of documents is what these take as well
            }

            string what = Path.Combine(folder.MakeFolder(kind), name);
            using (Process shell = Process.Start("/bin/sh", ["-c", script, what]))
            {
                shell.WaitForExit();
            }

            string[] words = [.. commandLine.Split(' ').Select(word => word switch
            {
                "WHAT" => what, "RUN" => run, "BOARD" => bench.Folder, "TRUTH" => folder["truth.json"], "RESULTS" => folder["results.json"],
                "PREDICTIONS" => folder["predictions"], "GROUND" => folder["ground"], "NAMES" => folder["names.txt"], "OUT" => folder["out"], "OUT/x.zip" => folder["out", "x.zip"], _ => word,
            })];
            CliRun answer = InTime(what, words);
            Assert.That(answer.ExitCode, Is.EqualTo(ExitCode.BadInput).Or.EqualTo(ExitCode.BaselineMissing), $"{kind}: {answer.Error}");
            Assert.That(answer.Error + answer.Output, Does.Contain(name).And.Not.Contain("   at "), kind);
            Assert.That(Directory.Exists(folder["out"]) ? Directory.GetFileSystemEntries(folder["out"]) : [], Is.Empty, kind);
        }

        Assert.That(bench.Open().Entries.Count(entry => entry.Entry.Kind != EntryKind.Failed), Is.Zero);
    }

    [TestCase("board.json")]
    [TestCase("entries/ENTRY.json")]
    [TestCase("ledger/00000001.json")]
    [TestCase("runs/RUN.json")]
    public void A_pipe_in_a_board_is_an_error_that_names_it(string place)
    {
        using TemporaryFolder folder = new();
        using BoardBench bench = new();
        StoredEntry entry = bench.Add("net", BoardBench.Run(80));
        string path = bench[place.Replace("ENTRY", entry.Id, StringComparison.Ordinal).Replace("RUN", entry.Entry.Run, StringComparison.Ordinal)];
        File.Delete(path);
        using (Process shell = Process.Start("mkfifo", [path]))
        {
            shell.WaitForExit();
        }

        CliRun verified = InTime(path, "leaderboard", "verify", bench.Folder);
        Assert.That(verified.ExitCode, Is.EqualTo(ExitCode.BadInput).Or.EqualTo(ExitCode.GateFailed), verified.Error);
        Assert.That(verified.Output + verified.Error, Does.Contain(Path.GetFileName(path)).And.Contain("a pipe"));
        CliRun published = InTime(path, "leaderboard", "publish", bench.Folder, folder["site"]);
        Assert.That(published.ExitCode, Is.EqualTo(ExitCode.BadInput).Or.EqualTo(ExitCode.Done), published.Error);
    }

    /// <summary>The answer of a command line that may not wait for anybody.</summary>
    private static CliRun InTime(string pipe, params string[] words)
    {
        Task<CliRun> run = Task.Run(() => CliRun.Of(words));
        if (run.Wait(TimeSpan.FromSeconds(30)))
        {
            return run.Result;
        }

        using (new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            run.Wait(TimeSpan.FromSeconds(5));   // whoever waits at the pipe is let go
        }

        throw new AssertionException($"{string.Join(' ', words)} hangs");
    }
}
