using Ade20kEval.Comparison.Figures;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Comparison.Gates;

/// <summary>Holds gates against a comparison.</summary>
/// <remarks>A figure that one side does not have fails: no number is no proof. Amounts are met when reached exactly.</remarks>
public static class GateKeeper
{
    private const int Named = 5;

    // A fall of exactly the limit, in decimals, may be a hair above it in binary.
    private const double Hair = 1e-12;

    /// <summary>What every gate says, in their order.</summary>
    /// <param name="comparison">The run against its baseline.</param>
    /// <param name="gates">The gates.</param>
    /// <param name="mode">When a difference counts; floors count by the figure itself.</param>
    public static IReadOnlyList<GateResult> Judge(RunComparison comparison, IReadOnlyList<Gate> gates, GateMode mode = GateMode.Point)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(gates);
        return [.. gates.Select(gate => gate.Kind switch
        {
            GateKind.MaxDropClass => Classes(comparison, gate, mode),
            GateKind.MaxDropImage => Images(comparison, gate),
            _ => Figure(comparison, gate, mode),
        })];
    }

    /// <summary>The same of segments or detections.</summary>
    internal static IReadOnlyList<GateResult> Judge(FigureComparison comparison, IReadOnlyList<Gate> gates, GateMode mode) => [.. gates.Select(gate => gate.Kind switch
    {
        GateKind.MaxDropClass => Classes(
            comparison.Run.Name,
            gate with { Metric = comparison.Main },
            mode,
            [.. comparison.Run.Categories.Select((category, c) => (category.Name, comparison.Baseline.Figures.CategoryImages[c], Defined(comparison.Baseline.Figures.Categories[c]), comparison.Categories[c]))]),
        GateKind.MaxDropImage => Images(comparison.Run.Name, gate with { Metric = comparison.Main }, [.. comparison.Run.Images.Select((image, i) => (image.Name, comparison.Baseline.ImageFigures[i], comparison.Run.ImageFigures[i]))]),
        _ => Figure(comparison.Run.Name, gate, mode, comparison.ValueOf(comparison.Baseline, gate.Metric!), comparison.ValueOf(comparison.Run, gate.Metric!), comparison.Of(gate.Metric!)?.Interval),
    })];

    private static double? Defined(double value) => double.IsFinite(value) ? value : null;

    private static GateResult Figure(RunComparison comparison, Gate gate, GateMode mode)
    {
        Metric metric = gate.Metric!;
        return Figure(comparison.Run.Predictions.Name, gate, mode, metric.Of(comparison.Baseline.Primary), metric.Of(comparison.Run.Primary), comparison.Of(metric)?.Interval);
    }

    private static GateResult Figure(string run, Gate gate, GateMode mode, double? before, double? after, Interval? interval)
    {
        Metric metric = gate.Metric!;
        if (after is null || (before is null && gate.Kind != GateKind.Floor))
        {
            return Result(run, gate, GateOutcome.Failed, $"{metric.Key} is not defined for the {(after is null ? "run" : "baseline")}: no number is no proof");
        }

        if (gate.Kind == GateKind.Floor)
        {
            bool holds = after >= gate.Limit - Hair;
            return Result(run, gate, holds ? GateOutcome.Passed : GateOutcome.Failed, $"{metric.Key} {Value(metric, after.Value)} {(holds ? ">=" : "<")} {Value(metric, gate.Limit)}");
        }

        double sign = gate.Kind == GateKind.MaxRise ? 1 : -1;
        bool beyond = sign * (after.Value - before!.Value) > gate.Limit + Hair;
        double? nearest = interval is null ? null : sign > 0 ? interval.Low : -interval.High;
        string limits = interval is null ? "" : Invariant($", {interval.Level * 100:0.##} % CI {Difference(metric, interval.Low)}..{Difference(metric, interval.High)}");
        string message = $"{metric.Key} {Value(metric, before.Value)} → {Value(metric, after.Value)} ({Difference(metric, after.Value - before.Value)}{Unit(metric)}{limits}){Verdict(metric, after.Value - before.Value, sign, beyond, gate.Limit)}";
        return Result(run, gate, Judge(gate, mode, beyond, nearest), message);
    }

    // In words too: of "(-27.36 pp) > 0.20" one cannot tell what is greater than what.
    private static string Verdict(Metric metric, double change, double sign, bool beyond, double limit)
    {
        string direction = sign > 0 ? "rose" : "fell";
        return sign * change <= 0 ? $": did not {(sign > 0 ? "rise" : "fall")}"
            : beyond ? $" > {Value(metric, limit)}: {direction} by more than that"
            : $": {direction} by no more than {Value(metric, limit)}{Unit(metric)}";
    }

    private static GateOutcome Judge(Gate gate, GateMode mode, bool beyond, double? nearest) => beyond switch
    {
        false => GateOutcome.Passed,
        _ when gate.Kind == GateKind.WarnDrop => GateOutcome.Warned,
        _ when mode == GateMode.Confident && !(nearest > gate.Limit) => GateOutcome.Warned,
        _ => GateOutcome.Failed,
    };

    private static GateResult Classes(RunComparison comparison, Gate gate, GateMode mode)
    {
        IReadOnlyList<int> images = comparison.Baseline.Counts.ImagesPerClass;
        return Classes(comparison.Run.Predictions.Name, gate, mode, [.. comparison.Baseline.Classes.Select(c => (comparison.Run.Dataset.Classes[c.Index].Name, images[c.Index], c.Iou, comparison.Statistics.ClassIou[c.Index]))]);
    }

    private static GateResult Classes(string run, Gate gate, GateMode mode, IReadOnlyList<(string Name, int Images, double? Before, PairedDifference? Change)> classes)
    {
        List<(string Name, PairedDifference? Change, double Before)> fallen = [];
        int looked = 0;
        foreach ((string name, _, double? before, PairedDifference? change) in classes.Where(c => c.Images >= gate.Images && c.Before is not null))
        {
            looked++;
            if (change is null || -change.Difference > gate.Limit + Hair)
            {
                fallen.Add((name, change, before!.Value));
            }
        }

        if (looked == 0)
        {
            return Result(run, gate, GateOutcome.Warned, Invariant($"no class is in {gate.Images} images or more: nothing was held against the gate"));
        }

        // One that the run has no IoU of has fallen as far as can be.
        fallen.Sort((a, b) => (a.Change?.Difference ?? -2).CompareTo(b.Change?.Difference ?? -2));
        bool doubtful = mode == GateMode.Confident && fallen.All(c => c.Change is not null && !(-c.Change.Interval?.High > gate.Limit));
        string names = string.Join(", ", fallen.Take(Named).Select(c => $"{c.Name} {Value(Metrics.MeanIou, c.Before)} → "
            + (c.Change is null ? "undefined" : $"{Value(Metrics.MeanIou, c.Change.Value)} ({Difference(Metrics.MeanIou, c.Change.Difference)} pp)")));
        return Result(
            run, gate, fallen.Count == 0 ? GateOutcome.Passed : doubtful ? GateOutcome.Warned : GateOutcome.Failed,
            Invariant($"{fallen.Count} of {looked} classes in {gate.Images} images or more fell by more than {Value(Metrics.MeanIou, gate.Limit)}{(names.Length > 0 ? ": " : "")}{names}{(fallen.Count > Named ? ", ..." : "")}"));
    }

    private static GateResult Images(RunComparison comparison, Gate gate) =>
        Images(comparison.Run.Predictions.Name, gate, [.. comparison.Images.Select(image => (image.Name, image.Baseline.MeanIou, image.Run.MeanIou))]);

    private static GateResult Images(string run, Gate gate, IReadOnlyList<(string Name, double? Before, double? After)> images)
    {
        (string Name, double? Before, double? After)[] fallen = [.. images.Where(image => image.Before - image.After > gate.Limit + Hair).OrderBy(image => image.After - image.Before)];
        string names = string.Join(", ", fallen.Take(Named).Select(image => $"{image.Name} {Value(Metrics.MeanIou, image.Before!.Value)} → {Value(Metrics.MeanIou, image.After!.Value)}"));
        return Result(
            run, gate, fallen.Length <= gate.Images ? GateOutcome.Passed : GateOutcome.Failed,
            Invariant($"{fallen.Length} of {images.Count} images fell by more than {Value(Metrics.MeanIou, gate.Limit)}; {gate.Images} may{(names.Length > 0 ? ": " : "")}{names}{(fallen.Length > Named ? ", ..." : "")}"));
    }

    private static GateResult Result(string run, Gate gate, GateOutcome outcome, string message) => new(gate, run, outcome, message);

    private static string Value(Metric metric, double value) => metric.Kind == MetricKind.Fraction ? Invariant($"{value * 100:0.00}") : Invariant($"{value:0.0000}");

    private static string Difference(Metric metric, double value) => metric.Kind == MetricKind.Fraction ? Invariant($"{value * 100:+0.00;-0.00;0.00}") : Invariant($"{value:+0.0000;-0.0000;0.0000}");

    private static string Unit(Metric metric) => metric.Kind == MetricKind.Fraction ? " pp" : "";
}
