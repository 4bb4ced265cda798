using System.Security.Cryptography;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Panoptic;
using Ade20kEval.Runs;
using Ade20kEval.Sources;

namespace Ade20kEval.Evaluation;

/// <summary>Slices of a panoptic set: what they add to a document, and whether one that is there already is what scoring would write again.</summary>
internal static class PanopticShards
{
    // What the JSON is called among the files of a side.
    private const string Annotations = "annotations";

    /// <summary>The images of a slice; all without one.</summary>
    public static IReadOnlyList<PanopticPair> SliceOf(PanopticInputs inputs, ShardInfo? shard) =>
        shard is null ? inputs.Pairs : [.. inputs.Pairs.Take(shard.SliceOf(inputs.Pairs.Count))];

    /// <summary>The files of the ground truth: the JSON, then the pictures.</summary>
    public static IReadOnlyList<string> GroundTruthNames(IReadOnlyList<PanopticPair> pairs) => [Annotations, .. pairs.Select(static pair => pair.GroundTruthFile.RelativePath)];

    /// <summary>The files of the predictions.</summary>
    public static IReadOnlyList<string> PredictionNames(IReadOnlyList<PanopticPair> pairs) => [Annotations, .. pairs.Select(static pair => pair.PredictionFile.RelativePath)];

    /// <summary>The digest of a JSON file; none where there is none.</summary>
    public static byte[] DigestOf(ReadOnlyMemory<byte> json) => json.IsEmpty ? [] : SHA256.HashData(json.Span);

    /// <summary>The header of a slice.</summary>
    /// <param name="header">What a whole run has.</param>
    /// <param name="inputs">Both sides, whole.</param>
    /// <param name="options">How it was scored; its shard is not <see langword="null"/>.</param>
    /// <param name="groundTruthPath">What warnings call the ground truth.</param>
    /// <param name="result">What was found in the slice.</param>
    public static RunHeader AddTo(RunHeader header, PanopticInputs inputs, PanopticOptions options, string groundTruthPath, PanopticResult result)
    {
        IReadOnlyList<PanopticPair> pairs = SliceOf(inputs, options.Execution.Shard);
        return header with
        {
            Partial = options.Execution.Shard is { Count: > 1 },
            Shard = options.Execution.Shard,
            Evidence = new FigureShardEvidence
            {
                Whole = WholeOf(inputs),
                Listed = pairs.Count,
                Options = ShardWords.Of(options, inputs.Categories),
                NameWarnings = header.Warnings,
                GroundTruthPath = groundTruthPath,
                GroundTruthNames = GroundTruthNames(pairs),
                PredictionNames = PredictionNames(pairs),
                GroundTruthDigests = result.GroundTruth,
                PredictionDigests = result.Predictions,
            },
        };
    }

    /// <summary>What is different between a slice that is there and one to be scored; <see langword="null"/> where nothing is. Reads every picture of the slice and decodes none.</summary>
    /// <param name="run">The document that is there.</param>
    /// <param name="groundTruthPath">Ground truth.</param>
    /// <param name="predictionsPath">Predictions.</param>
    /// <param name="options">How they are to be scored, the shard among them.</param>
    /// <param name="added">Words of whoever adds intervals.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <exception cref="InputException">The files cannot be read, or do not belong together.</exception>
    public static string? Difference(
        PanopticRun run, string groundTruthPath, string predictionsPath, PanopticOptions options, IReadOnlyList<KeyValuePair<string, string>> added, CancellationToken cancellation)
    {
        if (ShardResume.OtherSlice(run.Header, options.Execution))
        {
            return ShardResume.OtherSliceOrVersion;
        }

        FigureShardEvidence evidence = (FigureShardEvidence)run.Header.Evidence!;
        using PanopticInputs inputs = PanopticFiles.Open(groundTruthPath, predictionsPath, options);
        if (!ShardWords.Of(options, inputs.Categories).Concat(added).SequenceEqual(evidence.Options))
        {
            return ShardResume.OtherOptions;
        }

        IReadOnlyList<PanopticPair> pairs = SliceOf(inputs, options.Execution.Shard);
        if (WholeOf(inputs) != evidence.Whole || MaskFileNames.SourceName(groundTruthPath) != run.Header.GroundTruth.Name || MaskFileNames.SourceName(predictionsPath) != run.Header.Predictions.Name
            || pairs.Count != run.Evidence.Images.Count
            || !GroundTruthNames(pairs).SequenceEqual(evidence.GroundTruthNames) || !PredictionNames(pairs).SequenceEqual(evidence.PredictionNames))
        {
            return ShardResume.OtherFiles;
        }

        int changed = 0;
        WorkerPool.Run(
            pairs.Count,
            options.Execution,
            () => new Pictures(inputs),
            (pictures, i) =>
            {
                if (!pictures.AreSame(pairs[i], evidence.GroundTruthDigests[i + 1], evidence.PredictionDigests[i + 1]))
                {
                    Interlocked.Increment(ref changed);
                }

                return 0;
            },
            cancellation);
        return changed == 0 ? null : ShardResume.OtherFiles;
    }

    // What listing tells, and the whole of the JSON, which all slices share.
    private static WholeList WholeOf(PanopticInputs inputs) => new(
        inputs.Pairs.Count,
        FileListDigest.Of(inputs.Pairs.Select(static pair => pair.GroundTruthFile), DigestOf(inputs.GroundTruthJson)),
        FileListDigest.Of(inputs.Pairs.Select(static pair => pair.PredictionFile), DigestOf(inputs.PredictionsJson)));

    /// <summary>Reads pictures of both sides, for one worker.</summary>
    private sealed class Pictures(PanopticInputs inputs) : IDisposable
    {
        private readonly FileBuffers _buffers = new();
        private readonly MaskReader? _maps = inputs.LabelMaps?.CreateReader();

        public bool AreSame(PanopticPair pair, ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction)
        {
            try
            {
                return IsSame(inputs.GroundTruthPictures.ReadBytes(pair.GroundTruthFile, _buffers), groundTruth)
                    && IsSame(_maps is null ? inputs.PredictionPictures!.ReadBytes(pair.PredictionFile, _buffers) : _maps.ReadBytes(pair.PredictionFile), prediction);
            }
            catch (InputException)
            {
                return false;   // scoring says what is wrong
            }
        }

        public void Dispose() => _maps?.Dispose();

        private static bool IsSame(ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> digest)
        {
            Span<byte> found = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes.Span, found);
            return digest.SequenceEqual(found);
        }
    }
}
