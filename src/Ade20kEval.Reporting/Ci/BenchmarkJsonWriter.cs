using System.Text.Json;
using Ade20kEval.Comparison;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Ci;

/// <summary>Writes figures as the JSON that github-action-benchmark keeps over commits, as tool <c>customBiggerIsBetter</c>.</summary>
internal static class BenchmarkJsonWriter
{
    /// <summary>Writes the shares of the runs that are compared, in percent; undefined ones are left out.</summary>
    public static void Write(ComparisonSet set, Stream stream)
    {
        using Utf8JsonWriter w = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        w.WriteStartArray();
        foreach (RunComparison comparison in set.Comparisons)
        {
            foreach (Metric metric in Metrics.All.Where(metric => metric.Kind == MetricKind.Fraction))
            {
                if (metric.Of(comparison.Run.Primary) is double value)
                {
                    w.WriteStartObject();
                    w.WriteString("name", $"{comparison.Run.Predictions.Name}/{metric.Key}");
                    w.WriteString("unit", "%");
                    w.WriteNumber("value", Math.Round(value * 100, 4));
                    if (comparison.Run.PrimaryIntervals?.Figures.GetValueOrDefault(metric.Key) is Interval interval)
                    {
                        w.WriteString("range", Invariant($"± {interval.HalfWidth * 100:0.00}"));
                    }

                    w.WriteEndObject();
                }
            }
        }

        w.WriteEndArray();
        w.Flush();
        stream.WriteByte((byte)'\n');
    }
}
