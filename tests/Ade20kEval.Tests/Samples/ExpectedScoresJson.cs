using System.Buffers;
using System.Text;
using System.Text.Json;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Samples;

/// <summary>The text of sample-data/expected.json.</summary>
internal static class ExpectedScoresJson
{
    public static string Of(IEnumerable<(string Model, NaiveSceneParse Score)> scores)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("dataset", "ade20k-150");
            json.WriteString("protocol", "sceneparse");
            json.WriteStartObject("predictions");
            foreach ((string model, NaiveSceneParse score) in scores)
            {
                json.WriteStartObject(model);
                json.WriteNumber("imageCount", score.ImageCount);
                json.WriteNumber("totalPixels", score.TotalPixels);
                json.WriteNumber("labelledPixels", score.LabelledPixels);
                json.WriteNumber("correctPixels", score.CorrectPixels);
                json.WriteNumber("pixelAccuracy", score.PixelAccuracy);
                json.WriteNumber("meanIou", score.MeanIou);
                json.WriteNumber("challengeScore", score.ChallengeScore);
                json.WriteStartObject("iouByLabelId");
                for (int id = 1; id <= 150; id++)
                {
                    json.WriteNumber($"{id}", score.Iou(id));
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}
