using System.Diagnostics;
using Ade20kEval.Boundaries;
using Ade20kEval.Calibration;
using Ade20kEval.Counting;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Runs;

namespace Ade20kEval;

/// <summary>Views of images → fused label maps → files, counts and run documents.</summary>
/// <remarks>
/// Works as <see cref="Evaluator"/> does: every worker takes the next image, fuses its views at the size of its mask, and puts the counts in
/// the image's own place, so that neither the number of workers nor their order can show.
/// </remarks>
public static class FusedEvaluator
{
    /// <summary>Fuses the views of every mask's image.</summary>
    /// <param name="sizes">Masks whose names and sizes the fused maps get; the ground truth where they are scored.</param>
    /// <param name="views">What is fused.</param>
    /// <param name="scoring">Dataset and protocols; fused maps hold what <see cref="ScoringOptions.PredictionLabels"/> says. Neither boundaries nor trimap bands are counted.</param>
    /// <param name="outputs">What it is for.</param>
    /// <param name="execution">How the work is done; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellation">Stops between two images.</param>
    /// <exception cref="InputException">Views are missing, unreadable, malformed or do not fit; up to ten images are named, with the total.</exception>
    /// <exception cref="ArgumentException">Calibration is asked for where nothing is scored.</exception>
    /// <exception cref="OutputException">A label map cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static FusedRuns Evaluate(MaskSource sizes, FusionViews views, ScoringOptions scoring, FusedOutputs outputs, ExecutionOptions? execution = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(views);
        ArgumentNullException.ThrowIfNull(scoring);
        ArgumentNullException.ThrowIfNull(outputs);
        EvaluationOptions options = new() { Scoring = scoring with { Boundaries = false, Trimap = null }, Execution = execution ?? new ExecutionOptions() };
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Execution.Workers, 1);

        BoundaryCodes? codes = outputs.Calibration ? CodesOf(views, options, outputs) : null;
        long started = Stopwatch.GetTimestamp();
        FusedMaskWriter.Prepare(outputs);
        WorkList work = views.Plan(sizes, options);
        StepPlan plan = new(outputs.Each && work.Items.Count > 0 ? StepsOfFirst(views, work, options) : [[.. Enumerable.Range(0, views.Info.Views.Count)]]);
        EvaluationResult result = new(work.ForSets(plan.SetCount), options) { Calibration = codes is null ? null : new CalibrationCounts(scoring.Dataset.ClassCount) };
        WorkerPool.Run(
            work.Items.Count,
            options.Execution,
            () => new FusionWorker(sizes, views, plan, options, outputs, codes),
            (worker, index) => worker.Process(work.Items[index], index, result),
            cancellation);
        result.Problems.ThrowIfAny("images that cannot be fused: {0}");
        string[] warnings = [.. work.Warnings.SelectMany(warning => warning)];
        if (!outputs.Scores)
        {
            return new FusedRuns(work.Items.Count, Fused: null, [], [], warnings);
        }

        ToolInfo tool = new(ToolInfo.CurrentVersion, new ImageCounter(options.Execution.Kernel).KernelName, options.Execution.Workers, Stopwatch.GetElapsedTime(started).TotalSeconds, views.KernelName(options));
        RunDocument Document(int set, string name, FusionInfo fusion) => result.Sets[set].ToDocument(sizes.Name, name, tool, fusion);
        string fusedName = outputs.LabelFolder is string folder ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) : "fused";
        int last = plan.Steps.Count - 1;
        RunDocument fused = Document(plan.PrefixSet(last), fusedName, views.Info) with { Calibration = Trusted(result.Calibration) };
        if (!outputs.Each)
        {
            return new FusedRuns(work.Items.Count, fused, [], [], warnings);
        }

        if (last == 0)
        {
            return new FusedRuns(work.Items.Count, fused, [fused], [fused], warnings);
        }

        RunDocument[] alone = [.. Enumerable.Range(0, last + 1).Select(step =>
        {
            FusionInfo info = plan.AloneInfo(views.Info, step);
            return Document(StepPlan.AloneSet(step), string.Join(" + ", info.Views.Select(view => view.Name)), info);
        })];
        RunDocument[] prefixes = [.. Enumerable.Range(0, last + 1).Select(step =>
            step == last ? fused
            : step == 0 ? alone[0]
            : Document(plan.PrefixSet(step), Invariant($"first {step + 1}"), plan.PrefixInfo(views.Info, step)))];
        return new FusedRuns(work.Items.Count, fused, alone, prefixes, warnings);
    }

    private static BoundaryCodes CodesOf(FusionViews views, EvaluationOptions options, FusedOutputs outputs)
    {
        if (!outputs.Scores)
        {
            throw new ArgumentException("Calibration is counted against a ground truth: scores must be wanted, too.", nameof(outputs));
        }

        return views.HaveProbabilities
            ? new BoundaryCodes(options.Scoring.Dataset, options.Scoring.PredictionLabels, groundTruthRemap: null, predictionRemap: null)
            : throw new InputException("Votes are shares of views and no probabilities; whether confidence can be trusted is asked of means of probabilities. Fuse score maps, by an arithmetic or geometric mean.");
    }

    /// <summary>Refuses what only looks like probabilities.</summary>
    private static CalibrationCounts? Trusted(CalibrationCounts? counts)
    {
        // A map after the arg-max says 1 of one class everywhere.
        return counts is not null && counts.Pixels > 0 && counts.Cells.Sum(cell => cell.Confidence) == ConfidenceScale.ToUnits(counts.Pixels)
            ? throw new InputException("The confidence of every pixel is exactly 1, as in maps that were made from labels; expected probabilities, of which most are below 1. Save the network's output before the arg-max.")
            : counts;
    }

    private static IReadOnlyList<int[]> StepsOfFirst(FusionViews views, WorkList work, EvaluationOptions options)
    {
        using ViewFuser fuser = views.CreateFuser(options);
        fuser.Load(work.Items[0]);
        return fuser.Steps;
    }
}
