using System.Diagnostics;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Panoptic;
using Ade20kEval.Runs;

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
        using PanopticInputs inputs = PanopticFiles.Open(groundTruthPath, predictionsPath, options);
        IReadOnlyList<PanopticPair> pairs = PanopticShards.SliceOf(inputs, options.Execution.Shard);
        PanopticResult result = new(pairs.Count);
        WorkerPool.Run(pairs.Count, options.Execution, () => new PanopticWorker(pairs, new SegmentComparer(inputs, options.Boundaries, rules.DropsInteriors), result), static (worker, index) => worker.Process(index), cancellation);
        result.Problems.ThrowIfAny("images that cannot be scored: {0}");
        result.SetAnnotations(inputs);
        PanopticEvidence evidence = new(inputs.Categories, result.Images, options.Boundaries);
        RunHeader header = new()
        {
            Tool = new ToolInfo(ToolInfo.CurrentVersion, "colors", options.Execution.Workers, Stopwatch.GetElapsedTime(started).TotalSeconds),
            GroundTruth = new InputInfo(MaskFileNames.SourceName(groundTruthPath), pairs.Count, result.GroundTruth.Combine(PanopticShards.GroundTruthNames(pairs))),
            Predictions = new InputInfo(MaskFileNames.SourceName(predictionsPath), pairs.Count, result.Predictions.Combine(PanopticShards.PredictionNames(pairs))),
            Warnings = inputs.Warnings,
        };
        return options.Execution.Shard is null
            ? PanopticWhole.Create(evidence, protocol, options.Areas, mended, header, groundTruthPath)
            : PanopticRun.Create(evidence, protocol, options.Areas, mended, PanopticShards.AddTo(header, inputs, options, groundTruthPath, result));
    }
}
