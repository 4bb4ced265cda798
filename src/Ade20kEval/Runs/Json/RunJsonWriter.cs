using System.Text.Json;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
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
        lines.Property("tool", w => WriteTool(w, run.Tool));
        lines.Property("dataset", w => WriteDataset(w, run.Dataset));
        lines.Property("groundTruth", w => WriteInput(w, run.GroundTruth, labels: null));
        lines.Property("predictions", w => WriteInput(w, run.Predictions, run.PredictionLabels));
        lines.Property("partial", w => w.WriteBooleanValue(run.Partial));
        lines.Property("shard", w => WriteShard(w, run.Shard));
        lines.Array("warnings", run.Warnings, static (w, warning) => w.WriteStringValue(warning));
        if (run.Fusion is FusionInfo fusion)
        {
            lines.Property("fusion", w => FusionJson.Write(w, fusion));
        }

        lines.Property("pixels", w => WritePixels(w, run.Pixels));
        lines.Property("protocol", w => w.WriteStringValue(run.PrimaryProtocol));
        lines.Object("scores", run.Scores, static scores => scores.Protocol, WriteScores);
        if (run.Subset is SubsetScores subset)
        {
            lines.Property("subset", w => WriteSubset(w, subset, run.Dataset));
        }

        lines.Array("classes", run.Classes, (w, score) => WriteClass(w, score, run.Dataset.Classes[score.Index]));
        lines.Property("histogram", w => WriteHistogram(w, run.Counts.Total));
        if (run.Boundary is BoundaryCounts boundary)
        {
            WriteBoundary(lines, run, boundary);
        }

        lines.Array("images", run.Images, WriteImage, isLast: true);
        lines.Raw("}\n");
        lines.Flush();
    }

    private static void WriteBoundary(JsonLineWriter lines, RunDocument run, BoundaryCounts boundary)
    {
        RunJsonBoundary part = new(run, boundary);
        lines.Open("boundary");
        lines.Property("scores", part.WriteScores);
        lines.Array("classes", part.Classes, part.WriteClass);
        lines.Array("images", run.Images, part.WriteImage, isLast: true);
        lines.Close();
    }

    private static void WriteTool(Utf8JsonWriter w, ToolInfo tool)
    {
        w.WriteStartObject();
        w.WriteString("version", tool.Version);
        w.WriteString("kernel", tool.Kernel);
        if (tool.FusionKernel is string fusionKernel)
        {
            w.WriteString("fusionKernel", fusionKernel);
        }

        w.WriteNumber("workers", tool.Workers);
        w.WriteNumber("seconds", tool.Seconds);
        w.WriteEndObject();
    }

    private static void WriteDataset(Utf8JsonWriter w, Dataset dataset)
    {
        w.WriteStartObject();
        w.WriteString("name", dataset.Name);
        w.WriteNumber("classCount", dataset.ClassCount);
        if (!IsPreset(dataset))
        {
            // A dataset of the user's own travels with its runs: they must still be readable where its file is not.
            using JsonDocument definition = JsonDocument.Parse(DatasetWriter.Text(dataset));
            w.WritePropertyName("definition");
            definition.RootElement.WriteTo(w);
        }

        w.WriteEndObject();
    }

    /// <summary>Whether the name alone says everything.</summary>
    private static bool IsPreset(Dataset dataset) =>
        DatasetCatalog.Names.Contains(dataset.Name)
        && (ReferenceEquals(DatasetCatalog.Find(dataset.Name), dataset) || DatasetWriter.Text(DatasetCatalog.Find(dataset.Name)) == DatasetWriter.Text(dataset));

    private static void WriteInput(Utf8JsonWriter w, InputInfo input, PredictionLabels? labels)
    {
        w.WriteStartObject();
        w.WriteString("name", input.Name);
        w.WriteNumber("imageCount", input.ImageCount);
        w.WriteString("digest", input.Digest);
        if (labels is PredictionLabels known)
        {
            w.WriteString("labels", known == PredictionLabels.Ids ? "ids" : "indices");
        }

        w.WriteEndObject();
    }

    private static void WriteShard(Utf8JsonWriter w, ShardInfo? shard)
    {
        if (shard is null)
        {
            w.WriteNullValue();
            return;
        }

        w.WriteStartObject();
        w.WriteNumber("index", shard.Index);
        w.WriteNumber("count", shard.Count);
        w.WriteEndObject();
    }

    private static void WritePixels(Utf8JsonWriter w, PixelTotals pixels)
    {
        w.WriteStartObject();
        w.WriteNumber("total", pixels.Total);
        w.WriteNumber("labelled", pixels.Labelled);
        w.WriteNumber("ignored", pixels.Ignored);
        w.WriteNumber("unexpectedGroundTruth", pixels.UnexpectedGroundTruth);
        w.WriteNumber("unexpectedPrediction", pixels.UnexpectedPrediction);
        w.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter w, Scores scores)
    {
        w.WriteStartObject();
        if (scores.Error is string error)
        {
            w.WriteString("error", error);
        }
        else
        {
            WriteNumber(w, "pixelAccuracy", scores.PixelAccuracy);
            WriteNumber(w, "meanIou", scores.MeanIou);
            WriteNumber(w, "challengeScore", scores.ChallengeScore);
            WriteNumber(w, "meanAccuracy", scores.MeanAccuracy);
            WriteNumber(w, "frequencyWeightedIou", scores.FrequencyWeightedIou);
            WriteNumber(w, "meanDice", scores.MeanDice);
            WriteNumber(w, "kappa", scores.Kappa);
            WriteNumber(w, "matthews", scores.Matthews);
            w.WriteNumber("classesAveraged", scores.ClassesAveraged);
            foreach ((string name, double? value) in scores.Extra)
            {
                WriteNumber(w, name, value);
            }
        }

        w.WriteEndObject();
    }

    private static void WriteSubset(Utf8JsonWriter w, SubsetScores subset, Dataset dataset)
    {
        w.WriteStartObject();
        w.WriteStartArray("ids");
        foreach (int index in subset.Classes)
        {
            w.WriteNumberValue(dataset.Classes[index].Id);
        }

        w.WriteEndArray();
        w.WriteString("others", subset.OtherClasses == OtherClasses.Merged ? "merge" : "ignore");
        WriteNumber(w, "diceMacro", subset.DiceMacro);
        WriteNumber(w, "diceMicro", subset.DiceMicro);
        WriteNumber(w, "diceSum", subset.DiceSum);
        WriteNumber(w, "meanIou", subset.MeanIou);
        w.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter w, ClassScore score, ClassInfo info)
    {
        w.WriteStartObject();
        w.WriteNumber("index", score.Index);
        w.WriteNumber("id", info.Id);
        w.WriteString("name", info.Name);
        WriteNumber(w, "iou", score.Iou);
        WriteNumber(w, "accuracy", score.Accuracy);
        WriteNumber(w, "dice", score.Dice);
        WriteNumber(w, "precision", score.Precision);
        w.WriteNumber("groundTruthPixels", score.GroundTruthPixels);
        w.WriteNumber("predictedPixels", score.PredictedPixels);
        w.WriteNumber("intersectionPixels", score.IntersectionPixels);
        w.WriteNumber("imageCount", score.ImageCount);
        w.WriteEndObject();
    }

    private static void WriteHistogram(Utf8JsonWriter w, JointHistogram histogram)
    {
        w.WriteStartObject();
        w.WritePropertyName("cells");
        WriteCells(w, histogram.Cells);
        w.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter w, ImageCounts image)
    {
        w.WriteStartObject();
        w.WriteString("name", image.Name);
        w.WriteNumber("width", image.Width);
        w.WriteNumber("height", image.Height);
        w.WritePropertyName("cells");
        WriteCells(w, image.Cells);
        w.WriteEndObject();
    }

    internal static void WriteCells(Utf8JsonWriter w, ReadOnlySpan<PairCount> cells)
    {
        w.WriteStartArray();
        foreach (PairCount cell in cells)
        {
            w.WriteStartArray();
            w.WriteNumberValue(cell.GroundTruth);
            w.WriteNumberValue(cell.Prediction);
            w.WriteNumberValue(cell.Pixels);
            w.WriteEndArray();
        }

        w.WriteEndArray();
    }

    internal static void WriteNumber(Utf8JsonWriter w, string name, double? value)
    {
        if (value is double number && double.IsFinite(number))
        {
            w.WriteNumber(name, number);
        }
        else
        {
            w.WriteNull(name);
        }
    }
}
