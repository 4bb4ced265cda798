using System.Text.Json;
using Ade20kEval.Boundaries;
using Ade20kEval.Calibration;
using Ade20kEval.Counting;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Writes a run document as <c>run.json</c>.</summary>
/// <remarks>
/// Schema <c>ade20k-eval/run/1</c>. One line for each thing that a person or a diff looks at: a class, an image, a protocol.
/// All that may differ between two equal runs (version, kernels, workers, seconds) stands on the one line <c>"tool"</c>.
/// Numbers have round-trip precision; undefined is <c>null</c>; keys come in a fixed order.
/// </remarks>
public static class RunJsonWriter
{
    /// <summary>The whole document as UTF-8, ending in a line feed.</summary>
    /// <param name="run">The run. Not modified.</param>
    public static byte[] Write(RunDocument run)
    {
        using MemoryStream stream = new();
        Write(run, stream);
        return stream.ToArray();
    }

    /// <summary>The same to a stream, a piece at a time: a document of many images is never in memory as a whole.</summary>
    /// <param name="run">The run. Not modified.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Write(RunDocument run, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(stream);
        using JsonLineWriter lines = new(stream);
        lines.Raw("{\n");
        lines.Property("schema", w => w.WriteStringValue(RunDocument.Schema));
        lines.Property("tool", w => ToolJson.Write(w, run.Tool));
        lines.Property("dataset", w => DatasetJson.Write(w, run.Dataset));
        lines.Property("groundTruth", w => InputJson.WriteGroundTruth(w, run.GroundTruth));
        lines.Property("predictions", w => InputJson.WritePredictions(w, run.Predictions, run.PredictionLabels, run.Header.ResizesPredictions));
        lines.Property("partial", w => w.WriteBooleanValue(run.Partial));
        lines.Property("shard", w => ShardJson.Write(w, run.Shard));
        lines.Array("warnings", run.Warnings, static (w, warning) => w.WriteStringValue(warning));
        if (run.Fusion is FusionInfo fusion)
        {
            lines.Property("fusion", w => FusionJson.Write(w, fusion));
        }

        lines.Property("pixels", w => PixelsJson.Write(w, run.Pixels));
        lines.Property("protocol", w => w.WriteStringValue(run.PrimaryProtocol));
        lines.Object("scores", run.Scores, static scores => scores.Protocol, ScoresJson.Write);
        if (run.Intervals.Count > 0)
        {
            lines.Object("intervals", run.Intervals, static intervals => intervals.Protocol, IntervalsJson.Write);
        }

        if (run.Subset is SubsetScores subset)
        {
            lines.Property("subset", w => SubsetJson.Write(w, subset, run.Dataset));
        }

        lines.Property("perImage", w => PerImageJson.Write(w, run.Counts));
        if (GroupErrors.Of(run.Counts) is { Count: > 0 } groups)
        {
            lines.Object("groups", groups, static errors => errors.Grouping.Name, GroupsJson.Write);
        }

        if (run.Slices.Count > 0)
        {
            SlicesJson.Write(lines, run);
        }

        lines.Array("classes", run.Classes, ClassJson.Write);
        lines.Property("histogram", w => WriteHistogram(w, run.Counts.Total));
        if (run.Boundary is BoundaryCounts boundary)
        {
            WriteBoundary(lines, run, boundary);
        }

        if (run.Trimap is TrimapScores trimap)
        {
            lines.Property("trimap", w => TrimapJson.Write(w, trimap, run.Evidence is null ? run.Dataset.ClassCount : null));
        }

        if (run.ErrorKinds is ErrorKindCounts errors)
        {
            ErrorKindsJson.Write(lines, run, errors);
        }

        if (run.Counts.Rings is RingCounts rings)
        {
            RingsJson.Write(lines, run, rings);
        }

        if (run.Counts.Sizes is IReadOnlyList<ImageSizes> sizes)
        {
            SizesJson.Write(lines, run, sizes);
        }

        if (run.Calibration is CalibrationCounts calibration)
        {
            CalibrationJson.Write(lines, calibration);
        }

        if (run.Evidence is MaskShardEvidence evidence)
        {
            ShardEvidenceJson.Write(lines, evidence);
        }

        lines.Array("images", run.Images, ImageJson.Write, isLast: true);
        lines.Raw("}\n");
        lines.Flush();
    }

    private static void WriteHistogram(Utf8JsonWriter w, JointHistogram histogram)
    {
        w.WriteStartObject();
        w.WritePropertyName("cells");
        CellsJson.Write(w, histogram.Cells);
        w.WriteEndObject();
    }

    private static void WriteBoundary(JsonLineWriter lines, RunDocument run, BoundaryCounts boundary)
    {
        BoundaryJson part = new(run, boundary);
        lines.Open("boundary");
        part.WriteFigures(lines);
        lines.Array("images", run.Images, part.WriteImage, isLast: true);
        lines.Close();
    }
}
