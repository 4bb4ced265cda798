using System.Text.Json;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The key <c>"pixels"</c>: how all pixels divide. Derived from the counts; read only to see whether it agrees with them.</summary>
internal static class PixelsJson
{
    /// <summary>Writes the value of the key.</summary>
    public static void Write(Utf8JsonWriter w, PixelTotals pixels)
    {
        w.WriteStartObject();
        w.WriteNumber("total", pixels.Total);
        w.WriteNumber("labelled", pixels.Labelled);
        w.WriteNumber("ignored", pixels.Ignored);
        w.WriteNumber("unexpectedGroundTruth", pixels.UnexpectedGroundTruth);
        w.WriteNumber("unexpectedPrediction", pixels.UnexpectedPrediction);
        w.WriteEndObject();
    }

    /// <summary>Reads the value of the key.</summary>
    public static PixelTotals Read(JsonCursor pixels) => new(
        Number(pixels, "total"), Number(pixels, "labelled"), Number(pixels, "ignored"), Number(pixels, "unexpectedGroundTruth"), Number(pixels, "unexpectedPrediction"));

    private static long Number(JsonCursor pixels, string key) => pixels.Required(key).Long(0, long.MaxValue);
}
