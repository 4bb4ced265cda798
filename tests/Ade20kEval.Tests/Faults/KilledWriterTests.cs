using System.Diagnostics;
using System.Globalization;
using Ade20kEval.Boards;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Boards;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Faults;

/// <summary>Fault O2 for everything that writes: killed at any moment, each file is the old one or the new one, and the next run goes well.</summary>
/// <remarks>ADE20KEVAL_KILLS=200 is the whole trial, a few minutes for each command.</remarks>
public sealed class KilledWriterTests
{
    private static readonly int s_kills = int.TryParse(Environment.GetEnvironmentVariable("ADE20KEVAL_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int kills) ? kills : 6;

    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [Test]
    public void A_killed_report_leaves_each_file_old_or_new()
    {
        using TemporaryFolder folder = new();
        string run = folder.Write("run.json", RunJsonWriter.Write(BoardBench.Run(80, images: 400)));
        IsOldOrNew(folder, "report", run, "--out", folder["out"], "--write", "html,csv,md,tex,svg,json", "--force");
    }

    [Test]
    public void A_killed_merge_leaves_each_file_old_or_new()
    {
        using ScoredFolder scored = new(images: 40, width: 32, height: 24);
        using TemporaryFolder folder = new();
        for (int shard = 1; shard <= 4; shard++)
        {
            Assert.That(ToolProcess.Run("score", scored.Predictions, scored.GroundTruth, "--shard", $"{shard}/4", "--out", folder["shards"], "--quiet").ExitCode, Is.Zero);
        }

        IsOldOrNew(folder, "merge", folder["shards"], "--out", folder["out"], "--write", "html,csv,json", "--quiet", "--force");
    }

    [Test]
    public void A_killed_entry_is_on_the_board_whole_or_not_at_all_and_can_be_added_again()
    {
        using TemporaryFolder folder = new();
        using BoardBench bench = new();
        string run = folder.Write("run.json", RunJsonWriter.Write(BoardBench.Run(80, images: 300)));
        string[] Add(int i) => ["leaderboard", "add", bench.Folder, run, "--team", $"team {i}", "--method", $"net {i}", "--date", "2026-01-01"];
        Stopwatch watch = Stopwatch.StartNew();
        Assert.That(ToolProcess.Run(Add(0)).ExitCode, Is.Zero);
        TimeSpan whole = watch.Elapsed;
        Random random = new(4);
        int there = 0;
        for (int i = 1; i <= s_kills; i++)
        {
            int before = bench.Open().Ledger.Count;
            KillAfter(whole * (0.3 + (0.8 * random.NextDouble())), Add(i));

            Board board = bench.Open();
            Assert.That(board.Ledger.Count, Is.EqualTo(before).Or.EqualTo(before + 1), $"kill {i}");
            bool isThere = board.Ledger.Count > before;
            there += isThere ? 1 : 0;
            ToolProcess again = ToolProcess.Run(Add(i));
            Assert.That(again.ExitCode, Is.EqualTo(isThere ? 3 : 0), again.Error);
            Assert.That(BoardVerification.Of(bench.Folder).Findings, Is.Empty, $"kill {i}");
        }

        TestContext.Out.WriteLine($"{s_kills} kills, {there} of them after the record");
    }

    private static void IsOldOrNew(TemporaryFolder folder, params string[] command)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ToolProcess first = ToolProcess.Run(command);
        Assert.That(first.ExitCode, Is.Zero, first.Error);
        TimeSpan whole = watch.Elapsed;
        Dictionary<string, string> fresh = Contents(folder["out"]);
        Random random = new(3);
        int news = 0;
        for (int i = 1; i <= s_kills; i++)
        {
            foreach (string file in fresh.Keys)
            {
                File.WriteAllText(Path.Combine(folder["out"], file), $"old {file}");
            }

            KillAfter(whole * (0.3 + (0.8 * random.NextDouble())), command);

            foreach ((string file, string content) in Contents(folder["out"]))
            {
                bool isOld = content == $"old {file}";
                news += isOld ? 0 : 1;
                Assert.That(isOld || content == fresh[file], Is.True, $"kill {i}: {file} is neither");
            }
        }

        Assert.That(ToolProcess.Run(command).ExitCode, Is.Zero);
        Assert.That(Contents(folder["out"]), Is.EqualTo(fresh), "the next run goes well");
        TestContext.Out.WriteLine($"{s_kills} kills, {news} files new");
    }

    private static void KillAfter(TimeSpan wait, string[] command)
    {
        using Process process = ToolProcess.Start("exec \"$@\"", [], command);
        Thread.Sleep(wait);
        ToolProcess.Signal(process, ToolProcess.Kill);
        ToolProcess.WaitForExit(process);
    }

    /// <summary>What readers see: temporary files are nobody's. The one line of a document that may differ is left out.</summary>
    private static Dictionary<string, string> Contents(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => !Ade20kEval.Files.AtomicFile.IsTemporary(Path.GetFileName(path)))
        .ToDictionary(path => Path.GetRelativePath(folder, path), path => string.Join('\n', File.ReadLines(path).Where(line => !line.Contains("\"tool\":", StringComparison.Ordinal))));
}
