using System.Text.Json;
using Ade20kEval.Runs.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Instances.Json;

/// <summary>Writes a run of instances, schema <c>ade20k-eval/instances/1</c>: one line for each class and image, undefined is <c>null</c>.</summary>
/// <remarks>
/// An image's objects are <c>[id, category, area, iscrowd, ignore, extent]</c>, its detections <c>[category, score, area, extent]</c>, its overlaps
/// <c>[object, detection, intersection]</c>; with boundaries each has its boundary's pixels behind. Categories, objects and detections are indices from 0.
/// In <c>summary</c> the keys <c>ar1</c>, <c>ar10</c> and <c>ar100</c> are places: recall at the first, second and third limit of <c>maxDetections</c>. With other limits than those,
/// <c>arByLimit</c> has the same figures by names that are true: <c>ar@1</c>, <c>ar@50</c>, <c>ar@255</c>.
/// </remarks>
internal static class InstanceJsonWriter
{
    /// <summary>Writes the document.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Write(InstanceRun run, Stream stream)
    {
        using JsonLineWriter lines = new(stream);
        lines.Raw("{\n");
        lines.Property("schema", w => w.WriteStringValue(InstanceRun.Schema));
        lines.Property("tool", w => ToolJson.Write(w, run.Header.Tool));
        lines.Property("groundTruth", w => InputJson.WriteGroundTruth(w, run.Header.GroundTruth));
        lines.Property("predictions", w => InputJson.WriteGroundTruth(w, run.Header.Predictions));
        lines.Property("partial", w => w.WriteBooleanValue(run.Header.Partial));
        lines.Property("shard", w => ShardJson.Write(w, run.Header.Shard));
        lines.Array("warnings", run.Header.Warnings, static (w, warning) => w.WriteStringValue(warning));
        lines.Property("protocol", w => w.WriteStringValue(run.Protocol));
        lines.Property("iou", w => w.WriteStringValue(Word(run.Overlap)));
        lines.Property("maxDetections", w => WriteNumbers(w, run.Scores.Rules.DetectionLimits));
        lines.Array("mended", run.Mended, static (w, name) => w.WriteStringValue(name));
        WriteFigures(lines, run);
        FigureShardEvidenceJson.Write(lines, run.Header);
        EvidenceDigest.Write(lines, of => WriteEvidence(of, run.Evidence));
        WriteImages(lines, run.Evidence, isLast: true);
        lines.Raw("}\n");
        lines.Flush();
    }

    /// <summary>Writes what figures follow from, for its digest.</summary>
    public static void WriteEvidence(JsonLineWriter lines, InstanceEvidence evidence)
    {
        lines.Property("iou", w => w.WriteStringValue(Word(evidence.Kind)));
        lines.Property("acrossCategories", w => w.WriteBooleanValue(evidence.AcrossCategories));
        lines.Array("categories", evidence.Categories, static (w, category) =>
        {
            w.WriteStartArray();
            w.WriteNumberValue(category.Id);
            w.WriteStringValue(category.Name);
            w.WriteEndArray();
        });
        WriteImages(lines, evidence, isLast: false);
    }

    private static void WriteImages(JsonLineWriter lines, InstanceEvidence evidence, bool isLast)
    {
        bool hasBoundaries = evidence.Kind == OverlapKind.Boundary;
        lines.Array("images", evidence.Images, (w, image) => WriteImage(w, image, hasBoundaries), isLast);
    }

    /// <summary>Writes all that follows from the evidence.</summary>
    public static void WriteFigures(JsonLineWriter lines, InstanceRun run)
    {
        lines.Array("quirks", run.Quirks, WriteQuirk);
        lines.Property("summary", w => WriteNamed(w, run.Scores.Summary.Figures));
        if (!run.Scores.Rules.KeysNameLimits)
        {
            lines.Property("arByLimit", w => WriteNamed(w, run.Scores.LimitFigures));
        }

        lines.Property("apByThreshold", w => WriteFigures(w, run.Scores.ApByThreshold));
        lines.Property("arByThreshold", w => WriteFigures(w, run.Scores.ArByThreshold));
        lines.Array("classes", run.Scores.Classes, WriteClass);
        lines.Property("intervals", w => FigureIntervalsJson.Write(w, run.Intervals));
        lines.Property("acrossCategories", w => w.WriteBooleanValue(run.Evidence.AcrossCategories));
        if (run.Errors is DetectionErrors errors)
        {
            lines.Property("errors", w => WriteErrors(w, errors));
        }
    }

    /// <summary>The word for what is compared.</summary>
    public static string Word(OverlapKind kind) => kind switch
    {
        OverlapKind.Mask => "mask",
        OverlapKind.Box => "box",
        _ => "boundary",
    };

    private static void WriteNamed(Utf8JsonWriter w, IReadOnlyList<(string Key, double? Value)> figures)
    {
        w.WriteStartObject();
        foreach ((string key, double? value) in figures)
        {
            NumberJson.Write(w, key, value);
        }

        w.WriteEndObject();
    }

    private static void WriteQuirk(Utf8JsonWriter w, QuirkEffect quirk)
    {
        w.WriteStartObject();
        w.WriteString("name", quirk.Name);
        w.WriteString("says", quirk.Says);
        NumberJson.Write(w, "apWhenMended", quirk.ApWhenMended);
        w.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter w, InstanceClassScore score)
    {
        w.WriteStartObject();
        w.WriteNumber("id", score.Id);
        w.WriteString("name", score.Name);
        NumberJson.Write(w, "ap", score.Ap);
        NumberJson.Write(w, "ap50", score.Ap50);
        NumberJson.Write(w, "ap75", score.Ap75);
        NumberJson.Write(w, "ar", score.Ar);
        w.WriteNumber("objects", score.Objects);
        w.WriteNumber("detections", score.Detections);
        w.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter w, DetectionErrors errors)
    {
        w.WriteStartObject();
        w.WriteNumber("iou", DetectionErrorFinder.Foreground);
        w.WriteNumber("background", DetectionErrorFinder.Background);
        NumberJson.Write(w, "ap50", errors.Ap50);
        w.WriteStartArray("kinds");
        foreach (DetectionErrorScore score in errors.Kinds)
        {
            w.WriteStartObject();
            w.WriteString("kind", score.Name);
            w.WriteNumber("count", score.Count);
            NumberJson.Write(w, "ap50WhenMended", score.Ap50WhenMended);
            NumberJson.Write(w, "dAp", score.Ap50WhenMended - errors.Ap50);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter w, ImageInstances image, bool hasBoundaries)
    {
        w.WriteStartObject();
        w.WriteNumber("id", image.Id);
        w.WriteString("name", image.Name);
        w.WriteStartArray("objects");
        foreach (GroundTruthObject item in image.Objects)
        {
            WriteRow(w, item.Id, [item.Category, item.Area, item.IsCrowd ? 1 : 0, item.IsIgnored ? 1 : 0, item.Extent], item.BoundaryExtent, hasBoundaries);
        }

        w.WriteEndArray();
        w.WriteStartArray("detections");
        foreach (Detection detection in image.Detections)
        {
            WriteRow(w, detection.Category, [detection.Score, detection.Area, detection.Extent], detection.BoundaryExtent, hasBoundaries);
        }

        w.WriteEndArray();
        w.WriteStartArray("overlaps");
        foreach (Overlap overlap in image.Overlaps)
        {
            WriteRow(w, overlap.GroundTruthObject, [overlap.Detection, overlap.Intersection], overlap.BoundaryIntersection, hasBoundaries);
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter w, long first, ReadOnlySpan<double> numbers, double boundary, bool hasBoundaries)
    {
        w.WriteStartArray();
        w.WriteNumberValue(first);
        foreach (double number in numbers)
        {
            w.WriteNumberValue(number);
        }

        if (hasBoundaries)
        {
            w.WriteNumberValue(boundary);
        }

        w.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter w, IReadOnlyList<int> numbers)
    {
        w.WriteStartArray();
        foreach (int number in numbers)
        {
            w.WriteNumberValue(number);
        }

        w.WriteEndArray();
    }

    private static void WriteFigures(Utf8JsonWriter w, IReadOnlyList<double?> figures)
    {
        w.WriteStartArray();
        foreach (double? figure in figures)
        {
            if (figure is double number)
            {
                w.WriteNumberValue(number);
            }
            else
            {
                w.WriteNullValue();
            }
        }

        w.WriteEndArray();
    }
}
