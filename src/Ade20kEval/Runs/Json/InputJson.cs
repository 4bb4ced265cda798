using System.Text.Json;
using Ade20kEval.Datasets;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The keys <c>"groundTruth"</c> and <c>"predictions"</c>: the files of either side.</summary>
internal static class InputJson
{
    // Names are what people call a set: a path of the longest kind that systems know still fits.
    private const int LongestName = 4096;
    private const int LongestDigest = 256;
    private const string Resize = "resize";
    private const string Nearest = "nearest";

    /// <summary>Writes the ground-truth files.</summary>
    public static void WriteGroundTruth(Utf8JsonWriter w, InputInfo input)
    {
        w.WriteStartObject();
        WriteFiles(w, input);
        w.WriteEndObject();
    }

    /// <summary>Writes the prediction files, what they hold, and whether those of another size were resized: no word where they were not.</summary>
    public static void WritePredictions(Utf8JsonWriter w, InputInfo input, PredictionLabels labels, bool isResized)
    {
        w.WriteStartObject();
        WriteFiles(w, input);
        w.WriteString("labels", labels == PredictionLabels.Ids ? "ids" : "indices");
        if (isResized)
        {
            w.WriteString(Resize, Nearest);
        }

        w.WriteEndObject();
    }

    /// <summary>Reads the files of either side.</summary>
    /// <param name="input">The value of the key.</param>
    /// <param name="leastImages">The fewest files that it can have had.</param>
    /// <param name="mostImages">The most: one for every image of the document.</param>
    public static InputInfo Read(JsonCursor input, int leastImages, int mostImages) => new(
        input.Required("name").AnyText(LongestName),
        input.Required("imageCount").Integer(leastImages, mostImages),
        input.Required("digest").AnyText(LongestDigest));

    /// <summary>Reads what prediction files hold.</summary>
    public static PredictionLabels ReadLabels(JsonCursor predictions)
    {
        JsonCursor labels = predictions.Required("labels");
        return labels.AnyText(LongestDigest) switch
        {
            "ids" => PredictionLabels.Ids,
            "indices" => PredictionLabels.Indices,
            _ => throw labels.Unexpected("\"ids\" or \"indices\""),
        };
    }

    /// <summary>Reads whether predictions of another size were resized.</summary>
    public static bool ReadResize(JsonCursor predictions) => predictions.Optional(Resize) is JsonCursor resize
        && (resize.AnyText(LongestDigest) == Nearest ? true : throw resize.Unexpected($"\"{Nearest}\", or no such key"));

    private static void WriteFiles(Utf8JsonWriter w, InputInfo input)
    {
        w.WriteString("name", input.Name);
        w.WriteNumber("imageCount", input.ImageCount);
        w.WriteString("digest", input.Digest);
    }
}
