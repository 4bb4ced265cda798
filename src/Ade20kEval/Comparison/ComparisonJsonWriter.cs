using System.Text.Json;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;
using Ade20kEval.Slices;
using Ade20kEval.Statistics;

namespace Ade20kEval.Comparison;

/// <summary>Writes comparisons as JSON: schema <c>ade20k-eval/comparison/1</c>.</summary>
/// <remarks>A line for each difference, class and gate. Fractions, not percent; undefined is <c>null</c>.</remarks>
internal static class ComparisonJsonWriter
{
    /// <summary>The schema that the document names in its first key.</summary>
    public const string Schema = "ade20k-eval/comparison/1";

    /// <summary>Writes a comparison.</summary>
    /// <param name="set">The comparison. Not modified.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Write(ComparisonSet set, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(set);
        IReadOnlyList<RunComparison> comparisons = set.Comparisons;
        RunComparison first = comparisons[0];
        string baseline = first.Baseline.Predictions.Name;
        using Text.JsonLineWriter lines = new(stream);
        lines.Raw("{\n");
        lines.Property("schema", w => w.WriteStringValue(Schema));
        lines.Property("dataset", w => w.WriteStringValue(first.Baseline.Dataset.Name));
        lines.Property("protocol", w => w.WriteStringValue(first.Baseline.PrimaryProtocol));
        lines.Property("groundTruth", w => w.WriteStringValue(first.Baseline.GroundTruth.Digest));
        lines.Property("imageCount", w => w.WriteNumberValue(first.Images.Count));
        lines.Property("level", w => w.WriteNumberValue(first.Level));
        lines.Property("draws", w => w.WriteNumberValue(first.Draws));
        lines.Array("warnings", [.. set.Warnings], static (w, warning) => w.WriteStringValue(warning));
        lines.Array("runs", [first.Baseline, .. comparisons.Select(comparison => comparison.Run)], static (w, run) => ChangeJson.WriteRun(w, run.Predictions.Name, Metrics.All.Select(metric => (metric.Key, metric.Of(run.Primary)))));
        lines.Array("differences", [.. comparisons.SelectMany(comparison => Differences(comparison))], (w, item) => WriteDifference(w, baseline, item));
        if (set.Standings is RunStandings standings)
        {
            lines.Array("standings", [.. standings.Runs.Select((run, i) => (run.Predictions.Name, standings.Letters[i], standings.Metric.Of(run.Primary)))], (w, item) => WriteStanding(w, standings.Metric, item));
        }

        lines.Array("classes", [.. comparisons.SelectMany(comparison => comparison.Baseline.Classes.Select(c => (comparison, c)))], (w, item) => WriteClass(w, item.comparison, item.c));
        if (comparisons.Any(comparison => comparison.Slices.Count > 0))
        {
            lines.Array("slices", [.. comparisons.SelectMany(comparison => comparison.Slices.SelectMany(column => column.Changes.Select(change => (comparison.Run.Predictions.Name, column.Column, change))))], WriteSlice);
        }

        if (comparisons.Any(comparison => comparison.ErrorKinds is not null))
        {
            lines.Array("errorKinds", [.. comparisons.Where(comparison => comparison.ErrorKinds is not null).SelectMany(comparison => comparison.ErrorKinds!.Parts.Select(part => (comparison.Run.Predictions.Name, part.Key, part.Change)))], WriteErrorKind);
        }

        lines.Array("images", [.. comparisons.SelectMany(comparison => comparison.Images.Select(image => (comparison.Run.Predictions.Name, image)))], (w, item) => WriteImage(w, item.Name, item.image));
        lines.Array("gates", set.Gates, ChangeJson.WriteGate, isLast: true);
        lines.Raw("}\n");
        lines.Flush();
    }

    private static IEnumerable<(string Run, string Metric, PairedDifference Difference, bool WithoutRare)> Differences(RunComparison comparison)
    {
        foreach (Metric metric in Metrics.All)
        {
            if (comparison.Statistics.Figures.TryGetValue(metric.Key, out PairedDifference? difference))
            {
                yield return (comparison.Run.Predictions.Name, metric.Key, difference, false);
            }
        }

        foreach (Metric metric in Metrics.All)
        {
            if (comparison.Statistics.WithoutRareClasses.TryGetValue(metric.Key, out PairedDifference? difference))
            {
                yield return (comparison.Run.Predictions.Name, metric.Key, difference, true);
            }
        }
    }

    private static void WriteSlice(Utf8JsonWriter w, (string Run, string Column, SliceChange Change) item)
    {
        w.WriteStartObject();
        w.WriteString("run", item.Run);
        w.WriteString("column", item.Column);
        w.WriteString("value", item.Change.Slice.Value);
        w.WriteNumber("images", item.Change.Slice.Images.Count);
        w.WriteNumber("classesAveraged", item.Change.ClassesAveraged);
        NumberJson.Write(w, "baselineMeanIou", item.Change.Baseline);
        NumberJson.Write(w, "meanIou", item.Change.Run);
        NumberJson.Write(w, "difference", item.Change.Difference);
        NumberJson.Write(w, "low", item.Change.Interval?.Low);
        NumberJson.Write(w, "high", item.Change.Interval?.High);
        w.WriteEndObject();
    }

    private static void WriteErrorKind(Utf8JsonWriter w, (string Run, string Part, PairedDifference Change) item)
    {
        w.WriteStartObject();
        w.WriteString("run", item.Run);
        w.WriteString("part", item.Part);
        w.WriteNumber("baseline", item.Change.Baseline);
        w.WriteNumber("value", item.Change.Value);
        ChangeJson.Write(w, item.Change);
        w.WriteEndObject();
    }

    private static void WriteDifference(Utf8JsonWriter w, string baseline, (string Run, string Metric, PairedDifference Difference, bool WithoutRare) item)
    {
        w.WriteStartObject();
        w.WriteString("baseline", baseline);
        w.WriteString("run", item.Run);
        w.WriteString("metric", item.Metric);
        if (item.WithoutRare)
        {
            w.WriteBoolean("withoutRareClasses", true);
        }

        ChangeJson.Write(w, item.Difference);
        NumberJson.Write(w, "p", item.Difference.P);
        w.WriteEndObject();
    }

    private static void WriteStanding(Utf8JsonWriter w, Metric metric, (string Name, string Letters, double? Value) item)
    {
        w.WriteStartObject();
        w.WriteString("name", item.Name);
        w.WriteString("metric", metric.Key);
        NumberJson.Write(w, "value", item.Value);
        w.WriteString("letters", item.Letters);
        w.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter w, RunComparison comparison, ClassScore before)
    {
        PairedDifference? change = comparison.Statistics.ClassIou[before.Index];
        w.WriteStartObject();
        w.WriteString("run", comparison.Run.Predictions.Name);
        w.WriteNumber("index", before.Index);
        w.WriteString("name", before.Name);
        NumberJson.Write(w, "baselineIou", before.Iou);
        NumberJson.Write(w, "iou", comparison.Run.Classes[before.Index].Iou);
        ChangeJson.Write(w, change);
        NumberJson.Write(w, "p", change?.P);
        NumberJson.Write(w, "pAdjusted", comparison.Statistics.ClassPAdjusted[before.Index]);
        w.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter w, string run, ImageChange image)
    {
        w.WriteStartObject();
        w.WriteString("run", run);
        w.WriteString("name", image.Name);
        NumberJson.Write(w, "baselineMeanIou", image.Baseline.MeanIou);
        NumberJson.Write(w, "meanIou", image.Run.MeanIou);
        w.WriteEndObject();
    }
}
