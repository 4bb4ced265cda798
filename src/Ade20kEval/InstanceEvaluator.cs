using Ade20kEval.Evaluation;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Instances;

namespace Ade20kEval;

/// <summary>Start here for instances: results and ground truth in COCO's format → overlaps of each image → average precision.</summary>
/// <remarks>
/// Both files are read by all workers at once; their masks stay text until the image that they belong to is compared, by one worker, straight from text to
/// run lengths to overlaps. What is kept are areas and intersections, in the order of image ids.
/// </remarks>
public static class InstanceEvaluator
{
    /// <summary>Scores results against ground truth.</summary>
    /// <param name="groundTruthPath">A COCO file: images, annotations, categories.</param>
    /// <param name="resultsPath">A list of results.</param>
    /// <param name="options">How to score; the defaults are COCO's segmentation task.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <exception cref="Files.InputException">A file cannot be read, is malformed, or does not belong to the other.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static InstanceScores Evaluate(string groundTruthPath, string resultsPath, InstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(groundTruthPath);
        ArgumentNullException.ThrowIfNull(resultsPath);
        options ??= new InstanceOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Execution.Workers, 1);

        CocoFile groundTruth = CocoLoader.GroundTruth(groundTruthPath, options.Execution, cancellation);
        CocoFile results = CocoLoader.Results(resultsPath, options.Execution, cancellation);
        InstanceInputs inputs = new(groundTruth, groundTruthPath, results, resultsPath, options.Overlap);
        ImageInstances[] images = new ImageInstances[inputs.Images.Count];
        WorkerPool.Run(
            images.Length,
            options.Execution,
            () => new InstanceWorker(new ImageComparer(inputs, options.EveryPair), images),
            (worker, index) => worker.Process(index),
            cancellation);
        return InstanceScores.Of(new InstanceEvidence(inputs.Categories, images, options.Overlap), options.Rules);
    }
}
