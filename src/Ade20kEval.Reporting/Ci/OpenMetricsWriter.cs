using System.Text;
using Ade20kEval.Comparison;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Ci;

/// <summary>Writes figures as OpenMetrics text, which GitLab shows as a metrics report: a line a figure and run.</summary>
/// <remarks>GitLab compares values as text, so that all have the same number of digits. Undefined figures have no line.</remarks>
internal static class OpenMetricsWriter
{
    /// <summary>Writes the figures of the runs that are compared; the baseline's are those of another commit.</summary>
    public static void Write(ComparisonSet set, Stream stream)
    {
        StringBuilder text = new();
        foreach (Metric metric in Metrics.All)
        {
            foreach (RunDocument run in set.Comparisons.Select(comparison => comparison.Run))
            {
                if (metric.Of(run.Primary) is double value)
                {
                    text.Append(Invariant($"ade20k_eval_{Snake(metric.Key)}{{run=\"{Label(run.Predictions.Name)}\",protocol=\"{run.PrimaryProtocol}\"}} {value:0.000000}\n"));
                }
            }
        }

        text.Append("# EOF\n");
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Snake(string key) => string.Concat(key.Select(c => char.IsAsciiLetterUpper(c) ? $"_{char.ToLowerInvariant(c)}" : c.ToString()));

    private static string Label(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
