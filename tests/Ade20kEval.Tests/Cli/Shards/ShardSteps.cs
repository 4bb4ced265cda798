using System.Text.Json.Nodes;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Processes;

namespace Ade20kEval.Tests.Cli.Shards;

/// <summary>What tests of shards do again and again, whatever kind of run they divide.</summary>
internal static class ShardSteps
{
    /// <summary>A command that succeeds.</summary>
    public static CliRun Must(params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run;
    }

    /// <summary>Shards that are not merged, and what is said of them.</summary>
    public static void Refused(string[] paths, params string[] messages)
    {
        CliRun run = CliRun.Of(["merge", .. paths]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
        Assert.That(run.Output, Is.Empty);
        foreach (string message in messages)
        {
            Assert.That(run.Error, Does.Contain(message));
        }
    }

    /// <summary>A document without its line of the tool.</summary>
    public static string Document(string path) => ScoredFolder.WithoutTool(File.ReadAllText(path));

    /// <summary>Changes a document in its place.</summary>
    public static void Edit(string path, Action<JsonNode> change)
    {
        JsonNode run = JsonNode.Parse(File.ReadAllText(path))!;
        change(run);
        File.WriteAllText(path, run.ToJsonString());
    }
}
