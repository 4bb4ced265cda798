using System.Text.Json;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Reads a <c>run.json</c> back.</summary>
/// <remarks>
/// Counts are read, as strictly as masks are; scores are computed again from them. A score is a function of the counts, so a document whose
/// numbers were edited, or written by a version that computed otherwise, is found out: the document then carries a warning that says so.
/// Keys that this version does not know are passed over.
/// </remarks>
public static class RunJsonReader
{
    // What else this tool writes, often under the same file name, and where its figures stand.
    private static readonly Dictionary<string, string> s_others = new(StringComparer.Ordinal)
    {
        ["ade20k-eval/panoptic/1"] = "panoptic quality",
        ["ade20k-eval/instances/1"] = "average precision of instances",
        ["ade20k-eval/comparison/1"] = "a comparison",
    };

    private const int LongestWarning = 1 << 16;
    private const int MostWarnings = 1000;
    private const int LongestName = 255;

    // The long lists of a document, which have an item an image.
    private const string Images = "images";
    private const string EvidenceFiles = "evidence.files";

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file is missing, unreadable, not a run document, or its counts contradict each other.</exception>
    public static RunDocument ReadFile(string path) => Read(InputFile.ReadAll(path, Array.MaxLength), path);

    /// <summary>Reads a document from memory.</summary>
    /// <param name="utf8">The bytes of a run.json; a byte order mark is skipped.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InputException">It is not a run document, or its counts contradict each other: the message names the place, what it holds and what was expected.</exception>
    public static RunDocument Read(ReadOnlyMemory<byte> utf8, string name) => Read(utf8, name, compare: true);

    /// <summary>The same of a document whose bytes are known to be as they were written: its figures are not compared with its counts.</summary>
    internal static RunDocument ReadOwn(ReadOnlyMemory<byte> utf8, string name) => Read(utf8, name, compare: false);

    private static RunDocument Read(ReadOnlyMemory<byte> utf8, string name, bool compare)
    {
        using JsonPieces json = JsonPieces.ParseStrict(name, utf8, Images, EvidenceFiles);
        JsonCursor root = new(name, json.Root);
        CheckSchema(root, name);
        ImageCounts[] images = ImageJson.ReadAll(root.Required(Images), json, Images);
        ShardInfo? shard = ShardJson.Read(root.Required("shard"));
        if (images.Length == 0 && shard is null)
        {
            throw root.Required("images").Wrong("holds no image. Only a shard of more slices than images can be empty.");
        }

        JsonCursor predictions = root.Required("predictions");
        Dataset dataset = DatasetJson.Read(root.Required("dataset"), name);
        JsonCursor? errors = root.Optional("errorKinds");
        PredictionLabels labels = InputJson.ReadLabels(predictions);
        RunCounts counts = new(dataset, labels, images)
        {
            Boundary = root.Optional("boundary") is JsonCursor boundary ? BoundaryJson.Read(boundary, images) : null,
            Rings = root.Optional("ringCells") is JsonCursor rings ? RingsJson.Read(rings, images) : null,
            Sizes = root.Optional("sizes") is JsonCursor sizes ? SizesJson.Read(sizes, dataset, labels, images) : null,
            ErrorKinds = errors is JsonCursor kinds ? ErrorKindsJson.Read(kinds, dataset, labels, images) : null,
        };
        CheckHistogram(root, counts);
        string[] warnings = [.. root.Required("warnings").Items(MostWarnings).Select(warning => warning.AnyText(LongestWarning))];
        List<string> disagreements = [];
        IReadOnlyList<Scores> scores = ReadScores(root, counts, disagreements);
        if (PixelsJson.Read(root.Required("pixels")) != PixelTotals.Of(counts))
        {
            disagreements.Add("The file's numbers of pixels are not those of its counts, which are used. The file was edited, or written by another version.");
        }

        RunDocument run = new()
        {
            Header = new RunHeader
            {
                Tool = ToolJson.Read(root.Required("tool")),
                GroundTruth = InputJson.Read(root.Required("groundTruth"), images.Length, images.Length),
                Predictions = InputJson.Read(predictions, 0, images.Length),
                ResizesPredictions = InputJson.ReadResize(predictions),
                Partial = root.Required("partial").Flag(),
                Shard = shard,
                Warnings = warnings,
                Evidence = root.Optional("evidence") is JsonCursor evidence ? ShardEvidenceJson.Read(evidence, images.Length, look => json.ForEach(EvidenceFiles, look)) : null,
                Fusion = root.Optional("fusion") is JsonCursor fusion ? FusionJson.Read(fusion) : null,
            },
            Counts = counts,
            Scores = scores,
            Intervals = root.Optional("intervals") is JsonCursor intervals ? ReadIntervals(intervals, counts, scores) : [],
            Trimap = root.Optional("trimap") is JsonCursor trimap ? TrimapJson.Read(trimap, counts) : null,
            ErrorKindIntervals = errors is JsonCursor part ? ErrorKindsJson.ReadIntervals(part) : null,
            Calibration = root.Optional("calibration") is JsonCursor calibration ? CalibrationJsonReader.Read(calibration, counts, disagreements) : null,
            Slices = root.Optional("slices") is JsonCursor slices ? SlicesJson.Read(slices, images.Length) : [],
            Subset = root.Optional("subset") is JsonCursor subset ? SubsetJson.Read(subset, counts) : null,
        };
        if (compare)
        {
            // As they were written they are rounded, and stay so; edited ones do not stay.
            RunDocument anew = IntervalsAnew.Of(run);
            disagreements.AddRange(DerivedFigures.Differences(root, anew));
            run = disagreements.Count == 0 ? run : anew;
        }

        return disagreements.Count == 0 ? run : run with { Disagreements = disagreements, Header = run.Header with { Warnings = [.. disagreements.Except(warnings), .. warnings] } };
    }

    private static void CheckSchema(JsonCursor root, string name)
    {
        JsonCursor? schema = root.Kind == JsonValueKind.Object ? root.Optional("schema") : null;
        if (schema is null)
        {
            throw new InputException($"{name}: schema is missing; expected '{RunDocument.Schema}'. Is it a run.json?");
        }

        if (schema.Value.Text(LongestName) is string found && found != RunDocument.Schema)
        {
            throw new InputException(s_others.TryGetValue(found, out string? other)
                ? $"{name}: is a document of {other} (schema '{found}'); expected a run of label maps ('{RunDocument.Schema}'), whose counts of classes this needs."
                : $"{name}: schema is '{found}'; expected '{RunDocument.Schema}'. Is it a run.json?");
        }
    }

    private static List<Scores> ReadScores(JsonCursor root, RunCounts counts, List<string> disagreements)
    {
        JsonCursor primary = root.Required("protocol");
        List<Scores> scores = [ProtocolOf(primary, primary.Text(LongestName)).Score(counts)];
        foreach ((string key, JsonCursor value) in root.Required("scores").Properties())
        {
            if (key != scores[0].Protocol)
            {
                scores.Add(ProtocolOf(value, key).Score(counts));
            }

            double? written = ScoresJson.ReadMeanIou(value);
            double? computed = (key == scores[0].Protocol ? scores[0] : scores[^1]).MeanIou;
            if (written != computed)
            {
                disagreements.Add(Invariant($"The file says mean IoU {written} under {key}; its counts give {computed}, which is used. The file was edited, or written by another version."));
            }
        }

        return scores;
    }

    private static List<ScoreIntervals> ReadIntervals(JsonCursor part, RunCounts counts, IReadOnlyList<Scores> scores)
    {
        List<ScoreIntervals> intervals = [];
        foreach ((string protocol, JsonCursor value) in part.Properties())
        {
            intervals.Add(scores.Any(s => s.Protocol == protocol)
                ? IntervalsJson.Read(protocol, value, counts.Dataset.ClassCount)
                : throw value.Wrong("belongs to a protocol that has no scores in this document."));
        }

        return intervals;
    }

    private static Protocol ProtocolOf(JsonCursor place, string name) => ProtocolCatalog.Names.Contains(name)
        ? ProtocolCatalog.Find(name)
        : throw place.Wrong(NearestNames.NotFound("protocol", name.Length > LongestName ? name[..LongestName] : name, ProtocolCatalog.Names));

    private static void CheckHistogram(JsonCursor root, RunCounts counts)
    {
        JsonCursor cells = root.Required("histogram").Required("cells");
        if (!counts.Total.Cells.SequenceEqual(CellsJson.Read(cells, counts.Total.TotalPixels)))
        {
            throw cells.Wrong("the cells of the images do not add up to the histogram. The file was edited or damaged; score again.");
        }
    }
}
