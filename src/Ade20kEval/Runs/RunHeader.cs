namespace Ade20kEval.Runs;

/// <summary>Where a run comes from: what every kind of run has beside its counts.</summary>
public sealed record RunHeader
{
    /// <summary>What wrote it. All that may differ between two equal runs is in here.</summary>
    public required ToolInfo Tool { get; init; }

    /// <summary>The ground-truth files.</summary>
    public required InputInfo GroundTruth { get; init; }

    /// <summary>The prediction files.</summary>
    public required InputInfo Predictions { get; init; }

    /// <summary>Whether some ground truth was left out, or this is one shard of several.</summary>
    public bool Partial { get; init; }

    /// <summary>Which slice of the list this is; <see langword="null"/> for all of it.</summary>
    public ShardInfo? Shard { get; init; }

    /// <summary>Whether predictions of another size were to be resized, not refused.</summary>
    internal bool ResizesPredictions { get; init; }

    /// <summary>Things a person should know of this run, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How the predictions were fused from several views; <see langword="null"/> where they came as they are.</summary>
    public FusionInfo? Fusion { get; init; }

    /// <summary>What a shard needs beside its counts to become part of the whole run; <see langword="null"/> for a whole run, and for fused ones.</summary>
    internal ShardEvidence? Evidence { get; init; }

    /// <summary>The same with more that a person should know.</summary>
    internal RunHeader With(IEnumerable<string> warnings) => this with { Warnings = [.. Warnings, .. warnings] };
}
