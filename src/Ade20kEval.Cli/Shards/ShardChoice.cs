using System.Globalization;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Shards;

/// <summary>Which slice of the work this process does: <c>2/8</c>, or what its launcher says, where that cannot be otherwise.</summary>
internal static class ShardChoice
{
    private const string Auto = "auto";

    /// <summary>Reads <c>I/N</c>, <c>auto</c> or <c>auto/N</c>.</summary>
    /// <exception cref="UsageException">It is none of them, I is not in 1..N, or the launcher does not say for certain which slice this is.</exception>
    public static ShardInfo Parse(string given, Func<string, string?> variable)
    {
        string[] parts = given.Split('/');
        if (parts[0] == Auto && parts.Length == 1)
        {
            return OfLauncher(LauncherTask.Read(variable), variable);
        }

        if (parts.Length == 2 && TryNumber(parts[1], out int count) && count >= 1)
        {
            if (parts[0] == Auto)
            {
                return OfLauncher(LauncherTask.Read(variable), variable, count);
            }

            if (TryNumber(parts[0], out int index) && index >= 1 && index <= count)
            {
                return new ShardInfo(index, count);
            }
        }

        throw new UsageException($"--shard {given}: expected I/N with I in 1..N, for example 2/8, or auto, or auto/N.");
    }

    // The launcher's own number of tasks is believed.
    private static ShardInfo OfLauncher(IReadOnlyList<LauncherTask> tasks, Func<string, string?> variable)
    {
        LauncherTask task = TheOne(tasks, Auto, variable);
        return task is { Place: int place, Count: int count }
            ? new ShardInfo(place + 1, count)
            : throw new UsageException($"--shard auto: {task}: {task.Doubt}, so that the slice cannot be told. Give the number of slices, --shard auto/N, or the slice, --shard I/N.");
    }

    // The number is given: the launcher says only which one this is, counted from the first number of a plan.
    private static ShardInfo OfLauncher(IReadOnlyList<LauncherTask> tasks, Func<string, string?> variable, int slices)
    {
        string given = Invariant($"{Auto}/{slices}");
        LauncherTask task = TheOne(tasks, given, variable);
        if (task.Launcher.Submitted is null && task.Count is int count && count != slices)
        {
            throw new UsageException(Invariant($"--shard {given}: {task}, not {slices}: some slices would be scored by nobody or twice. Give --shard auto/{count} everywhere, or --shard I/N."));
        }

        // Numbered from 1 the whole array would be one slice off: said in every task, not only in the last.
        int place = task.Number - task.Launcher.First;
        bool isShifted = task.Launcher.Submitted is not null && task.Place is int own && task.Count == slices && own != place;
        return place >= 0 && place < slices && !isShifted
            ? new ShardInfo(place + 1, slices)
            : throw new UsageException(Invariant($"--shard {given}: {task} is no slice of {slices}; expected numbers {task.Launcher.First}..{task.Launcher.First + slices - 1}")
                + (task.Launcher.Numbering is string numbering ? $", as of {string.Format(CultureInfo.InvariantCulture, numbering, slices - 1)}" : "")
                + Invariant($". Number the tasks so, or give --shard I/{slices}."));
    }

    /// <summary>The one launcher that divides the work.</summary>
    private static LauncherTask TheOne(IReadOnlyList<LauncherTask> tasks, string given, Func<string, string?> variable)
    {
        LauncherTask[] dividing = [.. tasks.Where(task => !task.IsAlone)];
        if (dividing.Length == 0)
        {
            return tasks.Count > 0 ? tasks[0] : throw new UsageException(Nobody(given, variable));
        }

        // Slurm's srun can speak to MPI programs, too: one start that two sets of variables describe in the same words.
        bool isOneStart = dividing.All(task => task.Launcher.StartsProcesses && task.Doubt is null && task.Place == dividing[0].Place && task.Count == dividing[0].Count);
        return dividing.Length == 1 || isOneStart
            ? dividing[0]
            : throw new UsageException($"--shard {given}: {dividing.Length} launchers at once: {string.Join(" and ", dividing.Select(task => task.ToString()))}. Slices would be scored twice or by nobody; use one of them, or give --shard I/N.");
    }

    private static string Nobody(string given, Func<string, string?> variable) => variable("SLURM_PROCID") is { Length: > 0 }
        ? $"--shard {given}: this batch script of Slurm runs the command once, whatever SLURM_NTASKS says. Start it with srun, submit an array (sbatch --array=0-7), or give --shard I/N."
        : $"--shard {given}: no launcher's variables are set; looked for {string.Join(", ", Launcher.All.Select(launcher => launcher.Index))}. Give --shard I/N.";

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
