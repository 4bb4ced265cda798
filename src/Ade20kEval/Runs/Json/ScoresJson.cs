using System.Text.Json;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The values of the key <c>"scores"</c>: what a protocol makes of the counts, or why its original gives no number.</summary>
/// <remarks>Derived: figures are computed again when a document is read, and compared.</remarks>
internal static class ScoresJson
{
    /// <summary>Writes the scores of one protocol.</summary>
    public static void Write(Utf8JsonWriter w, Scores scores)
    {
        w.WriteStartObject();
        if (scores.Error is string error)
        {
            w.WriteString("error", error);
        }
        else
        {
            foreach (Metric metric in Metrics.All)
            {
                NumberJson.Write(w, metric.Key, metric.Of(scores));
            }

            w.WriteNumber("classesAveraged", scores.ClassesAveraged);
            foreach (MetricValue figure in scores.Extra)
            {
                NumberJson.Write(w, figure.Key, figure.Value);
            }
        }

        w.WriteEndObject();
    }

    /// <summary>The mean IoU that a document states; <see langword="null"/> where it states none.</summary>
    public static double? ReadMeanIou(JsonCursor scores) =>
        scores.Optional("meanIou") is JsonCursor { Kind: not JsonValueKind.Null } iou ? iou.Real(double.MinValue, double.MaxValue) : null;
}
