using System.Diagnostics;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting.Kernels;
using Ade20kEval.Evaluation;
using Ade20kEval.Masks;
using Ade20kEval.Runs;

namespace Ade20kEval;

/// <summary>Start here: pairs of masks → counts → run document. Parallelism lives here and only here.</summary>
/// <remarks>
/// Every worker takes the next ground truth from the sorted list, reads and decodes it once, and counts it against each
/// prediction set. What it keeps is the non-zero cells and two digests; they go to the image's own place in the result, so the
/// order in which workers finish cannot show. Scores are computed at the end, once, in name order.
/// </remarks>
public static class Evaluator
{
    private const string Heading = "masks that cannot be scored: {0}";

    /// <summary>Scores one prediction set against its ground truth.</summary>
    /// <param name="groundTruth">Ground-truth masks.</param>
    /// <param name="predictions">Prediction masks.</param>
    /// <param name="options">How to evaluate; the defaults are right for ADE20K masks.</param>
    /// <param name="cancellation">Stops between two masks.</param>
    /// <returns>The run: counts of every image, scores by every protocol, digests and warnings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The options ask for fewer than one worker.</exception>
    /// <exception cref="Files.InputException">Masks are missing, unreadable, malformed, of another size, or hold unknown values; up to ten are named, with the total.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RunDocument Evaluate(MaskSource groundTruth, MaskSource predictions, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        Evaluate(groundTruth, [predictions], options, cancellation)[0];

    /// <summary>Scores several prediction sets against the same ground truth, reading each ground truth once.</summary>
    /// <param name="groundTruth">Ground-truth masks.</param>
    /// <param name="predictions">Prediction sets; at least one.</param>
    /// <param name="options">How to evaluate; the defaults are right for ADE20K masks.</param>
    /// <param name="cancellation">Stops between two masks.</param>
    /// <returns>One document for each prediction set, in their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No prediction set is given, or fewer than one worker is asked for.</exception>
    /// <exception cref="Files.InputException">As for one set; problems of all sets are collected.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<RunDocument> Evaluate(MaskSource groundTruth, IReadOnlyList<MaskSource> predictions, EvaluationOptions? options = null, CancellationToken cancellation = default) =>
        [.. EvaluateAll(groundTruth, predictions, options, keepsGoing: false, cancellation).Select(outcome => outcome.Run!)];

    /// <summary>Scores several prediction sets in one pass, each for itself: what is wrong with one does not stop the others.</summary>
    /// <returns>A document or a failure for each prediction set, in their order.</returns>
    /// <exception cref="Files.InputException">The ground truth itself is wrong.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal static IReadOnlyList<SetOutcome> EvaluateEach(MaskSource groundTruth, IReadOnlyList<MaskSource> predictions, EvaluationOptions options, CancellationToken cancellation) =>
        EvaluateAll(groundTruth, predictions, options, keepsGoing: true, cancellation);

    private static IReadOnlyList<SetOutcome> EvaluateAll(MaskSource groundTruth, IReadOnlyList<MaskSource> predictions, EvaluationOptions? options, bool keepsGoing, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(groundTruth);
        ArgumentNullException.ThrowIfNull(predictions);
        options ??= new EvaluationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Execution.Workers, 1);
        ArgumentOutOfRangeException.ThrowIfZero(predictions.Count);

        RequireTrimap(options);
        long started = Stopwatch.GetTimestamp();
        WorkList work = WorkList.Plan(groundTruth, predictions, options, keepsGoing);
        EvaluationResult result = new(work, options, keepsGoing);
        BoundaryCodes? codes = EvidenceCounter.CodesOf(options.Scoring, options.Reading.GroundTruthRemap, options.Reading.PredictionRemap);
        WorkerPool.Run(
            work.Items.Count,
            options.Execution,
            () => new EvaluationWorker(groundTruth, predictions, options, codes),
            (worker, index) => worker.Process(work.Items[index], index, result),
            cancellation);
        result.Problems.ThrowIfAny(Heading);
        ToolInfo tool = new(ToolInfo.CurrentVersion, CountingKernels.Catalog.Select(options.Execution.Kernel).Name, options.Execution.Workers, Stopwatch.GetElapsedTime(started).TotalSeconds);
        return [.. predictions.Select((source, set) =>
            work.Failures[set] is { } failure ? new SetOutcome(null, failure.Message)
            : result.Sets[set].Problems.Count > 0 ? new SetOutcome(null, result.Sets[set].Problems.Format(Heading))
            : new SetOutcome(result.Sets[set].ToDocument(groundTruth.Name, source.Name, tool), null))];
    }

    private static void RequireTrimap(EvaluationOptions options)
    {
        if (options.Scoring.Trimap is not TrimapOptions trimap)
        {
            return;
        }

        trimap.RequireWidths();
        long classes = options.Scoring.Dataset.ClassCount;
        if (trimap.Widths.Count * classes * (classes + 1) > TrimapCounts.MostCells)
        {
            throw new Files.InputException(Invariant($"{options.Scoring.Dataset.Name}: {trimap.Widths.Count} trimap bands of {classes:N0} classes need more than {TrimapCounts.MostCells:N0} counts; expected fewer bands."));
        }
    }
}
