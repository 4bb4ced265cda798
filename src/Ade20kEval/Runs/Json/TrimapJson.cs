using System.Text.Json;
using Ade20kEval.Boundaries;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The part <c>trimap</c> of a run document: figures only, which no counts of the document repeat.</summary>
internal static class TrimapJson
{
    /// <summary>Writes it.</summary>
    public static void Write(Utf8JsonWriter w, TrimapScores trimap)
    {
        w.WriteStartObject();
        w.WriteString("kind", trimap.Kind == TrimapKind.Boundary ? "boundary" : "void");
        w.WriteStartArray("bands");
        foreach (TrimapBand band in trimap.Bands)
        {
            w.WriteStartObject();
            w.WriteNumber("width", band.Width);
            NumberJson.Write(w, "meanIou", band.MeanIou);
            NumberJson.Write(w, "pixelAccuracy", band.PixelAccuracy);
            w.WriteNumber("pixels", band.Pixels);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteEndObject();
    }

    /// <summary>Reads it.</summary>
    public static TrimapScores Read(JsonCursor part)
    {
        JsonCursor kind = part.Required("kind");
        TrimapBand[] bands = [.. part.Required("bands").Items().Select(static band => new TrimapBand(
            band.Required("width").Integer(1, TrimapOptions.MostWidth),
            Fraction(band.Required("meanIou")),
            Fraction(band.Required("pixelAccuracy")),
            band.Required("pixels").Long(0, long.MaxValue)))];
        if (!TrimapOptions.AreWidths([.. bands.Select(static band => band.Width)]))
        {
            throw part.Required("bands").Wrong(Invariant($"expected 1 to {TrimapOptions.MostBands} bands whose widths ascend."));
        }

        foreach ((TrimapBand band, int i) in bands.Select((band, i) => (band, i)))
        {
            if (band.Pixels < (i == 0 ? 0 : bands[i - 1].Pixels) || band.PixelAccuracy is null != (band.Pixels == 0) || band.MeanIou is null != (band.Pixels == 0))
            {
                throw part.Required("bands").Wrong(Invariant($"band {i} has {band.Pixels} pixels; expected at least as many as the narrower one, and figures where there are any."));
            }
        }

        return new TrimapScores(
            kind.AnyText(TrimapOptions.MostWidth) switch
            {
                "boundary" => TrimapKind.Boundary,
                "void" => TrimapKind.Void,
                _ => throw kind.Unexpected("\"boundary\" or \"void\""),
            },
            bands);
    }

    private static double? Fraction(JsonCursor value) => value.Kind == JsonValueKind.Null ? null : value.Real(0, 1);
}
