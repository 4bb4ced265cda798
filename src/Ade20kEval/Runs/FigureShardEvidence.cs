namespace Ade20kEval.Runs;

/// <summary>What a shard of segments or detections has beside the evidence of its images.</summary>
/// <remarks>
/// Digests and names are of files: those that all images share come first, then those of each image. Detections have no files of their own: both files are read whole
/// for every slice, and <see cref="WholeList"/> has their digests.
/// </remarks>
internal sealed record FigureShardEvidence : ShardEvidence
{
    /// <summary>Where the ground truth was: warnings about the whole run call it so.</summary>
    public required string GroundTruthPath { get; init; }

    /// <summary>What the ground-truth files are called.</summary>
    public required IReadOnlyList<string> GroundTruthNames { get; init; }

    /// <summary>What the files of the predictions are called.</summary>
    public required IReadOnlyList<string> PredictionNames { get; init; }
}
