using System.Diagnostics;
using System.Security.Cryptography;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Panoptic;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval;

/// <summary>Start here for panoptic segmentation: JSON and PNGs of both sides, or label maps → overlaps of segments of each image → panoptic quality.</summary>
/// <remarks>What is kept of an image is a table of segments and how many pixels each two have in common, in the order of the ground truth's annotations.</remarks>
public static class PanopticEvaluator
{
    /// <summary>Scores predictions against ground truth.</summary>
    /// <param name="groundTruthPath">A set in COCO's panoptic format: a JSON file beside its PNGs, or a folder or archive with both.</param>
    /// <param name="predictionsPath">Likewise; or a folder or archive of label maps, of which each class is one segment.</param>
    /// <param name="options">How to score; the defaults are COCO's panoptic task.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <exception cref="ArgumentException">A protocol or quirk is unknown.</exception>
    /// <exception cref="InputException">A file cannot be read, is malformed, or does not belong to the other; up to ten images are named, with the total.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static PanopticRun Evaluate(string groundTruthPath, string predictionsPath, PanopticOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(groundTruthPath);
        ArgumentNullException.ThrowIfNull(predictionsPath);
        options ??= new PanopticOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Execution.Workers, 1);
        if (options.Execution.Shard is not null)
        {
            throw new ArgumentException("Panoptic sets are not scored in shards.", nameof(options));
        }

        PanopticProtocol protocol = PanopticProtocol.Find(options.Protocol);
        if (protocol.Rules.IsTorchMetrics && options.Areas == PanopticAreas.Json)
        {
            throw new ArgumentException("torchmetrics never sees the areas of a JSON file.", nameof(options));
        }

        if (protocol.Rules.IsTorchMetrics && options.Boundaries)
        {
            throw new ArgumentException("torchmetrics compares no boundaries.", nameof(options));
        }

        PanopticQuirk[] mended = [.. options.Mend.Select(PanopticQuirk.Find)];
        PanopticRules rules = PanopticRun.RulesOf(protocol, options.Areas, mended);
        long started = Stopwatch.GetTimestamp();
        using PanopticInputs inputs = PanopticFiles.Open(groundTruthPath, predictionsPath, options, options.Categories is string name ? CategorySet.Find(name) : null);
        PanopticResult result = new(inputs.Pairs.Count);
        WorkerPool.Run(inputs.Pairs.Count, options.Execution, () => new PanopticWorker(inputs, new SegmentComparer(inputs, options.Boundaries, rules.DropsInteriors), result), static (worker, index) => worker.Process(index), cancellation);
        result.Problems.ThrowIfAny("images that cannot be scored: {0}");
        PanopticEvidence evidence = new(inputs.Categories, result.Images, options.Boundaries);
        return PanopticRun.Create(evidence, protocol, options.Areas, mended, new RunHeader
        {
            Tool = new ToolInfo(ToolInfo.CurrentVersion, "colors", options.Execution.Workers, Stopwatch.GetElapsedTime(started).TotalSeconds),
            GroundTruth = Describe(groundTruthPath, inputs.GroundTruthJson, result.GroundTruth, inputs.Pairs.Select(static pair => pair.GroundTruthFile.RelativePath)),
            Predictions = Describe(predictionsPath, inputs.PredictionsJson, result.Predictions, inputs.Pairs.Select(static pair => pair.PredictionFile.RelativePath)),
            Warnings = [.. inputs.Warnings, .. Warnings(groundTruthPath, evidence, protocol)],
        });
    }

    private static InputInfo Describe(string path, ReadOnlyMemory<byte> json, DigestList digests, IEnumerable<string> names)
    {
        digests.Set(0, json.IsEmpty ? [] : SHA256.HashData(json.Span));
        return new InputInfo(MaskFileNames.SourceName(path), digests.Count - 1, digests.Combine(["annotations", .. names]));
    }

    private static IEnumerable<string> Warnings(string groundTruthPath, PanopticEvidence evidence, PanopticProtocol protocol)
    {
        long unknown = evidence.Images.Sum(static image => image.GroundTruth.LongCount(static segment => segment.Category < 0));
        if (unknown > 0)
        {
            yield return $"{groundTruthPath}: {Plural.Of(unknown, "segment")} of a category that is not in the list of categories, left out as in the original; their pixels count against predictions.";
        }

        bool[] occurs = new bool[evidence.Categories.Count];
        foreach (PanopticImage image in evidence.Images)
        {
            Array.ForEach(image.Predictions, segment => occurs[segment.Category] = true);
            foreach (GroundTruthSegment segment in image.GroundTruth)
            {
                if (segment is { Category: >= 0, IsCrowd: false })
                {
                    occurs[segment.Category] = true;
                }
            }
        }

        bool HasNone(bool isThing) => !evidence.Categories.Zip(occurs).Any(pair => pair.Second && pair.First.IsThing == isThing);
        if (!protocol.Rules.IsTorchMetrics && (HasNone(isThing: true) || HasNone(isThing: false)))
        {
            yield return $"{groundTruthPath}: {(HasNone(isThing: true) ? HasNone(isThing: false) ? "no category occurs" : "no thing occurs" : "no stuff occurs")}, where the original stops with a division by zero; the means that exist are given.";
        }
    }
}
