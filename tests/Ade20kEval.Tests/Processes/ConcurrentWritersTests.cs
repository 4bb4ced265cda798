using System.Diagnostics;
using Ade20kEval.Files;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Boards;

namespace Ade20kEval.Tests.Processes;

/// <summary>Processes that write the same files at once: each file is whole, that of one of them, and nothing else is left. (Boards, where every entry counts, are another test's.)</summary>
public sealed class ConcurrentWritersTests
{
    private static readonly string[] s_commands =
    [
        "score PREDICTIONS GROUND --name N --out OUT --write html,csv,md --force --quiet", "report RUN --out OUT --write html,csv,svg --force", "merge SHARDS --out OUT --write html,csv --force --quiet",
        "fuse --votes --view PREDICTIONS --sizes-from GROUND --out OUT --force --quiet", "convert FULL OUT --force", "colorize PREDICTIONS OUT --force",
    ];

    [SetUp]
    public void OnLinux() => ToolProcess.SkipUnlessLinux();

    [TestCaseSource(nameof(s_commands))]
    public void Each_file_is_that_of_one_of_the_writers(string commandLine)
    {
        using TemporaryFolder folder = new();
        string[][] words = [.. new[] { 1, 2 }.Select(writer => Words(folder, commandLine, writer))];
        Dictionary<string, string>[] alone = [.. words.Select((line, writer) =>
        {
            ToolProcess run = ToolProcess.Run([.. line.Select(word => word == "OUT" ? folder[$"alone{writer}"] : word)]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            return Contents(folder[$"alone{writer}"]);
        })];
        Assert.That(alone[0].Keys, Is.EquivalentTo(alone[1].Keys));
        Assert.That(alone[0], Is.Not.EqualTo(alone[1]), "else nothing could be told apart");

        Process[] writers = [.. Enumerable.Range(0, 4).Select(i => ToolProcess.Start("exec \"$@\" 2>&1", [], [.. words[i % 2].Select(word => word == "OUT" ? folder["together"] : word)]))];
        foreach (Process writer in writers)
        {
            string talk = writer.StandardOutput.ReadToEnd();
            Assert.That(ToolProcess.WaitForExit(writer), Is.Zero, talk);
            writer.Dispose();
        }

        Dictionary<string, string> together = Contents(folder["together"]);
        Assert.That(together.Keys, Is.EquivalentTo(alone[0].Keys));
        Assert.That(together.Where(file => file.Value != alone[0][file.Key] && file.Value != alone[1][file.Key]).Select(file => file.Key), Is.Empty);
        Assert.That(Directory.EnumerateFiles(folder["together"], "*", SearchOption.AllDirectories).Where(file => AtomicFile.IsTemporary(Path.GetFileName(file))), Is.Empty);
    }

    private static string[] Words(TemporaryFolder folder, string commandLine, int writer)
    {
        foreach (string name in new[] { "a", "b", "c" })
        {
            folder.WriteMask($"p{writer}/{name}.png", 40, 30, 1, (byte)(writer + 1), 3);
            folder.WriteMask($"g/{name}.png", 40, 30, 1, 2, 3);
            folder.Write($"f{writer}/{name}.png", writer == 1 ? Rgb(110, 162) : Rgb(90, 116));
        }

        string run = folder.Write($"r{writer}/run.json", RunJsonWriter.Write(BoardBench.Run(70 + writer)));
        if (commandLine.StartsWith("merge", StringComparison.Ordinal))
        {
            for (int shard = 1; shard <= 2; shard++)
            {
                Assert.That(ToolProcess.Run("score", folder[$"p{writer}"], folder["g"], "--shard", $"{shard}/2", "--out", folder[$"s{writer}"], "--quiet").ExitCode, Is.Zero);
            }
        }

        return [.. commandLine.Split(' ').Select(word => word switch { "PREDICTIONS" => folder[$"p{writer}"], "GROUND" => folder["g"], "RUN" => run, "SHARDS" => folder[$"s{writer}"], "FULL" => folder[$"f{writer}"], "N" => $"net {writer}", _ => word })];
    }

    /// <summary>A full annotation of one class: a wall is 11 x 256 + 162, the sky 9 x 256 + 116.</summary>
    private static byte[] Rgb(byte red, byte green)
    {
        using MemoryStream stream = new();
        byte[] samples = new byte[3 * 40 * 30];
        for (int i = 0; i < samples.Length; i += 3)
        {
            (samples[i], samples[i + 1]) = (red, green);
        }

        Ade20kEval.Formats.Png.PngWriter.WriteRgb8(stream, samples, 40, 30);
        return stream.ToArray();
    }

    private static Dictionary<string, string> Contents(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => !AtomicFile.IsTemporary(Path.GetFileName(path)))
        .ToDictionary(path => Path.GetRelativePath(folder, path), path => string.Join('\n', File.ReadLines(path).Where(line => !line.Contains("\"tool\":", StringComparison.Ordinal))));
}
