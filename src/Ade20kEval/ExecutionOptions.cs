using Ade20kEval.Runs;

namespace Ade20kEval;

/// <summary>How the work is done. Nothing here changes a number.</summary>
public sealed record ExecutionOptions
{
    /// <summary>Masks scored at once; at least 1. More than there are processors helps where files come slowly.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// The kernel that counts, by name, and the one that fuses score maps where one has that name, too; <see langword="null"/> for the fastest that the
    /// processor accelerates.
    /// </summary>
    public string? Kernel { get; init; }

    /// <summary>Which slice of the sorted list to score; <see langword="null"/> for all of it.</summary>
    public ShardInfo? Shard { get; init; }

    /// <summary>Called after every image, from the worker that did it; must be quick and thread-safe.</summary>
    public Action<EvaluationProgress>? OnProgress { get; init; }
}
