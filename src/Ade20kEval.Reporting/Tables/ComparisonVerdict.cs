using Ade20kEval.Comparison;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Tables;

/// <summary>A comparison in one sentence.</summary>
internal static class ComparisonVerdict
{
    /// <summary>The verdict in one sentence: how much better or worse, how sure, and how many classes.</summary>
    public static string Of(RunComparison comparison)
    {
        string name = comparison.Run.Predictions.Name;
        if (comparison.Of(Metrics.MeanIou) is not PairedDifference difference)
        {
            return $"{name} cannot be told from {comparison.Baseline.Predictions.Name}: mean IoU is not defined for both.";
        }

        string direction = difference.Difference switch
        {
            > 0 => $"{Points(difference.Difference)} points better than {comparison.Baseline.Predictions.Name}",
            < 0 => $"{Points(-difference.Difference)} points worse than {comparison.Baseline.Predictions.Name}",
            _ => $"as good as {comparison.Baseline.Predictions.Name}",
        };
        string interval = difference.Interval is Interval limits ? Invariant($", {limits.Level * 100:0.##} % interval {IntervalText.Points(limits)}") : "";
        string p = difference.P switch
        {
            null => "",
            < 0.001 and double value => $", p {IntervalText.P(value)}",
            double value => $", p = {IntervalText.P(value)}",
        };
        string doubt = difference.P > 0.05 && difference.Difference != 0 ? " That may be chance." : "";
        return $"{name} is {direction} in mean IoU{interval}{p}; {Plural.Of(comparison.ClassesBetter, "class", "classes")} better, {comparison.ClassesWorse} worse.{doubt}";
    }

    private static string Points(double difference) => Invariant($"{difference * 100:0.00}");
}
