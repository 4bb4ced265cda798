using System.Text.Json;
using Ade20kEval.Comparison.Gates;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Comparison.Figures;

/// <summary>Writes comparisons of segments or detections as JSON: schema <c>ade20k-eval/figures-comparison/1</c>.</summary>
/// <remarks>A line for each difference, category, image and gate. Fractions, not percent; undefined is <c>null</c>; limits have ten decimals.</remarks>
internal static class FigureComparisonJsonWriter
{
    /// <summary>The schema that the document names in its first key.</summary>
    public const string Schema = "ade20k-eval/figures-comparison/1";

    /// <summary>Writes comparisons with one baseline.</summary>
    /// <param name="comparisons">The comparisons; one at least.</param>
    /// <param name="gates">What gates say.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Write(IReadOnlyList<FigureComparison> comparisons, IReadOnlyList<GateResult> gates, Stream stream)
    {
        FigureComparison first = comparisons[0];
        using JsonLineWriter lines = new(stream);
        lines.Raw("{\n");
        lines.Property("schema", static w => w.WriteStringValue(Schema));
        lines.Property("kind", w => w.WriteStringValue(first.Baseline.Kind));
        lines.Property("protocol", w => w.WriteStringValue(first.Baseline.Protocol));
        lines.Property("groundTruth", w => w.WriteStringValue(first.Baseline.GroundTruthDigest));
        lines.Property("imageCount", w => w.WriteNumberValue(first.Run.Images.Count));
        lines.Property("level", w => w.WriteNumberValue(first.Level));
        lines.Array("warnings", [.. comparisons.SelectMany(static comparison => comparison.Warnings).Distinct()], static (w, warning) => w.WriteStringValue(warning));
        lines.Array("runs", [first.Baseline, .. comparisons.Select(static comparison => comparison.Run)], (w, run) => ChangeJson.WriteRun(w, run.Name, run.Metrics.Select(metric => (metric.Key, first.ValueOf(run, metric)))));
        lines.Array("differences", [.. comparisons.SelectMany(static comparison => comparison.Figures.Select((change, f) => (comparison, comparison.Run.Metrics[f], change)))], WriteFigure);
        lines.Array("categories", [.. comparisons.SelectMany(static comparison => comparison.Categories.Select((change, c) => (comparison, c, change)))], WriteCategory);
        lines.Array("images", [.. comparisons.SelectMany(static comparison => comparison.Run.Images.Select((_, i) => (comparison, i)))], WriteImage);
        lines.Array("gates", gates, ChangeJson.WriteGate, isLast: true);
        lines.Raw("}\n");
        lines.Flush();
    }

    private static void WriteFigure(Utf8JsonWriter w, (FigureComparison Comparison, Metric Metric, PairedDifference? Change) item)
    {
        w.WriteStartObject();
        w.WriteString("baseline", item.Comparison.Baseline.Name);
        w.WriteString("run", item.Comparison.Run.Name);
        w.WriteString("metric", item.Metric.Key);
        ChangeJson.Write(w, item.Change);
        w.WriteEndObject();
    }

    private static void WriteCategory(Utf8JsonWriter w, (FigureComparison Comparison, int Index, PairedDifference? Change) item)
    {
        (long id, string name) = item.Comparison.Run.Categories[item.Index];
        w.WriteStartObject();
        w.WriteString("run", item.Comparison.Run.Name);
        w.WriteNumber("id", id);
        w.WriteString("name", name);
        w.WriteString("metric", item.Comparison.Main.Key);
        NumberJson.Write(w, "baseline", item.Comparison.Baseline.Figures.Categories[item.Index]);
        NumberJson.Write(w, "value", item.Comparison.Run.Figures.Categories[item.Index]);
        ChangeJson.Write(w, item.Change);
        w.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter w, (FigureComparison Comparison, int Index) item)
    {
        w.WriteStartObject();
        w.WriteString("run", item.Comparison.Run.Name);
        w.WriteString("name", item.Comparison.Run.Images[item.Index].Name);
        w.WriteString("metric", item.Comparison.Main.Key);
        NumberJson.Write(w, "baseline", item.Comparison.Baseline.ImageFigures[item.Index]);
        NumberJson.Write(w, "value", item.Comparison.Run.ImageFigures[item.Index]);
        w.WriteEndObject();
    }
}
