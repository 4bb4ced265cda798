using System.Globalization;
using System.Text;
using Ade20kEval.Cli.Shards;
using Ade20kEval.Files;
using Microsoft.Win32.SafeHandles;

namespace Ade20kEval.Cli.Cluster;

/// <summary>How far a plan is: shards that are there, tasks that Slurm still has, and those that neither have.</summary>
/// <param name="Done">Slices whose documents are there.</param>
/// <param name="Queued">Slices that wait or run, with Slurm's word for that.</param>
/// <param name="Lost">Slices that are neither there nor with Slurm.</param>
/// <param name="IsMerged">Whether the merged run is there.</param>
internal sealed record SlurmStatus(IReadOnlyList<int> Done, IReadOnlyList<(int Shard, string State)> Queued, IReadOnlyList<int> Lost, bool IsMerged)
{
    private const int ShownLogs = 10;
    private const int LookedAt = 1 << 16;   // of a log's end

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
            ? [.. ShardFiles.In(folder).Where(file => file.Shard.Count == plan.Shards).GroupBy(file => file.Shard.Index).Where(group => group.Count() >= submissions).Select(group => group.Key)]
            : [];
        OtherProgram queue = OtherProgram.Run("", "squeue", "--noheader", "--array", $"--name={script.JobName}", "--format=%K %T");
        if (queue.ExitCode != 0)
        {
            throw new OutputException($"squeue: answered {queue.ExitCode}: {queue.Error.Trim()}");
        }

        List<(int Shard, string State)> queued = [];
        foreach (string line in queue.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is [string index, string state] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int task) && !done.Contains(task + 1))
            {
                queued.Add((task + 1, state));
            }
        }

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
            output.Write($"{state.Key.ToLowerInvariant()}: {List(state)}\n");
        }

        if (Lost.Count == 0)
        {
            return;
        }

        output.Write($"failed or never started: {List(Lost)}\n");
        foreach (int shard in Lost.Take(ShownLogs))
        {
            output.Write(Invariant($"  {shard}: {LastLine(Path.Combine(script.Place, script.LogOf(shard)))}\n"));
        }

        output.Write($"to redo them:\n  {redo}\n");
    }

    /// <summary>Numbers with commas, as <c>--only</c> takes them.</summary>
    public static string List(IEnumerable<int> shards) => string.Join(',', shards.Select(shard => shard.ToString(CultureInfo.InvariantCulture)));

    private static string LastLine(string log)
    {
        try
        {
            if (!File.Exists(log))
            {
                return $"nothing in {log}";
            }

            using SafeFileHandle handle = InputFile.Open(log, minimumBytes: 1);
            long length = RandomAccess.GetLength(handle);
            byte[] end = new byte[(int)Math.Min(LookedAt, length)];
            InputFile.ReadExactly(handle, log, length - end.Length, end);
            string? line = Encoding.UTF8.GetString(end).Split('\n').LastOrDefault(text => text.Trim().Length > 0)?.Trim();
            return line is null ? $"nothing in {log}" : Terminal.TerminalText.Clean(line.Length > 200 ? line[..200] + "..." : line);
        }
        catch (InputException failure)
        {
            return Terminal.TerminalText.Clean(failure.Message);
        }
    }
}
