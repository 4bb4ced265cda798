using System.Globalization;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Commands;

/// <summary>Which slice of the work this process does: <c>2/8</c>, or what the scheduler says.</summary>
internal static class ShardChoice
{
    /// <summary>Index, first index and count of the schedulers that number the tasks of an array.</summary>
    private static readonly (string Name, string Index, string? First, string Count)[] s_schedulers =
    [
        ("Slurm array", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"),
        ("Slurm job step", "SLURM_PROCID", null, "SLURM_NTASKS"),
        ("Kubernetes indexed job", "JOB_COMPLETION_INDEX", null, "JOB_COMPLETIONS"),
        ("torchrun", "RANK", null, "WORLD_SIZE"),
    ];

    /// <summary>Reads <c>I/N</c> or <c>auto</c>.</summary>
    /// <exception cref="UsageException">It is neither, I is not in 1..N, or no scheduler's variables are set.</exception>
    public static ShardInfo Parse(string given, Func<string, string?> variable)
    {
        if (given == "auto")
        {
            return OfScheduler(variable);
        }

        string[] parts = given.Split('/');
        return parts.Length == 2 && TryNumber(parts[0], out int index) && TryNumber(parts[1], out int count) && index >= 1 && index <= count
            ? new ShardInfo(index, count)
            : throw new UsageException($"--shard {given}: expected I/N with I in 1..N, for example 2/8, or auto.");
    }

    private static ShardInfo OfScheduler(Func<string, string?> variable)
    {
        foreach ((string name, string index, string? first, string count) in s_schedulers)
        {
            if (variable(index) is not { Length: > 0 } indexText || variable(count) is not { Length: > 0 } countText)
            {
                continue;
            }

            string firstText = first is null ? "0" : variable(first) ?? "0";
            if (TryNumber(indexText, out int i) && TryNumber(countText, out int n) && TryNumber(firstText, out int f) && i - f >= 0 && i - f < n)
            {
                return new ShardInfo(i - f + 1, n);
            }

            throw new UsageException($"--shard auto: {name} says {index}={indexText} of {count}={countText}, which is no slice; expected consecutive indices (array step 1). Give --shard I/N.");
        }

        throw new UsageException($"--shard auto: no scheduler's variables are set; looked for {string.Join(", ", s_schedulers.Select(s => s.Index))}. Give --shard I/N.");
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
