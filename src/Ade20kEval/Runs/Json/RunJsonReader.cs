using System.Text;
using System.Text.Json;
using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Reads a <c>run.json</c> back.</summary>
/// <remarks>
/// Counts are read; scores are computed again from them. A score is a function of the counts, so a document whose numbers were
/// edited, or written by a version that computed otherwise, is found out: the document then carries a warning that says so.
/// </remarks>
public static class RunJsonReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file is missing, unreadable, no run document, or its counts contradict each other.</exception>
    public static RunDocument ReadFile(string path) => Read(InputFile.ReadAll(path, Array.MaxLength), path);

    /// <summary>Reads a document from memory.</summary>
    /// <param name="utf8">The bytes of a run.json.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InputException">It is no run document, or its counts contradict each other.</exception>
    public static RunDocument Read(ReadOnlyMemory<byte> utf8, string name)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(utf8);
            return Read(json.RootElement, name);
        }
        catch (JsonException failure)
        {
            throw new InputException($"{name}: is no JSON (line {failure.LineNumber + 1}, byte {failure.BytePositionInLine}: {failure.Message}). Expected a run.json, as `ade20k-eval score --out DIR` writes it.", failure);
        }
        catch (Exception failure) when (failure is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InputException($"{name}: is not a whole run document ({failure.Message}). Expected the keys of schema {RunDocument.Schema}; write it again with `ade20k-eval score --out DIR`.", failure);
        }
    }

    private static RunDocument Read(JsonElement root, string name)
    {
        string? schema = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("schema", out JsonElement value) ? value.GetString() : null;
        if (schema != RunDocument.Schema)
        {
            throw new InputException($"{name}: schema is {(schema is null ? "missing" : $"'{schema}'")}; expected '{RunDocument.Schema}'. Is it a run.json?");
        }

        JsonElement tool = root.GetProperty("tool");
        JsonElement predictions = root.GetProperty("predictions");
        JsonElement datasetJson = root.GetProperty("dataset");
        Dataset dataset = datasetJson.TryGetProperty("definition", out JsonElement definition)
            ? DatasetFile.Parse(name, Encoding.UTF8.GetBytes(definition.GetRawText()))
            : FindPreset(Text(datasetJson, "name"), name);
        int classCount = datasetJson.GetProperty("classCount").GetInt32();
        if (classCount != dataset.ClassCount)
        {
            throw new InputException($"{name}: says {classCount} classes; dataset {dataset.Name} has {dataset.ClassCount}. It was made with another definition of {dataset.Name}.");
        }

        PredictionLabels labels = Text(predictions, "labels") switch
        {
            "ids" => PredictionLabels.Ids,
            "indices" => PredictionLabels.Indices,
            string other => throw new InputException($"{name}: predictions.labels is '{other}'; expected 'ids' or 'indices'."),
        };
        List<ImageCounts> images = [.. root.GetProperty("images").EnumerateArray().Select(ReadImage)];
        BoundaryCounts? boundary = root.TryGetProperty("boundary", out JsonElement part) ? RunJsonBoundary.Read(part, images) : null;
        RunCounts counts = new(dataset, labels, images) { Boundary = boundary };
        List<string> warnings = [.. root.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()!)];
        CheckHistogram(root, counts, name);
        List<Scores> scores = ReadScores(root, counts, warnings);
        JsonElement shard = root.GetProperty("shard");
        return new RunDocument
        {
            Tool = new ToolInfo(Text(tool, "version"), Text(tool, "kernel"), tool.GetProperty("workers").GetInt32(), tool.GetProperty("seconds").GetDouble(), tool.TryGetProperty("fusionKernel", out JsonElement fusionKernel) ? fusionKernel.GetString() : null),
            Dataset = dataset,
            PredictionLabels = labels,
            GroundTruth = ReadInput(root.GetProperty("groundTruth")),
            Predictions = ReadInput(predictions),
            Partial = root.GetProperty("partial").GetBoolean(),
            Shard = shard.ValueKind == JsonValueKind.Null ? null : new ShardInfo(shard.GetProperty("index").GetInt32(), shard.GetProperty("count").GetInt32()),
            Warnings = warnings,
            Fusion = root.TryGetProperty("fusion", out JsonElement fusion) ? FusionJson.Read(fusion) : null,
            Pixels = PixelTotals.Of(counts),
            PrimaryProtocol = scores[0].Protocol,
            Scores = scores,
            Subset = root.TryGetProperty("subset", out JsonElement subset) ? ReadSubset(subset, counts) : null,
            Images = images,
            Boundary = boundary,
            Counts = counts,
        };
    }

    /// <summary>A dataset by name alone: a document from elsewhere must not make us open files.</summary>
    private static Dataset FindPreset(string dataset, string name) => DatasetCatalog.Names.Contains(dataset)
        ? DatasetCatalog.Find(dataset)
        : throw new InputException($"{name}: {NearestNames.NotFound("dataset", dataset, [.. DatasetCatalog.Names])}");

    private static List<Scores> ReadScores(JsonElement root, RunCounts counts, List<string> warnings)
    {
        string primary = Text(root, "protocol");
        List<Scores> scores = [ProtocolCatalog.Find(primary).Score(counts)];
        foreach (JsonProperty property in root.GetProperty("scores").EnumerateObject())
        {
            if (property.Name != primary)
            {
                scores.Add(ProtocolCatalog.Find(property.Name).Score(counts));
            }

            double? written = property.Value.TryGetProperty("meanIou", out JsonElement iou) && iou.ValueKind == JsonValueKind.Number ? iou.GetDouble() : null;
            double? computed = scores.Single(s => s.Protocol == property.Name).MeanIou;
            if (written != computed)
            {
                warnings.Add(FormattableString.Invariant($"The file says mean IoU {written} under {property.Name}; its counts give {computed}, which is used. The file was edited, or written by another version."));
            }
        }

        return scores;
    }

    private static void CheckHistogram(JsonElement root, RunCounts counts, string name)
    {
        PairCount[] written = ReadCells(root.GetProperty("histogram").GetProperty("cells"));
        if (!counts.Total.Cells.SequenceEqual(written))
        {
            throw new InputException($"{name}: the cells of the images do not add up to the histogram. The file was edited or damaged; score again.");
        }
    }

    private static SubsetScores ReadSubset(JsonElement subset, RunCounts counts)
    {
        string ids = string.Join(',', subset.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()));
        return ClassSubset.Score(counts, ClassSubset.Parse(ids, counts), Text(subset, "others") == "ignore" ? OtherClasses.Ignored : OtherClasses.Merged);
    }

    private static ImageCounts ReadImage(JsonElement image) => new(
        Text(image, "name"),
        image.GetProperty("width").GetInt32(),
        image.GetProperty("height").GetInt32(),
        ReadCells(image.GetProperty("cells")));

    internal static PairCount[] ReadCells(JsonElement cells)
    {
        PairCount[] result = new PairCount[cells.GetArrayLength()];
        int next = 0;
        foreach (JsonElement cell in cells.EnumerateArray())
        {
            result[next++] = new PairCount(cell[0].GetUInt16(), cell[1].GetUInt16(), cell[2].GetInt64());
        }

        return result;
    }

    private static InputInfo ReadInput(JsonElement input) =>
        new(Text(input, "name"), input.GetProperty("imageCount").GetInt32(), Text(input, "digest"));

    private static string Text(JsonElement parent, string key) =>
        parent.GetProperty(key).GetString() ?? throw new InvalidOperationException($"{key} is null");
}
