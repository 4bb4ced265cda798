using System.Text.Json;
using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"perImage"</c>: means over images and classes, and the worst twentieth, under both rules of which classes count in an image.</summary>
/// <remarks>Derived from the counts, and not read.</remarks>
internal static class PerImageJson
{
    /// <summary>Writes the value of the key.</summary>
    public static void Write(Utf8JsonWriter w, RunCounts counts)
    {
        w.WriteStartObject();
        WriteRule(w, "groundTruth", PerImageScores.Compute(counts, ClassPresence.GroundTruth));
        WriteRule(w, "either", PerImageScores.Compute(counts, ClassPresence.Either));
        w.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter w, string rule, PerImageScores scores)
    {
        w.WriteStartObject(rule);
        NumberJson.Write(w, "meanOverImages", scores.MeanOverImages);
        NumberJson.Write(w, "meanOverClasses", scores.MeanOverClasses);
        NumberJson.Write(w, "worstImages5Floor", scores.WorstImages());
        NumberJson.Write(w, "worstImagesOfClasses5Floor", scores.WorstImagesOfClasses());
        w.WriteEndObject();
    }
}
