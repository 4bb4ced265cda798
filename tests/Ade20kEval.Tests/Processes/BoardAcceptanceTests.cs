using System.Diagnostics;
using System.Globalization;
using Ade20kEval.Boards;
using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.Cli;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Processes;

/// <summary>A whole challenge: submissions of masks, added by eight processes at once, verified, published, and tampered with in four ways.</summary>
/// <remarks>
/// Small here. In the size that is promised, 200 submissions on 200 images, with its timings:
/// <c>ADE20KEVAL_BOARD=200 dotnet test tests/Ade20kEval.Tests -c Release --filter FullyQualifiedName~BoardAcceptance</c>;
/// with ADE20KEVAL_TOOL naming the native executable, publishing must take less than 2 s.
/// </remarks>
public sealed class BoardAcceptanceTests
{
    private const int Writers = 8;
    private const int Width = 64;
    private const int Height = 48;

    private static readonly int? s_full = int.TryParse(Environment.GetEnvironmentVariable("ADE20KEVAL_BOARD"), NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : null;

    private TemporaryFolder _folder = null!;

    private static int Submissions => s_full ?? 16;

    private static int Images => s_full ?? 6;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_challenge_run_by_eight_processes_is_that_of_one_and_every_tampering_is_found()
    {
        ToolProcess.SkipUnlessLinux();
        MakeMasks();
        Assert.That(CliRun.Of("leaderboard", "init", _folder["board"], "--title", "Challenge", "--ground-truth", _folder["labels"], "--reveal", "classes").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("leaderboard", "init", _folder["alone"], "--title", "Challenge", "--ground-truth", _folder["labels"], "--reveal", "classes").ExitCode, Is.Zero);

        Time($"{Submissions} submissions of {Images} masks added by {Writers} processes", AddTogether);
        for (int s = 0; s < Submissions; s++)
        {
            CliRun run = CliRun.Of(["leaderboard", "add", _folder["alone"], .. Words(s)]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
        }

        Assert.That(Ranks("board"), Is.EqualTo(Ranks("alone")), "ranks, ids and figures of one process");
        Assert.That(Ranks("board"), Has.Length.EqualTo(Submissions));
        ToolProcess verified = Time("verify", () => ToolProcess.Run("leaderboard", "verify", _folder["board"], "--ground-truth", _folder["labels"]));
        Assert.That((verified.ExitCode, verified.Output), Is.EqualTo((0, verified.Output)), verified.Output);
        Assert.That(verified.Output, Does.StartWith($"sound: {Submissions + 1} records, {Submissions} entries scored again"));

        double[] seconds = [.. Enumerable.Range(0, 3).Select(_ => Publish())];
        Assert.That(Directory.GetFiles(_folder["site"], "*", SearchOption.AllDirectories).Select(file => new FileInfo(file).Length), Has.All.LessThan(1_000_000));
        Assert.That(Directory.GetFiles(_folder["site", "entries"]), Has.Length.EqualTo(Submissions));

        FindTampering("a tampered entry", "its digest is not its name", board => Edit(Directory.GetFiles(Path.Combine(board, "entries"))[0], "\"team\": \"", "\"team\": \"x"));
        FindTampering("a removed entry", "was removed", board => File.Delete(Directory.GetFiles(Path.Combine(board, "entries"))[0]));
        FindTampering("records put in another order", "put in another order", board =>
        {
            string ledger = Path.Combine(board, "ledger");
            File.Move(Path.Combine(ledger, "00000002.json"), Path.Combine(ledger, "x"));
            File.Move(Path.Combine(ledger, "00000003.json"), Path.Combine(ledger, "00000002.json"));
            File.Move(Path.Combine(ledger, "x"), Path.Combine(ledger, "00000003.json"));
        });
        WriteMask(Path.Combine(_folder["labels"], "image_000.png"), new Random(99), null);
        FindTampering("a changed ground truth", "the ground truth was changed", _ => { });

        // The promise is the native executable's, on a machine that has nothing else to do.
        if (ToolProcess.Other is not null)
        {
            Assert.That(seconds.Min(), Is.LessThan(2), "publish");
        }
    }

    // A scene of ten classes in blocks; a submission has other classes in as many of them as its number says.
    private void MakeMasks()
    {
        byte[][] labels = [.. Enumerable.Range(0, Images).Select(i => WriteMask(Path.Combine(_folder["labels"], $"image_{i:D3}.png"), new Random(i), null))];
        Parallel.For(0, Submissions, s =>
        {
            for (int i = 0; i < Images; i++)
            {
                WriteMask(Path.Combine(Submission(s), $"image_{i:D3}.png"), new Random((s * 1000) + i + 7), labels[i], wrong: 3 + (s * 37 % 40));
            }
        });
    }

    private string Submission(int s) => _folder["submissions", $"{s:D3}"];

    private static byte[] WriteMask(string path, Random random, byte[]? truth, int wrong = 0)
    {
        byte[] samples = truth is null ? new byte[Width * Height] : [.. truth];
        for (int block = 0; block < 48; block++)
        {
            byte value = (byte)random.Next(1, 11);
            if (truth is null || random.Next(48) < wrong)
            {
                for (int y = 0; y < 8; y++)
                {
                    samples.AsSpan(((((block / 8) * 8) + y) * Width) + (block % 8 * 8), 8).Fill(value);
                }
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = File.Create(path);
        PngWriter.WriteGray8(file, samples, Width, Height);
        return samples;
    }

    private string[] Words(int s) => [Submission(s), "--ground-truth", _folder["labels"], "--team", $"team {s % 40}", "--method", $"net {s}", "--date", "2025-01-01", "--workers", "1"];

    private ToolProcess? AddTogether()
    {
        // "$1" is the submissions' folder, "$2" the board, "$3" the labels, "$4" and "$5" the first and the last of this writer; the tool stands before them.
        const string Script = "for last; do :; done; shift $(($# - 5)); from=$4; while [ $from -le $5 ]; do n=$(printf %03d $from); "
            + "$TOOL leaderboard add \"$2\" \"$1/$n\" --ground-truth \"$3\" --team \"team $((from % 40))\" --method \"net $from\" --date 2025-01-01 --workers 1 >/dev/null || exit 1; from=$((from + 1)); done";
        string[] tool = ToolProcess.CommandIn(ToolProcess.Other is null ? AppContext.BaseDirectory : Path.GetDirectoryName(Path.GetFullPath(ToolProcess.Other))!);
        Dictionary<string, string> variables = new() { ["TOOL"] = string.Join(' ', tool) };
        int each = Submissions / Writers;
        Process[] writers = [.. Enumerable.Range(0, Writers).Select(w => ToolProcess.Start(Script, variables, _folder["submissions"], _folder["board"], _folder["labels"], $"{w * each}", $"{(w == Writers - 1 ? Submissions : (w + 1) * each) - 1}"))];
        foreach (Process writer in writers)
        {
            string error = writer.StandardError.ReadToEnd();
            Assert.That(writer.WaitForExit(TimeSpan.FromMinutes(30)), "a writer hangs");
            Assert.That(writer.ExitCode, Is.Zero, error);
            writer.Dispose();
        }

        return null;
    }

    private double Publish()
    {
        long started = Stopwatch.GetTimestamp();
        ToolProcess run = Time("publish", () => ToolProcess.Run("leaderboard", "publish", _folder["board"], _folder["site"]));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private void FindTampering(string what, string expected, Action<string> tamper)
    {
        string copy = _folder["copy"];
        foreach (string file in Directory.GetFiles(_folder["board"], "*", SearchOption.AllDirectories))
        {
            string to = Path.Combine(copy, Path.GetRelativePath(_folder["board"], file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        tamper(copy);
        CliRun run = CliRun.Of("leaderboard", "verify", copy, "--ground-truth", _folder["labels"]);
        Assert.That((run.ExitCode, run.Output.Contains(expected, StringComparison.Ordinal)), Is.EqualTo((1, true)), $"{what}: {run.Output}");
        Directory.Delete(copy, recursive: true);
    }

    private static void Edit(string file, string old, string changed) => File.WriteAllText(file, File.ReadAllText(file).Replace(old, changed, StringComparison.Ordinal));

    private string[] Ranks(string board) => [.. Ranking.Of(Board.Open(_folder[board])).Select(row => $"{row.Rank} {row.Stored.Entry.Metadata.Method} {row.Stored.Id}")];

    private static ToolProcess Time(string what, Func<ToolProcess?> run)
    {
        long started = Stopwatch.GetTimestamp();
        ToolProcess? result = run();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));
        return result!;
    }
}
