using System.Globalization;

namespace Ade20kEval.Cli.Cluster;

/// <summary>The shell script that submits a plan to Slurm: an array over the slices, and a job that waits for all of them and merges.</summary>
/// <remarks>
/// Source of the options: Slurm's manuals, as seen with 22.05. A job that waits for one that failed waits for ever unless it is told not to; a task
/// that is started again adds to its log; where submissions may fail, merging waits for the end of all tasks, whatever they answered, and looks for itself; the last line replaces the shell, so that signals and exit codes are the program's own.
/// </remarks>
internal sealed record SlurmScript
{
    /// <summary>What is scored.</summary>
    public required ClusterPlan Plan { get; init; }

    /// <summary>The words that start this tool.</summary>
    public required IReadOnlyList<string> Tool { get; init; }

    /// <summary>The folder in which jobs run.</summary>
    public required string Place { get; init; }

    /// <summary>Only these slices, from 1; <see langword="null"/> for all.</summary>
    public IReadOnlyList<int>? Only { get; init; }

    /// <summary>Processors of a task.</summary>
    public int Processors { get; init; } = 1;

    /// <summary>Further options of sbatch, for both jobs.</summary>
    public IReadOnlyList<string> SbatchOptions { get; init; } = [];

    /// <summary>The folder of the logs.</summary>
    public string LogFolder => Path.Combine(Plan.Out, "slurm");

    /// <summary>The log of a slice.</summary>
    public string LogOf(int shard) => Path.Combine(LogFolder, Invariant($"task-{shard - 1}.log"));

    /// <summary>The name by which the queue is asked for its tasks.</summary>
    public string JobName => Plan.JobName(Place);

    /// <summary>The script.</summary>
    public override string ToString()
    {
        string indices = Only is null
            ? Invariant($"0-{Plan.Shards - 1}")
            : string.Join(',', Only.Select(shard => (shard - 1).ToString(CultureInfo.InvariantCulture)));
        string[] workers = Plan.Score.Contains("--workers") ? [] : ["--workers", Processors.ToString(CultureInfo.InvariantCulture)];
        string score = ShellWords.Join([.. Tool, .. Plan.ScoreWords, .. workers]);
        string array = ShellWords.Join(["sbatch", "--parsable", $"--job-name={JobName}", $"--array={indices}", Invariant($"--cpus-per-task={Processors}"), .. Common("task-%a.log"), .. SbatchOptions]);
        string merge = ShellWords.Join(["sbatch", "--parsable", $"--job-name={JobName}-merge", "--kill-on-invalid-dep=yes", .. Common("merge.log"), .. SbatchOptions]);
        return $$"""
            #!/bin/sh
            # Scores {{Plan.Shards}} slices in a Slurm array; when all are there, a second job merges them.
            set -eu
            mkdir -p {{ShellWords.Quote(Path.Combine(Place, LogFolder))}}
            array=$({{array}} <<'END'
            #!/bin/sh
            # Slices are numbered here: an array's own variables do not say what it is a part of.
            exec {{score}} --shard "$((SLURM_ARRAY_TASK_ID + 1))/{{Plan.Shards}}"
            END
            )
            array=${array%%;*}
            merge=$({{merge}} --dependency="{{(Plan.KeepsGoing ? "afterany" : "afterok")}}:$array" <<'END'
            #!/bin/sh
            exec {{ShellWords.Join([.. Tool, .. Plan.MergeWords])}}
            END
            )
            echo "array $array, merge ${merge%%;*}"

            """;
    }

    private string[] Common(string log) =>
        ["--requeue", "--open-mode=append", $"--chdir={Place}", $"--output={Path.Combine(Place, LogFolder).Replace("%", "%%", StringComparison.Ordinal)}/{log}"];
}
