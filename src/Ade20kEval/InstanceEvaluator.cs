using System.Diagnostics;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Instances;
using Ade20kEval.Runs;

namespace Ade20kEval;

/// <summary>Start here for instances: results and ground truth in COCO's format → overlaps of each image → average precision.</summary>
/// <remarks>
/// Both files are read by all workers at once, a stretch at a time; their masks stay where they are until the image that they belong to is compared, by one
/// worker, straight from text to run lengths to overlaps. What is kept are areas and intersections, in the order of image ids.
/// </remarks>
public static class InstanceEvaluator
{
    /// <summary>Scores results against ground truth.</summary>
    /// <param name="groundTruthPath">A COCO file: images, annotations, categories; or the ADE20K instance benchmark's PNGs (<see cref="InstanceOptions.ImageList"/>).</param>
    /// <param name="predictionsPath">A list of results.</param>
    /// <param name="options">How to score; the defaults are COCO's segmentation task.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <exception cref="ArgumentException">A protocol or quirk is unknown, or limits do not ascend.</exception>
    /// <exception cref="InputException">A file cannot be read, is malformed, or does not belong to the other.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static InstanceRun Evaluate(string groundTruthPath, string predictionsPath, InstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(groundTruthPath);
        ArgumentNullException.ThrowIfNull(predictionsPath);
        options ??= new InstanceOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Execution.Workers, 1);
        InstanceProtocol protocol = InstanceProtocol.Find(options.Protocol);
        InstanceQuirk[] mended = [.. options.Mend.Select(InstanceQuirk.Find)];
        if (options.DetectionLimits is not null)
        {
            protocol = protocol.With(options.DetectionLimits);
        }

        protocol.Rules.RequireLimits();
        if (protocol.Rules.IsCityscapes && (options.Overlap != OverlapKind.Mask || options.DetectionLimits is not null || options.Errors))
        {
            throw new ArgumentException("Cityscapes' instance level compares masks, without limits; kinds of error are told by COCO's matching.", nameof(options));
        }

        long started = Stopwatch.GetTimestamp();
        using InstanceOpening opened = new(groundTruthPath, predictionsPath, options, cancellation);
        InstanceInputs inputs = opened.Inputs;
        (int first, int count) = InstanceShards.SliceOf(inputs, options.Execution.Shard);
        InstanceRules rules = InstanceRun.RulesOf(protocol, mended, options.Overlap);
        InstanceResult result = new(opened.Files, first, count);
        MaskSizes sizes = new(inputs);
        WorkerPool.Run(
            result.Pieces,
            options.Execution,
            () => new InstanceWorker(new ImageComparer(inputs, sizes, options.Errors), rules.Matcher(options.Overlap), result),
            (worker, index) => worker.Process(index),
            cancellation);
        sizes.ThrowIfAny();
        InstanceEvidence evidence = new(inputs.Categories, result.Images, options.Overlap) { AcrossCategories = options.Errors };
        InstanceScores scores = Draw(evidence, rules, result.Matches, options.Execution, cancellation);
        RunHeader header = new()
        {
            Tool = new ToolInfo(ToolInfo.CurrentVersion, "run-lengths", options.Execution.Workers, Stopwatch.GetElapsedTime(started).TotalSeconds),
            GroundTruth = new InputInfo(Path.GetFileName(groundTruthPath), result.Images.Length, result.Digests[0]),
            Predictions = new InputInfo(Path.GetFileName(predictionsPath), result.Images.Count(image => image.Detections.Length > 0), result.Digests[1]),
            Warnings = [.. InputWarnings.Of(inputs)],
        };
        return InstanceRun.Create(evidence, protocol, mended, scores, options.Execution.Shard is null ? header : InstanceShards.AddTo(header, inputs, options, groundTruthPath));
    }

    private static InstanceScores Draw(InstanceEvidence evidence, InstanceRules rules, ImageMatches[] matches, ExecutionOptions execution, CancellationToken cancellation)
    {
        if (rules.IsCityscapes)
        {
            return CityscapesScores.Of(evidence, rules, matches);
        }

        InstanceCurves curves = new(evidence.Categories.Count, rules, matches);
        WorkerPool.Run(evidence.Categories.Count, execution with { OnProgress = null }, () => new CurveWorker(curves), (worker, category) => worker.Process(category), cancellation);
        return curves.ToScores(evidence);
    }
}
