using Ade20kEval.Instances;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>Slices of a set of instances: what they add to a document, and whether one that is there already is what scoring would write again.</summary>
/// <remarks>Both files are read whole for every slice; laying detections over objects, which takes longest, is what slices divide.</remarks>
internal static class InstanceShards
{
    /// <summary>The first image of a slice and how many it has; all without one.</summary>
    public static (int First, int Count) SliceOf(InstanceInputs inputs, ShardInfo? shard) =>
        shard is null ? (0, inputs.Images.Count) : shard.SliceOf(inputs.Images.Count).GetOffsetAndLength(inputs.Images.Count);

    /// <summary>The header of a slice.</summary>
    /// <param name="header">What a whole run has; its digests are of the whole files.</param>
    /// <param name="inputs">Both sides, whole.</param>
    /// <param name="options">How it was scored; its shard is not <see langword="null"/>.</param>
    /// <param name="groundTruthPath">Where the ground truth was.</param>
    public static RunHeader AddTo(RunHeader header, InstanceInputs inputs, InstanceOptions options, string groundTruthPath) => header with
    {
        Partial = options.Execution.Shard is { Count: > 1 },
        Shard = options.Execution.Shard,
        Evidence = new FigureShardEvidence
        {
            Whole = new WholeList(inputs.Images.Count, header.GroundTruth.Digest, header.Predictions.Digest),
            Listed = SliceOf(inputs, options.Execution.Shard).Count,
            Options = ShardWords.Of(options, inputs.Categories),
            NameWarnings = header.Warnings,
            GroundTruthPath = groundTruthPath,
            GroundTruthNames = [],
            PredictionNames = [],
            GroundTruthDigests = new DigestList(0),
            PredictionDigests = new DigestList(0),
        },
    };

    /// <summary>What is different between a slice that is there and one to be scored; <see langword="null"/> where nothing is. Reads both files and compares nothing.</summary>
    /// <param name="run">The document that is there.</param>
    /// <param name="groundTruthPath">Ground truth.</param>
    /// <param name="predictionsPath">Results.</param>
    /// <param name="options">How they are to be scored, the shard among them.</param>
    /// <param name="added">Words of whoever adds intervals.</param>
    /// <param name="cancellation">Stops between two pieces.</param>
    /// <exception cref="Files.InputException">The files cannot be read, or do not belong together.</exception>
    public static string? Difference(
        InstanceRun run, string groundTruthPath, string predictionsPath, InstanceOptions options, IReadOnlyList<KeyValuePair<string, string>> added, CancellationToken cancellation)
    {
        if (ShardResume.OtherSlice(run.Header, options.Execution))
        {
            return ShardResume.OtherSliceOrVersion;
        }

        ShardEvidence evidence = run.Header.Evidence!;
        using InstanceOpening opened = new(groundTruthPath, predictionsPath, options, cancellation);
        InstanceInputs inputs = opened.Inputs;
        if (!ShardWords.Of(options, inputs.Categories).Concat(added).SequenceEqual(evidence.Options))
        {
            return ShardResume.OtherOptions;
        }

        string[] digests = [.. opened.Files.Select(InstanceWorker.DigestOf)];
        return evidence.Whole == new WholeList(inputs.Images.Count, digests[0], digests[1])
            && run.Header.GroundTruth.Name == Path.GetFileName(groundTruthPath) && run.Header.Predictions.Name == Path.GetFileName(predictionsPath)
                ? null
                : ShardResume.OtherFiles;
    }
}
