using System.Diagnostics;
using Ade20kEval.Boards;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Boards;
using Ade20kEval.TestSupport;

namespace Ade20kEval.Tests.Processes;

/// <summary>Several processes add to one board at the same time: nothing is lost, and the ranks are those of one process alone.</summary>
public sealed class BoardWritersTests
{
    private const int Writers = 8;
    private const int Each = 2;

    [Test]
    public void Eight_processes_at_once_give_the_ranks_of_one()
    {
        ToolProcess.SkipUnlessLinux();
        using TemporaryFolder runs = new();
        using BoardBench together = new();
        using BoardBench alone = new();
        for (int i = 0; i < Writers * Each; i++)
        {
            runs.Write($"{i}.json", RunJsonWriter.Write(BoardBench.Run(40 + (i * 7 % 11))));
            alone.Add($"net {i}", BoardBench.Run(40 + (i * 7 % 11)), $"team {i}", "2025-01-01", isDocument: true);
        }

        // "$1" is the folder of the runs, "$2" the board, "$3" the first of this writer's runs, the rest the tool.
        const string Script = "runs=$(eval echo \\${$(($# - 2))}); board=$(eval echo \\${$(($# - 1))}); from=$(eval echo \\${$#}); for i in $from $((from + 1)); do \"$T1\" $T2 leaderboard add \"$board\" \"$runs/$i.json\" --team \"team $i\" --method \"net $i\" --date 2025-01-01 || exit 1; done";
        string[] tool = ToolProcess.CommandIn(ToolProcess.Other is null ? AppContext.BaseDirectory : Path.GetDirectoryName(Path.GetFullPath(ToolProcess.Other))!);
        Dictionary<string, string> variables = new() { ["T1"] = tool[0], ["T2"] = tool.Length > 1 ? tool[1] : "" };
        Process[] writers = [.. Enumerable.Range(0, Writers).Select(w => ToolProcess.Start(Script, variables, runs.Path, together.Folder, $"{w * Each}"))];
        foreach (Process writer in writers)
        {
            string error = writer.StandardError.ReadToEnd();
            Assert.That(ToolProcess.WaitForExit(writer), Is.Zero, error);
            writer.Dispose();
        }

        Assert.That(BoardVerification.Of(together.Folder).Findings, Is.Empty);
        Assert.That(together.Open().Ledger, Has.Count.EqualTo(1 + (Writers * Each)));
        Assert.That(Ranks(together), Is.EqualTo(Ranks(alone)));
        static string[] Ranks(BoardBench bench) => [.. Ranking.Of(bench.Open()).Select(row => $"{row.Rank} {row.Stored.Entry.Metadata.Method} {row.Stored.Id}")];
    }
}
