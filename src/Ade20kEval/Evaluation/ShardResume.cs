using System.Security.Cryptography;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Runs;
using Ade20kEval.Sources;

namespace Ade20kEval.Evaluation;

/// <summary>Whether a shard that is there already is what scoring would write again: of the same files, byte for byte, by the same options.</summary>
/// <remarks>Reads every file of the slice and decodes none: about a tenth of the time of scoring, and no time stamp has to be believed.</remarks>
internal static class ShardResume
{
    /// <summary>Said where the slice, its number or the version is another.</summary>
    public const string OtherSliceOrVersion = "another slice or version";

    /// <summary>Said where something else was asked for.</summary>
    public const string OtherOptions = "other options";

    /// <summary>Said where a name or a byte is another.</summary>
    public const string OtherFiles = "other files";

    /// <summary>Whether a document is of another slice than is asked for, or by another version.</summary>
    public static bool OtherSlice(RunHeader header, ExecutionOptions execution) =>
        header.Shard != execution.Shard || header.Evidence is null || header.Tool.Version != ToolInfo.CurrentVersion;

    /// <summary>What is different; <see langword="null"/> where nothing is.</summary>
    /// <param name="run">The document that is there.</param>
    /// <param name="groundTruth">Ground-truth masks.</param>
    /// <param name="predictions">Prediction masks.</param>
    /// <param name="options">How they are to be scored, the shard among them.</param>
    /// <param name="words">The same in words, with those of whoever adds intervals.</param>
    /// <param name="cancellation">Stops between two masks.</param>
    /// <exception cref="InputException">A side is empty, or names do not pair.</exception>
    public static string? Difference(
        RunDocument run, MaskSource groundTruth, MaskSource predictions, EvaluationOptions options, IReadOnlyList<KeyValuePair<string, string>> words, CancellationToken cancellation)
    {
        if (OtherSlice(run.Header, options.Execution) || run.Evidence is not MaskShardEvidence evidence)
        {
            return OtherSliceOrVersion;
        }

        if (!words.SequenceEqual(evidence.Options))
        {
            return OtherOptions;
        }

        WorkList work = WorkList.Plan(groundTruth, [predictions], options);
        WorkItem[] items = [.. work.Items.Where(item => item.Predictions[0] is not null || options.Pairing.Missing != MissingPrediction.Skip)];
        if (work.Whole![0] != evidence.Whole || groundTruth.Name != run.GroundTruth.Name
            || !items.Select(item => item.Name).SequenceEqual(run.Images.Select(image => image.Name)))
        {
            return OtherFiles;
        }

        int changed = 0;
        WorkerPool.Run(
            items.Length,
            options.Execution,
            () => new Readers(groundTruth, predictions),
            (readers, i) =>
            {
                if (!readers.IsSame(items[i], evidence.GroundTruthDigests[i], evidence.PredictionDigests[i]))
                {
                    Interlocked.Increment(ref changed);
                }

                return 0;
            },
            cancellation);
        return changed == 0 ? null : OtherFiles;
    }

    /// <summary>Reads both sides, for one worker.</summary>
    private sealed class Readers(MaskSource groundTruth, MaskSource predictions) : IDisposable
    {
        private readonly MaskReader _groundTruth = groundTruth.CreateReader();
        private readonly MaskReader _predictions = predictions.CreateReader();

        public bool IsSame(WorkItem item, ReadOnlySpan<byte> groundTruthDigest, ReadOnlySpan<byte> predictionDigest)
        {
            try
            {
                return IsSame(_groundTruth, item.GroundTruth, groundTruthDigest) && IsSame(_predictions, item.Predictions[0], predictionDigest);
            }
            catch (InputException)
            {
                return false;   // scoring says what is wrong
            }
        }

        public void Dispose()
        {
            _groundTruth.Dispose();
            _predictions.Dispose();
        }

        private static bool IsSame(MaskReader reader, FileEntry? file, ReadOnlySpan<byte> digest)
        {
            if (file is null)
            {
                return digest.IsEmpty;
            }

            Span<byte> found = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(reader.ReadBytes(file).Span, found);
            return digest.SequenceEqual(found);
        }
    }
}
