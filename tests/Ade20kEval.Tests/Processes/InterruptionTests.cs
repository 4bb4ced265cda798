using System.Diagnostics;

namespace Ade20kEval.Tests.Processes;

[NonParallelizable]   // measures seconds
public sealed class InterruptionTests
{
    private static readonly Dictionary<string, string> s_noVariables = [];

    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [TestCase(ToolProcess.Interrupt, 130)]
    [TestCase(ToolProcess.Terminate, 143)]
    public void A_signal_ends_a_run_within_a_second_and_nothing_is_written(int signal, int exitCode)
    {
        using TemporaryFolder folder = new();
        ScoredFolder.WriteLong(folder["predictions"], names: 1000, side: 900);
        ScoredFolder.WriteLong(folder["ground-truth"], names: 1000, side: 900);
        folder.Write("results/run.json", "old");
        TimeSpan start = StartTime();

        using Process process = ToolProcess.Start("exec \"$@\"", s_noVariables, "score", folder["predictions"], folder["ground-truth"], "--out", folder["results"], "--force", "--workers", "1");
        ToolProcess.WaitForFile(process, folder["results"], ".run.json.*");
        Thread.Sleep(100);
        Assert.That(process.HasExited, Is.False, "the run is to be interrupted in its middle");
        Stopwatch watch = Stopwatch.StartNew();
        ToolProcess.Signal(process, signal);
        int code = ToolProcess.WaitForExit(process);
        watch.Stop();

        TestContext.Out.WriteLine($"signal {signal}: ended after {watch.ElapsedMilliseconds} ms; this machine starts the tool in {start.TotalMilliseconds:0} ms");
        Assert.That(code, Is.EqualTo(exitCode));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1) + start), "a busy machine is given its time to start the tool on top");
        Assert.That(process.StandardOutput.ReadToEnd(), Is.Empty);
        Assert.That(process.StandardError.ReadToEnd(), Is.EqualTo("ade20k-eval: interrupted.\n"));
        Assert.That(File.ReadAllText(folder["results", "run.json"]), Is.EqualTo("old"));
        Assert.That(Directory.GetFileSystemEntries(folder["results"]), Has.Length.EqualTo(1), "no temporary file remains");
    }

    [Test]
    public void A_run_whose_reader_does_not_read_ends_within_a_second_too()
    {
        using ScoredFolder folder = new(images: 250, width: 32, height: 24);
        TimeSpan start = StartTime();
        using Process process = StartAndFillThePipe(folder);

        Stopwatch watch = Stopwatch.StartNew();
        ToolProcess.Signal(process, ToolProcess.Interrupt);
        int code = ToolProcess.WaitForExit(process);

        Assert.That(code, Is.EqualTo(130));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1) + start));
    }

    [Test]
    public void A_second_interrupt_ends_it_at_once()
    {
        using ScoredFolder folder = new(images: 250, width: 32, height: 24);
        using Process process = StartAndFillThePipe(folder);

        ToolProcess.Signal(process, ToolProcess.Interrupt);
        Thread.Sleep(100);
        bool firstWasNotEnough = !process.HasExited;
        Stopwatch watch = Stopwatch.StartNew();
        ToolProcess.Signal(process, ToolProcess.Interrupt);
        int code = ToolProcess.WaitForExit(process);
        watch.Stop();

        TestContext.Out.WriteLine($"ended {watch.ElapsedMilliseconds} ms after the second interrupt");
        Assert.That(firstWasNotEnough, Is.True, "the first one waits for the writing to end");
        Assert.That(code, Is.EqualTo(130));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(0.55)), "before the first one would have ended it");
    }

    /// <summary>A run that has scored everything and stands with its document in a pipe that is full.</summary>
    private static Process StartAndFillThePipe(ScoredFolder folder)
    {
        Process process = ToolProcess.Start("exec \"$@\"", s_noVariables, "score", folder.Predictions, folder.GroundTruth, "--json", "--out", folder.Results, "--quiet");
        ToolProcess.WaitForFile(process, folder.Results, "run.json");
        Thread.Sleep(100);
        Assert.That(process.HasExited, Is.False, "the document is larger than a pipe holds");
        return process;
    }

    /// <summary>What this machine takes now to start the tool and do nothing: the measure of how busy it is.</summary>
    private static TimeSpan StartTime()
    {
        Stopwatch watch = Stopwatch.StartNew();
        Assert.That(ToolProcess.Run("--version").ExitCode, Is.Zero);
        return watch.Elapsed;
    }
}
