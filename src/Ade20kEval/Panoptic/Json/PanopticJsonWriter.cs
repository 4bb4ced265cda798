using System.Text.Json;
using Ade20kEval.Runs.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Panoptic.Json;

/// <summary>Writes a panoptic run, schema <c>ade20k-eval/panoptic/1</c>: one line for each category and image, undefined is <c>null</c>.</summary>
/// <remarks>
/// An image's ground truth is <c>[id, category, pixels, area, iscrowd]</c> a segment, its predictions <c>[id, category, pixels]</c>, its overlaps
/// <c>[groundTruth, prediction, pixels]</c>; with boundaries each has its boundary's pixels behind. Categories and segments are indices from 0; -1 is void, and
/// of the ground truth -2 stands for numbers that the JSON does not list; a category of -1 is not among the categories.
/// </remarks>
internal static class PanopticJsonWriter
{
    /// <summary>Writes the document.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Write(PanopticRun run, Stream stream)
    {
        using JsonLineWriter lines = new(stream);
        lines.Raw("{\n");
        lines.Property("schema", static w => w.WriteStringValue(PanopticRun.Schema));
        lines.Property("tool", w => ToolJson.Write(w, run.Header.Tool));
        lines.Property("groundTruth", w => InputJson.WriteGroundTruth(w, run.Header.GroundTruth));
        lines.Property("predictions", w => InputJson.WriteGroundTruth(w, run.Header.Predictions));
        lines.Property("partial", w => w.WriteBooleanValue(run.Header.Partial));
        lines.Property("shard", w => ShardJson.Write(w, run.Header.Shard));
        lines.Array("warnings", run.Header.Warnings, static (w, warning) => w.WriteStringValue(warning));
        lines.Property("protocol", w => w.WriteStringValue(run.Protocol));
        lines.Property("iou", w => w.WriteStringValue(Word(run)));
        lines.Property("areas", w => w.WriteStringValue(run.Areas == PanopticAreas.Json ? "json" : "png"));
        lines.Array("mended", run.Mended, static (w, name) => w.WriteStringValue(name));
        WriteFigures(lines, run);
        FigureShardEvidenceJson.Write(lines, run.Header);
        EvidenceDigest.Write(lines, of => WriteEvidence(of, run));
        WriteImages(lines, run, isLast: true);
        lines.Raw("}\n");
        lines.Flush();
    }

    /// <summary>Writes what figures follow from, for its digest.</summary>
    public static void WriteEvidence(JsonLineWriter lines, PanopticRun run)
    {
        lines.Property("iou", w => w.WriteStringValue(Word(run)));
        lines.Array("categories", run.Evidence.Categories, static (w, category) =>
        {
            w.WriteStartArray();
            w.WriteNumberValue(category.Id);
            w.WriteStringValue(category.Name);
            w.WriteBooleanValue(category.IsThing);
            w.WriteEndArray();
        });
        WriteImages(lines, run, isLast: false);
    }

    private static void WriteImages(JsonLineWriter lines, PanopticRun run, bool isLast) =>
        lines.Array("images", run.Evidence.Images, (w, image) => WriteImage(w, image, run.UsesBoundaries), isLast);

    private static string Word(PanopticRun run) => run.UsesBoundaries ? "boundary" : "mask";

    /// <summary>Writes all that follows from the evidence.</summary>
    public static void WriteFigures(JsonLineWriter lines, PanopticRun run)
    {
        lines.Array("quirks", run.Quirks, WriteQuirk);
        lines.Open("summary");
        lines.Property("all", w => WriteMeans(w, run.Scores.All));
        lines.Property("things", w => WriteMeans(w, run.Scores.Things));
        lines.LastProperty("stuff", w => WriteMeans(w, run.Scores.Stuff));
        lines.Close();
        lines.Array("categories", run.Scores.Categories, WriteCategory);
        lines.Property("intervals", w => FigureIntervalsJson.Write(w, run.Intervals));
    }

    private static void WriteMeans(Utf8JsonWriter w, PanopticMeans means)
    {
        w.WriteStartObject();
        NumberJson.Write(w, "pq", means.Pq);
        NumberJson.Write(w, "sq", means.Sq);
        NumberJson.Write(w, "rq", means.Rq);
        w.WriteNumber("categories", means.Categories);
        NumberJson.Write(w, "pqDagger", means.PqDagger);
        w.WriteEndObject();
    }

    private static void WriteQuirk(Utf8JsonWriter w, QuirkCost quirk)
    {
        w.WriteStartObject();
        w.WriteString("name", quirk.Name);
        w.WriteString("says", quirk.Says);
        NumberJson.Write(w, "pqWhenMended", quirk.PqWhenMended);
        w.WriteEndObject();
    }

    private static void WriteCategory(Utf8JsonWriter w, PanopticCategoryScore score)
    {
        w.WriteStartObject();
        w.WriteNumber("id", score.Id);
        w.WriteString("name", score.Name);
        w.WriteBoolean("isThing", score.IsThing);
        NumberJson.Write(w, "pq", score.Pq);
        NumberJson.Write(w, "sq", score.Sq);
        NumberJson.Write(w, "rq", score.Rq);
        w.WriteNumber("tp", score.TruePositives);
        w.WriteNumber("fp", score.FalsePositives);
        w.WriteNumber("fn", score.FalseNegatives);
        w.WriteNumber("iou", score.Iou);
        NumberJson.Write(w, "pqDagger", score.PqDagger);
        w.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter w, PanopticImage image, bool hasBoundaries)
    {
        w.WriteStartObject();
        if (image.Id.Text is string text)
        {
            w.WriteString("id", text);
        }
        else
        {
            w.WriteNumber("id", image.Id.Number);
        }

        w.WriteString("name", image.Name);
        w.WriteStartArray("groundTruth");
        foreach (GroundTruthSegment segment in image.GroundTruth)
        {
            WriteRow(w, [segment.Id, segment.Category, segment.Pixels], hasBoundaries ? segment.BoundaryPixels : null, () =>
            {
                if (segment.Area is double area)
                {
                    w.WriteNumberValue(area);
                }
                else
                {
                    w.WriteNullValue();
                }

                w.WriteNumberValue(segment.IsCrowd ? 1 : 0);
            });
        }

        w.WriteEndArray();
        w.WriteStartArray("predictions");
        foreach (PredictedSegment segment in image.Predictions)
        {
            WriteRow(w, [segment.Id, segment.Category, segment.Pixels], hasBoundaries ? segment.BoundaryPixels : null);
        }

        w.WriteEndArray();
        w.WriteStartArray("overlaps");
        foreach (SegmentOverlap overlap in image.Overlaps)
        {
            WriteRow(w, [overlap.GroundTruth, overlap.Prediction, overlap.Pixels], hasBoundaries ? overlap.BoundaryPixels : null);
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter w, ReadOnlySpan<long> numbers, long? boundary, Action? writeMore = null)
    {
        w.WriteStartArray();
        foreach (long number in numbers)
        {
            w.WriteNumberValue(number);
        }

        writeMore?.Invoke();
        if (boundary is long pixels)
        {
            w.WriteNumberValue(pixels);
        }

        w.WriteEndArray();
    }
}
