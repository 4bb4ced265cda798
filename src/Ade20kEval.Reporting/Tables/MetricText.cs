using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Tables;

/// <summary>How metrics and their values are written for people, everywhere the same.</summary>
internal static class MetricText
{
    /// <summary>The title; of mean IoU with the number of classes that it is over.</summary>
    public static string Title(Metric metric, Scores scores) =>
        metric == Metrics.MeanIou ? Invariant($"{metric.Title} over {scores.ClassesAveraged} classes") : metric.Title;

    /// <summary>The value with its unit: "56.45 %", "0.8123", "1,234"; "undefined" where it is.</summary>
    public static string Value(MetricValue figure) => figure switch
    {
        { Value: null } => "undefined",
        { Metric.Kind: MetricKind.Fraction, Value: double share } => CellText.Percent(share) + " %",
        { Metric.Kind: MetricKind.Count, Value: double count } => Invariant($"{count:N0}"),
        { Value: double number } => CellText.Of(Cell.Of(number), CellKind.Number),
    };
}
