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
            NumberJson.Write(w, "pixelAccuracy", scores.PixelAccuracy);
            NumberJson.Write(w, "meanIou", scores.MeanIou);
            NumberJson.Write(w, "challengeScore", scores.ChallengeScore);
            NumberJson.Write(w, "meanAccuracy", scores.MeanAccuracy);
            NumberJson.Write(w, "frequencyWeightedIou", scores.FrequencyWeightedIou);
            NumberJson.Write(w, "meanDice", scores.MeanDice);
            NumberJson.Write(w, "kappa", scores.Kappa);
            NumberJson.Write(w, "matthews", scores.Matthews);
            w.WriteNumber("classesAveraged", scores.ClassesAveraged);
            foreach ((string name, double? value) in scores.Extra)
            {
                NumberJson.Write(w, name, value);
            }
        }

        w.WriteEndObject();
    }

    /// <summary>The mean IoU that a document states; <see langword="null"/> where it states none.</summary>
    public static double? ReadMeanIou(JsonCursor scores) =>
        scores.Optional("meanIou") is JsonCursor { Kind: not JsonValueKind.Null } iou ? iou.Real(double.MinValue, double.MaxValue) : null;
}
