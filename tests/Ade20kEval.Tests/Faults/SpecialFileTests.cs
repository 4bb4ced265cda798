using System.Diagnostics;
using System.Runtime.Versioning;
using Ade20kEval.Boards;
using Ade20kEval.Cli;
using Ade20kEval.Cli.Cluster;
using Ade20kEval.Tests.Boards;
using Ade20kEval.Tests.Cli;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Faults;

/// <summary>Fault F2 for every place where a command takes a file: a pipe, a device, a folder, a link to nothing, an empty file are errors that name it, and nothing hangs.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SpecialFileTests
{
    private static readonly (string Name, string Script)[] s_kinds =
    [
        ("pipe", "mkfifo \"$0\""), ("device", "ln -s /dev/zero \"$0\""), ("terminal", "ln -s /dev/null \"$0\""), ("folder", "mkdir \"$0\""), ("dangling", "ln -s nowhere \"$0\""),
        ("circle", "ln -s \"$(basename \"$0\")\" \"$0\""), ("empty", ": > \"$0\""),
    ];

    // Pages are made without a picture that cannot be shown; a site does not need every document; what verifies and checks answers with findings.
    private static readonly string[] s_going = ["score --images", "report --images", "compare --images"];
    private static readonly string[] s_judging = ["doctor", "validate", "leaderboard verify"];

    private static IEnumerable<InputPlace> Places => InputPlace.All;

    // One of each command: a process for every place would take minutes.
    private static IEnumerable<InputPlace> Commands => InputPlace.All.Where(place => place.CommandLine.Contains("WHAT", StringComparison.Ordinal)).DistinctBy(place => place.Symbol[..place.Symbol.LastIndexOf(' ')]);

    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [TestCaseSource(nameof(Places))]
    public void What_is_no_regular_file_is_an_error_that_names_it(InputPlace place)
    {
        using PlaceBench bench = new();
        if (bench.GoodOf(place, bench.PathOf(place, "good")).Length == 0 || (place.CommandLine.StartsWith("figure", StringComparison.Ordinal) && PlaceBench.Good("font").Length == 0))
        {
            Assert.Ignore("Needs a font.");
        }

        bool isJudging = s_judging.Any(command => place.CommandLine.StartsWith(command, StringComparison.Ordinal));
        bool goesOn = s_going.Contains(place.Symbol) || place.CommandLine == "leaderboard list KEYED";
        foreach ((string kind, string script) in s_kinds)
        {
            string path = bench.PathOf(place, kind);
            Make($"rm -rf \"$0\"; {script}", path);
            CliRun run = InTime(path, bench.Words(place, path));

            string talk = run.Error + run.Output;
            Assert.That(talk, Does.Not.Match(@"(?m)^\s+at \S+\("), kind);
            Assert.That(run.ExitCode is ExitCode.BadInput or ExitCode.BaselineMissing || (isJudging && run.ExitCode == ExitCode.GateFailed) || (goesOn && run.ExitCode == ExitCode.Done), Is.True, $"{kind}: exit code {run.ExitCode}: {talk}");
            if (!goesOn)
            {
                // Of a folder in its place there may be no file to name; participants are not told what the labels are called, and links that lead out of a folder of pictures are none of them.
                if (kind != "folder" && place.Symbol is not ("validate --ground-truth" or "figure --images"))
                {
                    Assert.That(talk, Does.Contain(Path.GetFileName(path)), kind);
                }

                Assert.That(Directory.Exists(bench.Output) ? Directory.GetFileSystemEntries(bench.Output) : [], Is.Empty, kind);
            }
        }
    }

    [TestCaseSource(nameof(Commands))]
    public void What_may_not_be_read_is_an_error_that_names_it(InputPlace place)
    {
        using PlaceBench bench = new();
        string path = bench.PathOf(place, "locked");
        File.WriteAllBytes(path, bench.GoodOf(place, path));
        string[] words = bench.Words(place, path);
        Make("chmod -R a+rwX \"$(dirname \"$(dirname \"$0\")\")\"; chmod 0 \"$0\"", path);

        ToolProcess run = ToolProcess.Shell(ToolProcess.AsNobodyIn(bench.Path), words);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error + run.Output);
        Assert.That(run.Error + run.Output, Does.Contain(Path.GetFileName(path)).And.Contain("cannot be read").And.Not.Match(@"(?m)^\s+at \S+\("));
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
        Make("mkfifo \"$0\"", path);

        CliRun verified = InTime(path, "leaderboard", "verify", bench.Folder);
        Assert.That(verified.ExitCode, Is.EqualTo(ExitCode.BadInput).Or.EqualTo(ExitCode.GateFailed), verified.Error);
        Assert.That(verified.Output + verified.Error, Does.Contain(Path.GetFileName(path)).And.Contain("a pipe"));
        CliRun published = InTime(path, "leaderboard", "publish", bench.Folder, folder["site"]);
        Assert.That(published.ExitCode, Is.EqualTo(ExitCode.BadInput).Or.EqualTo(ExitCode.Done), published.Error);
    }

    [TestCase("mkfifo \"$0\"", "is empty, or not a regular file")]
    [TestCase("ln -s /dev/zero \"$0\"", "is empty, or not a regular file")]
    [TestCase("printf 'first\\n  the last words  \\n\\n' >\"$0\"", "the last words")]
    [TestCase(": >\"$0\"", "is empty, or not a regular file")]
    [TestCase("(head -c 200000000 /dev/zero | tr '\\0' z; echo; echo said) >\"$0\"", "said")]
    [TestCase("head -c 200000000 /dev/zero | tr '\\0' z >\"$0\"", "zzz...")]
    public void The_log_of_a_task_is_shown_by_its_last_line_whatever_it_is(string make, string shown)
    {
        using TemporaryFolder folder = new();
        SlurmScript script = new() { Plan = ClusterPlan.Create(1, "out", "score", ["p", "g"], "json"), Tool = ["ade20k-eval"], Place = folder.Path };
        string log = Path.Combine(folder.Path, script.LogOf(1));
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        Make(make, log);
        StringWriter output = new();
        long before = GC.GetTotalAllocatedBytes(precise: true);

        Task asking = Task.Run(() => new SlurmStatus([], [], [1], IsMerged: false).Write(output, script, "redo"));

        Assert.That(asking.Wait(TimeSpan.FromSeconds(30)), Is.True, "waits for a writer");
        Assert.That(output.ToString(), Does.Contain(shown));
        Assert.That(output.ToString().Length, Is.LessThan(1000));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(50_000_000), "its end is all that is read");
    }

    private static void Make(string script, string path)
    {
        using Process shell = Process.Start("/bin/sh", ["-c", script, path]);
        shell.WaitForExit();
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
