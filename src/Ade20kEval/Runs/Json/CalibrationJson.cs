using System.Text.Json;
using Ade20kEval.Calibration;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>The part <c>calibration</c> of a run document: how far confidence can be trusted, and the histogram behind the figures.</summary>
/// <remarks>Only whole numbers are read back (<see cref="CalibrationJsonReader"/>); the figures follow from them.</remarks>
internal static class CalibrationJson
{
    /// <summary>Writes the part.</summary>
    public static void Write(JsonLineWriter lines, CalibrationCounts counts)
    {
        CalibrationScores scores = CalibrationScores.Of(counts);
        lines.Open("calibration");
        foreach ((string key, double? value) in Figures(scores))
        {
            lines.Property(key, w => WriteValue(w, value));
        }

        lines.Array("bins", scores.All.Bins, WriteBin);
        lines.Array("coverage", [.. CalibrationScores.Thresholds.Select(threshold => (threshold, scores.All.Above(threshold)))], WriteThreshold);
        lines.Property("boundary", w => WriteBand(w, scores));
        lines.Array("classes", [.. Enumerable.Range(0, counts.ClassCount)], (w, k) => WriteClass(w, k, scores));
        lines.Property("sums", w => WriteSums(w, counts));
        lines.Array("classBins", [.. Enumerable.Range(0, counts.Predicted.Length).Where(i => counts.Predicted[i] != default || counts.Occurring[i] != default)], (w, i) => WriteClassBin(w, i, counts));
        lines.Array("cells", [.. counts.Cells.Index().Where(cell => cell.Item.Pixels > 0)], WriteCell, isLast: true);
        lines.Close();
    }

    /// <summary>The figures of all pixels by their keys.</summary>
    public static IEnumerable<(string Key, double? Value)> Figures(CalibrationScores scores) =>
    [
        ("ece", scores.All.Ece), ("mce", scores.All.Mce), ("nll", scores.Nll), ("brier", scores.Brier), ("classwiseEce", scores.ClasswiseEce),
        ("aurc", scores.All.Aurc), ("excessAurc", scores.All.ExcessAurc), ("auroc", scores.All.Auroc), ("accuracy", scores.All.Accuracy), ("confidence", scores.All.Confidence),
    ];

    private static void WriteValue(Utf8JsonWriter w, double? value)
    {
        if (value is double number)
        {
            w.WriteNumberValue(number);
        }
        else
        {
            w.WriteNullValue();
        }
    }

    private static void WriteBin(Utf8JsonWriter w, ReliabilityBin bin)
    {
        w.WriteStartObject();
        w.WriteNumber("low", bin.Low);
        w.WriteNumber("high", bin.High);
        w.WriteNumber("pixels", bin.Sum.Pixels);
        w.WriteNumber("right", bin.Sum.Right);
        NumberJson.Write(w, "accuracy", bin.Accuracy);
        NumberJson.Write(w, "confidence", bin.Confidence);
        w.WriteEndObject();
    }

    private static void WriteThreshold(Utf8JsonWriter w, (double Threshold, ConfidenceSum Sum) above)
    {
        w.WriteStartObject();
        w.WriteNumber("above", above.Threshold);
        w.WriteNumber("pixels", above.Sum.Pixels);
        w.WriteNumber("right", above.Sum.Right);
        w.WriteEndObject();
    }

    private static void WriteBand(Utf8JsonWriter w, CalibrationScores scores)
    {
        w.WriteStartObject();
        w.WriteNumber("width", CalibrationCounts.BandWidth);
        foreach ((string key, ConfidenceFigures figures) in ((string, ConfidenceFigures)[])[("inside", scores.Near), ("outside", scores.Away)])
        {
            w.WriteStartObject(key);
            w.WriteNumber("pixels", figures.Sum.Pixels);
            NumberJson.Write(w, "accuracy", figures.Accuracy);
            NumberJson.Write(w, "confidence", figures.Confidence);
            NumberJson.Write(w, "ece", figures.Ece);
            NumberJson.Write(w, "mce", figures.Mce);
            NumberJson.Write(w, "aurc", figures.Aurc);
            NumberJson.Write(w, "auroc", figures.Auroc);
            w.WriteEndObject();
        }

        w.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter w, int k, CalibrationScores scores)
    {
        ConfidenceSum sum = scores.PredictedAs(k);
        ReliabilityBin all = new(0, sum);
        w.WriteStartObject();
        w.WriteNumber("index", k);
        w.WriteNumber("pixels", sum.Pixels);
        NumberJson.Write(w, "accuracy", all.Accuracy);
        NumberJson.Write(w, "confidence", all.Confidence);
        NumberJson.Write(w, "ece", scores.EceOf(k));
        NumberJson.Write(w, "classwiseEce", scores.ClasswiseEceOf(k));
        w.WriteEndObject();
    }

    private static void WriteSums(Utf8JsonWriter w, CalibrationCounts counts)
    {
        w.WriteStartObject();
        w.WriteNumber("unit", (long)ConfidenceScale.One);
        w.WriteNumber("negativeLog", counts.NegativeLog);
        w.WriteNumber("brier", counts.Brier);
        w.WriteEndObject();
    }

    private static void WriteClassBin(Utf8JsonWriter w, int place, CalibrationCounts counts)
    {
        ConfidenceSum predicted = counts.Predicted[place];
        ProbabilitySum occurring = counts.Occurring[place];
        WriteNumbers(w, place / ConfidenceScale.Bins, place % ConfidenceScale.Bins, predicted.Pixels, predicted.Right, predicted.Confidence, occurring.Hits, occurring.Probability);
    }

    private static void WriteCell(Utf8JsonWriter w, (int Place, ConfidenceSum Sum) cell) =>
        WriteNumbers(w, cell.Place / ConfidenceScale.Cells, cell.Place % ConfidenceScale.Cells, cell.Sum.Pixels, cell.Sum.Right, cell.Sum.Confidence);

    private static void WriteNumbers(Utf8JsonWriter w, params ReadOnlySpan<long> numbers)
    {
        w.WriteStartArray();
        foreach (long number in numbers)
        {
            w.WriteNumberValue(number);
        }

        w.WriteEndArray();
    }
}
