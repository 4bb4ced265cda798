using Ade20kEval.Cli.Shards;
using Ade20kEval.Files;

namespace Ade20kEval.Cli.Cluster;

/// <summary>How far a plan is: shards that are there, tasks that Slurm still has, and those that neither have.</summary>
/// <param name="Done">Slices whose documents are there.</param>
/// <param name="Queued">Slices that wait or run, with Slurm's word for that.</param>
/// <param name="Lost">Slices that are neither there nor with Slurm.</param>
/// <param name="IsMerged">Whether the merged run is there.</param>
internal sealed record SlurmStatus(IReadOnlyList<int> Done, IReadOnlyList<(int Shard, string State)> Queued, IReadOnlyList<int> Lost, bool IsMerged)
{
    private const int ShownLogs = 10;

    /// <summary>Looks at the folder and asks the queue.</summary>
    /// <param name="script">What was submitted.</param>
    /// <param name="submissions">How many prediction sets it scores: a slice is there when it is there for each.</param>
    /// <exception cref="OutputException">Slurm does not answer.</exception>
    /// <exception cref="InputException">The folder cannot be listed.</exception>
    public static SlurmStatus Of(SlurmScript script, int submissions)
    {
        ClusterPlan plan = script.Plan;
        string folder = Path.Combine(script.Place, plan.Out);
        HashSet<int> done = Directory.Exists(folder)
            ? [.. ShardFiles.In(folder).Concat(ShardFiles.ErrorsIn(folder)).DistinctBy(file => (file.Submission, file.Shard)).Where(file => file.Shard.Count == plan.Shards).GroupBy(file => file.Shard.Index).Where(group => group.Count() >= submissions).Select(group => group.Key)]
            : [];
        (int Shard, string State)[] queued = [.. SlurmQueue.TasksOf(script.JobName).Select(task => (Shard: task.Task + 1, task.State)).Where(task => !done.Contains(task.Shard))];
        int[] all = [.. Enumerable.Range(1, plan.Shards)];
        bool isMerged = submissions == 1 && File.Exists(Path.Combine(folder, "run.json"));
        return new SlurmStatus([.. done.Order()], [.. queued.OrderBy(task => task.Shard)], [.. all.Where(shard => !done.Contains(shard) && queued.All(task => task.Shard != shard))], isMerged);
    }

    /// <summary>Tells a person.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="script">What was submitted.</param>
    /// <param name="redo">The command that submits lost slices again.</param>
    public void Write(TextWriter output, SlurmScript script, string redo)
    {
        output.Write(Invariant($"{Done.Count} of {script.Plan.Shards} shards are there{(IsMerged ? ", and the merged run.json" : "")}\n"));
        foreach (IGrouping<string, int> state in Queued.GroupBy(task => task.State, task => task.Shard))
        {
            output.Write($"{state.Key.ToLowerInvariant()}: {SlurmQueue.List(state)}\n");
        }

        if (Lost.Count == 0)
        {
            return;
        }

        output.Write($"failed or never started: {SlurmQueue.List(Lost)}\n");
        foreach (int shard in Lost.Take(ShownLogs))
        {
            output.Write(Invariant($"  {shard}: {SlurmQueue.LastLine(Path.Combine(script.Place, script.LogOf(shard)))}\n"));
        }

        output.Write($"to redo them:\n  {redo}\n");
    }
}
