using System.Security.Cryptography;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"evidence"</c> of a shard: what merging needs beside the counts. One line for the digests of each image.</summary>
internal static class ShardEvidenceJson
{
    private const int LongestText = 1 << 16;
    private const int HexDigits = 2 * SHA256.HashSizeInBytes;

    /// <summary>Writes the part.</summary>
    public static void Write(JsonLineWriter lines, MaskShardEvidence evidence)
    {
        lines.Open("evidence");
        WriteCommon(lines, evidence);
        lines.Property("uncoveredGroundTruth", w => WriteTotals(w, evidence.UncoveredGroundTruth));
        lines.Property("uncoveredPredictions", w => WriteTotals(w, evidence.UncoveredPredictions));
        lines.Property("longGroundTruth", w => WriteLong(w, evidence.LongGroundTruth));
        lines.Property("longPredictions", w => WriteLong(w, evidence.LongPredictions));
        lines.Property("paletteWarning", w => w.WriteStringValue(evidence.PaletteWarning));
        if (evidence.Trimap is { } trimap)
        {
            lines.Property("trimap", w => WriteTrimap(w, trimap));
        }

        lines.Array("scenes", evidence.Scenes, static (w, scene) => w.WriteStringValue(scene));
        lines.Array("files", [.. Enumerable.Range(0, evidence.GroundTruthDigests.Count)], (w, i) =>
        {
            w.WriteStartArray();
            WriteDigest(w, evidence.GroundTruthDigests[i]);
            WriteDigest(w, evidence.PredictionDigests[i]);
            w.WriteEndArray();
        }, isLast: true);
        lines.Close();
    }

    /// <summary>Writes what every kind of shard has.</summary>
    public static void WriteCommon(JsonLineWriter lines, ShardEvidence evidence)
    {
        lines.Property("whole", w =>
        {
            w.WriteStartObject();
            w.WriteNumber("images", evidence.Whole.Images);
            w.WriteString("groundTruth", evidence.Whole.GroundTruth);
            w.WriteString("predictions", evidence.Whole.Predictions);
            w.WriteEndObject();
        });
        lines.Property("listed", w => w.WriteNumberValue(evidence.Listed));
        lines.Property("options", w =>
        {
            w.WriteStartObject();
            foreach ((string key, string value) in evidence.Options)
            {
                w.WriteString(key, value);
            }

            w.WriteEndObject();
        });
        lines.Array("nameWarnings", evidence.NameWarnings, static (w, warning) => w.WriteStringValue(warning));
    }

    /// <summary>Reads which list the shard is a slice of.</summary>
    /// <param name="part">The value of the key.</param>
    /// <param name="images">How many images the document has.</param>
    public static WholeList ReadWhole(JsonCursor part, int images)
    {
        JsonCursor whole = part.Required("whole");
        return new WholeList(whole.Required("images").Integer(images, int.MaxValue), Digest(whole.Required("groundTruth")), Digest(whole.Required("predictions")));
    }

    /// <summary>Reads what was asked for.</summary>
    public static KeyValuePair<string, string>[] ReadOptions(JsonCursor part) =>
        [.. part.Required("options").Properties().Select(option => KeyValuePair.Create(option.Key, option.Value.AnyText(LongestText)))];

    /// <summary>Reads warnings about the whole list.</summary>
    public static string[] ReadNameWarnings(JsonCursor part) => [.. part.Required("nameWarnings").Items().Select(warning => warning.AnyText(LongestText))];

    /// <summary>Writes the digest of a file; <c>null</c> for none.</summary>
    public static void WriteDigest(Utf8JsonWriter w, ReadOnlySpan<byte> digest)
    {
        if (digest.IsEmpty)
        {
            w.WriteNullValue();
        }
        else
        {
            w.WriteStringValue(Convert.ToHexStringLower(digest));
        }
    }

    /// <summary>Reads one.</summary>
    public static byte[] ReadDigest(JsonCursor value) => value.Kind == JsonValueKind.Null ? [] : Convert.FromHexString(Digest(value));

    /// <summary>Reads the part.</summary>
    /// <param name="part">The value of the key.</param>
    /// <param name="images">How many images the document has.</param>
    /// <param name="forEach">Hands out the items of <c>files</c>, one after the other.</param>
    public static MaskShardEvidence Read(JsonCursor part, int images, Action<Action<int, JsonElement>> forEach)
    {
        WholeList whole = ReadWhole(part, images);
        JsonCursor scenes = part.Required("scenes");
        string[] scenesRead = [.. scenes.Items().Select(scene => scene.Text(LongestText))];
        (DigestList groundTruth, DigestList predictions) = ReadFiles(part.Required("files"), images, forEach);
        return new MaskShardEvidence
        {
            Whole = whole,
            Listed = part.Required("listed").Integer(images, whole.Images),
            Options = ReadOptions(part),
            NameWarnings = ReadNameWarnings(part),
            UncoveredGroundTruth = ReadTotals(part.Required("uncoveredGroundTruth"), images),
            UncoveredPredictions = ReadTotals(part.Required("uncoveredPredictions"), images),
            LongGroundTruth = ReadLong(part.Required("longGroundTruth"), images),
            LongPredictions = ReadLong(part.Required("longPredictions"), images),
            PaletteWarning = part.Required("paletteWarning") is { Kind: not JsonValueKind.Null } warning ? warning.AnyText(LongestText) : null,
            Trimap = part.Optional("trimap") is JsonCursor trimap ? [.. trimap.Items().Select(ReadTrimap)] : null,
            Scenes = scenesRead.Length == 0 || scenesRead.Length == images ? scenesRead : throw scenes.Wrong(Invariant($"holds {scenesRead.Length} scenes; expected none or {images}, one an image.")),
            GroundTruthDigests = groundTruth,
            PredictionDigests = predictions,
        };
    }

    private static (DigestList GroundTruth, DigestList Predictions) ReadFiles(JsonCursor files, int images, Action<Action<int, JsonElement>> forEach)
    {
        DigestList groundTruth = new(images);
        DigestList predictions = new(images);
        int found = 0;
        if (files.Kind == JsonValueKind.Array)
        {
            forEach((next, element) =>
            {
                JsonCursor item = files.Item(next, element);
                if (++found > images)
                {
                    throw OtherNumber();
                }

                if (item.Kind != JsonValueKind.Array || element.GetArrayLength() != 2)
                {
                    throw item.Unexpected("two digests, of ground truth and prediction");
                }

                groundTruth.Set(next, Convert.FromHexString(Digest(item.Item(0, element[0]))));
                predictions.Set(next, ReadDigest(item.Item(1, element[1])));
            });
        }

        return found == images ? (groundTruth, predictions) : throw OtherNumber();

        InputException OtherNumber() => files.Wrong(Invariant($"expected a list of {images} pairs of digests, one an image."));
    }

    private static string Digest(JsonCursor value)
    {
        string text = value.AnyText(HexDigits);
        return text.Length == HexDigits && text.All(char.IsAsciiHexDigitLower) ? text : throw value.Unexpected(Invariant($"{HexDigits} hexadecimal digits"));
    }

    private static void WriteTrimap(Utf8JsonWriter w, IReadOnlyList<(int Place, long Pixels)> trimap)
    {
        w.WriteStartArray();
        foreach ((int place, long pixels) in trimap)
        {
            w.WriteStartArray();
            w.WriteNumberValue(place);
            w.WriteNumberValue(pixels);
            w.WriteEndArray();
        }

        w.WriteEndArray();
    }

    private static (int Place, long Pixels) ReadTrimap(JsonCursor cell) => cell.Items() is [JsonCursor place, JsonCursor pixels]
        ? (place.Integer(0, int.MaxValue), pixels.Long(1, long.MaxValue))
        : throw cell.Unexpected("a place and a number of pixels");

    private static void WriteTotals(Utf8JsonWriter w, UncoveredTotals totals)
    {
        w.WriteStartArray();
        w.WriteNumberValue(totals.Uncovered);
        w.WriteNumberValue(totals.Pixels);
        w.WriteNumberValue(totals.Images);
        w.WriteEndArray();
    }

    private static void WriteLong(Utf8JsonWriter w, LongFileTotals totals)
    {
        w.WriteStartArray();
        w.WriteNumberValue(totals.Files);
        w.WriteStringValue(totals.First);
        w.WriteEndArray();
    }

    private static LongFileTotals ReadLong(JsonCursor totals, int images) => totals.Items() is [JsonCursor files, JsonCursor first]
        ? new LongFileTotals(files.Integer(0, images), first.Kind == JsonValueKind.Null ? null : first.AnyText(LongestText))
        : throw totals.Unexpected("a number and a name");

    private static UncoveredTotals ReadTotals(JsonCursor totals, int images) => totals.Items() is [JsonCursor uncovered, JsonCursor pixels, JsonCursor count]
        ? new UncoveredTotals(uncovered.Long(0, long.MaxValue >> 1), pixels.Long(0, long.MaxValue >> 1), count.Integer(0, images))
        : throw totals.Unexpected("three numbers");
}
