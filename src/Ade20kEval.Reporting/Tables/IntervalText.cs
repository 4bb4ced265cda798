using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Tables;

/// <summary>How intervals are written for people, everywhere the same.</summary>
internal static class IntervalText
{
    /// <summary>The limits of a figure without unit: "54.10 to 58.83" for shares in percent, "0.5410 to 0.5883" for others.</summary>
    public static string Limits(Interval interval, MetricKind kind) => kind == MetricKind.Fraction
        ? $"{CellText.Percent(interval.Low)} to {CellText.Percent(interval.High)}"
        : Invariant($"{interval.Low:0.0000} to {interval.High:0.0000}");

    /// <summary>The limits of a difference of shares: "-0.95 to +0.44".</summary>
    public static string Points(Interval interval) => $"{CellText.Points(interval.Low)} to {CellText.Points(interval.High)}";

    /// <summary>A p-value: "0.031", and "&lt; 0.001" below that.</summary>
    public static string P(double p) => p < 0.001 ? "< 0.001" : Invariant($"{p:0.000}");

    /// <summary>What stands behind the limits of a figure that lies outside of them; the sentences about a run say why.</summary>
    public static string Mark(double? value, Interval interval) => value is double known && !interval.Holds(known) ? " *" : "";

    /// <summary>The mark behind limits in a cell, where it must not stand on a line of its own.</summary>
    public static string CellMark(double? value, Interval interval) => Mark(value, interval).TrimStart();

    /// <summary>What the mark means where nothing else has said it yet.</summary>
    public const string OutsideOfFew = "* Lies outside of its own interval: classes in few images bias the mean, which the interval corrects. Quote the value.";

    /// <summary>What the column is called: "95 % interval".</summary>
    public static string Title(Interval interval) => Invariant($"{interval.Level * 100:0.##} % interval");

    /// <summary>How the intervals of a run of segments or detections were made, and what to beware of; empty where it has none.</summary>
    /// <param name="intervals">The intervals; <see langword="null"/> for none.</param>
    /// <param name="figure">What they are of.</param>
    /// <param name="images">How many images the run has.</param>
    public static IEnumerable<string> Sentences(FigureIntervals? intervals, string figure, int images)
    {
        if (intervals?.Figures.Values.FirstOrDefault() is not Interval any)
        {
            yield break;
        }

        yield return $"from, to: {Made(any)}";
        if (intervals.RareCategories > 0)
        {
            string why = images < intervals.LeastImages
                ? Invariant($"There are only {images} images, and every category is in fewer than {intervals.LeastImages}")
                : Invariant($"{intervals.RareCategories} {(intervals.RareCategories == 1 ? "category is" : "categories are")} in fewer than {intervals.LeastImages} of the {images:N0} images");
            yield return $"{why}: means of {figure} are biased by that, and their intervals too narrow{(any.Method == IntervalMethod.Jackknife ? ": a category keeps its figure when the only image that has it is left out" : "")}.";
        }
    }

    /// <summary>How the intervals of a run were made, and what to beware of; empty where it has none.</summary>
    public static IEnumerable<string> Sentences(RunDocument run)
    {
        if (run.PrimaryIntervals is not ScoreIntervals intervals || intervals.Figures.Values.FirstOrDefault() is not Interval any)
        {
            yield break;
        }

        yield return Made(any);
        if (intervals.RareClasses > 0)
        {
            string many = intervals.RareClasses == 1 ? "1 class is" : Invariant($"{intervals.RareClasses} classes are");
            string others = intervals.WithoutRareClasses.TryGetValue(Metrics.MeanIou.Key, out EstimatedFigure mean)
                ? Invariant($" Without {(intervals.RareClasses == 1 ? "it" : "them")} mean IoU is {CellText.Percent(mean.Value)} % ({Limits(mean.Interval, MetricKind.Fraction)}).")
                : "";
            bool isOutside = MetricValue.AllOf(run.Primary).Any(figure => intervals.Figures.TryGetValue(figure.Key, out Interval? own) && Mark(figure.Value, own).Length > 0);
            yield return isOutside
                ? $"* Lies outside of its own interval, which is no mistake of the counts: {many} in fewer than {intervals.LeastImages} images, where the mean over classes of so few images is biased and its interval, which corrects that, too narrow. Quote the value, and of the interval that of frequent classes.{others}"
                : $"{many} in fewer than {intervals.LeastImages} images: means over classes are biased by that, and their intervals too narrow.{others}";
        }
    }

    private static string Made(Interval any) => any.Method switch
    {
        IntervalMethod.Jackknife => $"{Title(any)}s by the jackknife.",
        IntervalMethod.Percentile => Invariant($"{Title(any)}s from {any.Draws:N0} bootstrap samples, percentiles."),
        _ => Invariant($"{Title(any)}s from {any.Draws:N0} bootstrap samples, bias-corrected and accelerated."),
    };
}
