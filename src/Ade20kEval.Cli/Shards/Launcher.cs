namespace Ade20kEval.Cli.Shards;

/// <summary>Something that starts the same command several times, and the variables by which it tells each which one it is.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Index">The variable with the number of the task.</param>
/// <param name="First">The number of the first task of a plan, by the launcher's rules or custom.</param>
/// <param name="Count">The variable with the number of tasks; <see langword="null"/> where there is none, or it says less than that.</param>
internal sealed record Launcher(string Name, string Index, int First, string? Count)
{
    /// <summary>For arrays of which some tasks can be submitted again: the variables with the first number, the last and the step of what was submitted.</summary>
    public (string First, string Last, string Step)? Submitted { get; init; }

    /// <summary>A variable without which the others mean nothing.</summary>
    public string? OnlyWith { get; init; }

    /// <summary>A variable that, where it is set, must say the same number of tasks.</summary>
    public string? SameCount { get; init; }

    /// <summary>The index that stands for "no task of several".</summary>
    public string? NoIndex { get; init; }

    /// <summary>Whether it starts processes side by side: two such launchers may be one and the same start.</summary>
    public bool StartsProcesses { get; init; }

    /// <summary>How to number tasks, for those of which that is a choice.</summary>
    public string? Numbering { get; init; }

    /// <summary>All that are known.</summary>
    /// <remarks>Sources: the launchers' own manuals; Slurm, Open MPI and MPICH as seen in versions 22.05, 4.1 and 4.0. RANK and WORLD_SIZE are common names, so torchrun comes last.</remarks>
    public static IReadOnlyList<Launcher> All { get; } =
    [
        new("Slurm array", "SLURM_ARRAY_TASK_ID", 0, "SLURM_ARRAY_TASK_COUNT")
        {
            Submitted = ("SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_STEP"),
            Numbering = "--array=0-{0}",
        },

        // SLURM_PROCID is 0 and SLURM_NTASKS whatever was asked for in every batch script, which runs once.
        new("Slurm step", "SLURM_PROCID", 0, "SLURM_NTASKS") { OnlyWith = "SLURM_STEP_ID", SameCount = "SLURM_STEP_NUM_TASKS", StartsProcesses = true },
        new("Open MPI", "OMPI_COMM_WORLD_RANK", 0, "OMPI_COMM_WORLD_SIZE") { StartsProcesses = true },
        new("MPI (PMI)", "PMI_RANK", 0, "PMI_SIZE") { StartsProcesses = true },

        // Not set by Kubernetes: the manifest repeats its completions under this name.
        new("Kubernetes indexed job", "JOB_COMPLETION_INDEX", 0, "JOB_COMPLETIONS"),
        new("AWS Batch array", "AWS_BATCH_JOB_ARRAY_INDEX", 0, "AWS_BATCH_JOB_ARRAY_SIZE"),
        new("Google Batch", "BATCH_TASK_INDEX", 0, "BATCH_TASK_COUNT"),
        new("Google Cloud Run job", "CLOUD_RUN_TASK_INDEX", 0, "CLOUD_RUN_TASK_COUNT"),
        new("GitLab parallel job", "CI_NODE_INDEX", 1, "CI_NODE_TOTAL"),
        new("CircleCI", "CIRCLE_NODE_INDEX", 0, "CIRCLE_NODE_TOTAL"),
        new("Buildkite", "BUILDKITE_PARALLEL_JOB", 0, "BUILDKITE_PARALLEL_JOB_COUNT"),
        new("PBS array", "PBS_ARRAY_INDEX", 0, null) { Numbering = "-J 0-{0}" },
        new("Torque array", "PBS_ARRAYID", 0, null) { Numbering = "-t 0-{0}" },
        new("Grid Engine array", "SGE_TASK_ID", 1, null) { Submitted = ("SGE_TASK_FIRST", "SGE_TASK_LAST", "SGE_TASK_STEPSIZE"), NoIndex = "undefined" },

        // LSB_JOBINDEX_END is the last number that was submitted, and the first is not told: [3] looks like the last of three.
        new("LSF array", "LSB_JOBINDEX", 1, null) { NoIndex = "0" },
        new("torchrun", "RANK", 0, "WORLD_SIZE") { StartsProcesses = true },
    ];
}
