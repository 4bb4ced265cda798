using System.Text.Json;
using Ade20kEval.Scoring;

namespace Ade20kEval.Runs.Json;

/// <summary>The items of the key <c>"classes"</c>: each class under the primary protocol. Derived from the counts, and not read.</summary>
internal static class ClassJson
{
    /// <summary>Writes one class.</summary>
    public static void Write(Utf8JsonWriter w, ClassScore score)
    {
        w.WriteStartObject();
        w.WriteNumber("index", score.Index);
        w.WriteNumber("id", score.Id);
        w.WriteString("name", score.Name);
        NumberJson.Write(w, "iou", score.Iou);
        NumberJson.Write(w, "accuracy", score.Accuracy);
        NumberJson.Write(w, "dice", score.Dice);
        NumberJson.Write(w, "precision", score.Precision);
        w.WriteNumber("groundTruthPixels", score.GroundTruthPixels);
        w.WriteNumber("predictedPixels", score.PredictedPixels);
        w.WriteNumber("intersectionPixels", score.IntersectionPixels);
        w.WriteNumber("imageCount", score.ImageCount);
        w.WriteEndObject();
    }
}
