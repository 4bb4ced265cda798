using System.Text.Json;
using Ade20kEval.Boundaries;
using Ade20kEval.Datasets;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The part <c>trimap</c> of a run document: figures of bands, and the counts that they follow from.</summary>
/// <remarks>
/// A cell is <c>[ring, groundTruthClass, predictedClass, pixels]</c>: a ring is what a band has more than the one before, classes are indices, a prediction that is no class is
/// <c>null</c>. Documents of earlier builds have no cells; those of shards have them among their evidence.
/// </remarks>
internal static class TrimapJson
{
    private const int LongestWord = 255;

    /// <summary>Writes it.</summary>
    /// <param name="w">Where to.</param>
    /// <param name="trimap">The bands.</param>
    /// <param name="classes">How many classes there are; <see langword="null"/> to leave the cells out.</param>
    public static void Write(Utf8JsonWriter w, TrimapScores trimap, int? classes)
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
        if (classes is int count && trimap.Cells is { } cells)
        {
            w.WriteStartArray("cells");
            foreach ((int place, long pixels) in cells)
            {
                WriteCell(w, place, pixels, count);
            }

            w.WriteEndArray();
        }

        w.WriteEndObject();
    }

    /// <summary>Reads it; where there are cells the figures are made of them.</summary>
    /// <param name="part">The value of the key.</param>
    /// <param name="counts">The counts of the document.</param>
    public static TrimapScores Read(JsonCursor part, RunCounts counts)
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

        TrimapScores written = new(
            kind.AnyText(LongestWord) switch
            {
                "boundary" => TrimapKind.Boundary,
                "void" => TrimapKind.Void,
                _ => throw kind.Unexpected("\"boundary\" or \"void\""),
            },
            bands);
        return part.Optional("cells") is JsonCursor cells ? Counted(cells, written, counts) : written;
    }

    private static TrimapScores Counted(JsonCursor list, TrimapScores written, RunCounts counts)
    {
        int classes = counts.Dataset.ClassCount;
        if ((long)written.Bands.Count * classes * (classes + 1) > TrimapCounts.MostCells)
        {
            throw list.Wrong(Invariant($"belongs to {written.Bands.Count} bands of {classes:N0} classes; expected fewer."));
        }

        TrimapCounts trimap = new(new TrimapOptions(written.Kind, [.. written.Bands.Select(static band => band.Width)]), classes);
        long left = counts.Total.TotalPixels;
        int last = -1;
        List<(int Place, long Pixels)> cells = [];
        foreach (JsonCursor item in list.Items())
        {
            IReadOnlyList<JsonCursor> row = item.Items(4);
            if (row.Count != 4)
            {
                throw item.Unexpected("[ring, groundTruthClass, predictedClass or null, pixels]");
            }

            int predicted = row[2].Kind == JsonValueKind.Null ? 0 : row[2].Integer(0, classes - 1) + 1;
            int place = trimap.Place(row[0].Integer(0, written.Bands.Count - 1), row[1].Integer(0, classes - 1), predicted);
            long pixels = row[3].Long(1, left);   // a pixel is in one ring at most
            left -= pixels;
            last = place > last ? place : throw item.Unexpected("cells in ascending order, each once");
            cells.Add((place, pixels));
        }

        trimap.Add(cells);
        return trimap.Score();
    }

    private static void WriteCell(Utf8JsonWriter w, int place, long pixels, int classes)
    {
        (int ofClass, int predicted) = Math.DivRem(place, classes + 1);
        (int ring, int groundTruth) = Math.DivRem(ofClass, classes);
        w.WriteStartArray();
        w.WriteNumberValue(ring);
        w.WriteNumberValue(groundTruth);
        if (predicted == 0)
        {
            w.WriteNullValue();
        }
        else
        {
            w.WriteNumberValue(predicted - 1);
        }

        w.WriteNumberValue(pixels);
        w.WriteEndArray();
    }

    private static double? Fraction(JsonCursor value) => value.Kind == JsonValueKind.Null ? null : value.Real(0, 1);
}
