using Ade20kEval.Datasets;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>What is to be seen in the charts that every run has, each in a sentence that is true of this run.</summary>
internal static class ChartWords
{
    /// <summary>The best and the worst class, and where half of them lie.</summary>
    public static string Classes(RunDocument run)
    {
        ClassScore[] known = [.. run.Classes.Where(c => c.GroundTruthPixels > 0 && c.Iou is not null).OrderByDescending(c => c.Iou)];
        return known.Length == 0 ? "No class occurs in the ground truth."
            : known[^1].Iou == known[0].Iou ? Invariant($"All {Count(known.Length, "class", "classes")} of the ground truth have an IoU of {100 * known[0].Iou:0.0} %.")
            : Invariant($"Best: {known[0].Name}, {100 * known[0].Iou:0.0} %; worst: {known[^1].Name}, {100 * known[^1].Iou:0.0} %; half of the {Count(known.Length, "class", "classes")} of the ground truth are at {100 * Median([.. known.Select(c => c.Iou!.Value)]):0.0} % or above.");
    }

    /// <summary>The class that is most often taken for another, by share.</summary>
    public static string Confusion(RunView view)
    {
        Confusion? worst = view.Confusions.Where(c => c.Prediction is not null).MaxBy(c => c.Share);
        return worst is null ? "No class is taken for another." : Invariant($"Brightest off the diagonal: {100 * worst.Share:0.0} % of {view.ClassName(worst.GroundTruth)} is taken for {view.ClassName(worst.Prediction)}.");
    }

    /// <summary>The confusion whose mending adds most.</summary>
    public static string Gains(RunView view) => view.MostGainful(1) is [{ Gain: > 0 } most]
        ? Invariant($"Most would come of {view.ClassName(most.GroundTruth)} no longer taken for {view.ClassName(most.Prediction)}: {100 * most.Gain:0.00} points.")
        : "No class is taken for another at a cost.";

    /// <summary>Where half of the images lie, and the worst.</summary>
    public static string Images(RunView view)
    {
        ImageScore[] known = [.. view.Images.Where(image => image.MeanIou is not null).OrderByDescending(image => image.MeanIou)];
        return known.Length == 0 ? "No image has a labelled pixel."
            : known.Length == 1 ? Invariant($"The one image has {100 * known[0].MeanIou:0.0} %.")
            : known[0].MeanIou == known[^1].MeanIou ? Invariant($"All {known.Length} images have {100 * known[0].MeanIou:0.0} %.")
            : Invariant($"Half of the {known.Length} images are at {100 * Median([.. known.Select(image => image.MeanIou!.Value)]):0.0} % or above; the worst, {known[^1].Image.Name}, has {100 * known[^1].MeanIou:0.0} %.");
    }

    /// <summary>Whether the rarer half of the classes does worse than the other.</summary>
    public static string Frequency(RunDocument run)
    {
        ClassScore[] known = [.. run.Classes.Where(c => c.GroundTruthPixels > 0 && c.Iou is not null).OrderByDescending(c => c.GroundTruthPixels).ThenBy(c => c.Index)];
        if (known.Length < 2)
        {
            return "There are fewer than two classes: nothing to compare.";
        }

        double frequent = known[..(known.Length / 2)].Average(c => c.Iou!.Value);
        double rare = known[^(known.Length / 2)..].Average(c => c.Iou!.Value);
        string verdict = rare < frequent ? "rare classes do worse" : rare > frequent ? "rare classes do better" : "rare classes do no worse";
        return Invariant($"The more frequent half of the classes has a mean IoU of {100 * frequent:0.0} %, the rarer half {100 * rare:0.0} %: {verdict}.");
    }

    /// <summary>Which class is farthest from how frequent it was published to be.</summary>
    public static string Ratios(RunDocument run)
    {
        double total = Math.Max(1, run.Classes.Sum(c => c.GroundTruthPixels));
        (ClassInfo Info, double Times)[] known = [.. run.Dataset.Classes.Where(c => c.PublishedPixelRatio > 0 && c.Index < run.Classes.Count && run.Classes[c.Index].GroundTruthPixels > 0)
            .Select(c => (c, run.Classes[c.Index].GroundTruthPixels / total / c.PublishedPixelRatio!.Value))];
        if (known.Length == 0)
        {
            return "No class of the ground truth has a published share.";
        }

        (ClassInfo info, double times) = known.MaxBy(c => Math.Max(c.Times, 1 / c.Times));
        return times >= 1
            ? Invariant($"Farthest off: {info.Name}, {times:0.0} times as frequent here as published.")
            : Invariant($"Farthest off: {info.Name}, {1 / times:0.0} times as rare here as published.");
    }

    /// <summary>How far protocols lie apart.</summary>
    public static string Protocols(RunDocument run)
    {
        Scores[] known = [.. run.Scores.Where(scores => scores.MeanIou is not null).OrderBy(scores => scores.MeanIou)];
        return known.Length == 0 ? "No protocol gives a mean IoU."
            : known.Length == 1 ? Invariant($"{known[0].Protocol} gives {100 * known[0].MeanIou:0.00} %.")
            : known[0].MeanIou == known[^1].MeanIou ? Invariant($"All give {100 * known[0].MeanIou:0.00} % on this data.")
            : Invariant($"From {100 * known[0].MeanIou:0.00} % under {known[0].Protocol} to {100 * known[^1].MeanIou:0.00} % under {known[^1].Protocol}, on the same pixels.");
    }

    /// <summary>How many classes got better or worse, and which changed most.</summary>
    public static string Deltas(RunDocument baseline, RunDocument run)
    {
        (string Name, double Change)[] changes = [.. baseline.Classes.Zip(run.Classes).Where(pair => pair.First.Iou is not null && pair.Second.Iou is not null)
            .Select(pair => (pair.Second.Name, pair.Second.Iou!.Value - pair.First.Iou!.Value))];
        int better = changes.Count(c => c.Change > 0), worse = changes.Count(c => c.Change < 0);
        if (better + worse == 0)
        {
            return "No class changed.";
        }

        (string name, double change) = changes.MaxBy(c => Math.Abs(c.Change));
        return Invariant($"{Count(better, "class is", "classes are")} better, {worse} worse; most changed {name}, by {100 * change:+0.0;-0.0} points.");
    }

    /// <summary>In how many figures the first run is above the second.</summary>
    public static string Side(IReadOnlyList<RunDocument> runs)
    {
        if (runs.Count != 2)
        {
            return Invariant($"{runs.Count} runs on the same images.");
        }

        (double First, double Second)[] figures = [.. MetricValue.AllOf(runs[0].Primary).Where(f => f.Metric.Kind == MetricKind.Fraction && f.Value is not null && f.Metric.Of(runs[1].Primary) is not null)
            .Select(f => (f.Value!.Value, f.Metric.Of(runs[1].Primary)!.Value))];
        return Invariant($"{runs[0].Predictions.Name} is higher in {figures.Count(f => f.First > f.Second)} and lower in {figures.Count(f => f.First < f.Second)} of {figures.Length} figures.");
    }

    private static string Count(int number, string one, string many) => Invariant($"{number} {(number == 1 ? one : many)}");

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
