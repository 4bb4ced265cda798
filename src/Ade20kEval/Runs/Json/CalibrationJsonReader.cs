using System.Text.Json;
using Ade20kEval.Calibration;
using Ade20kEval.Datasets;
using Ade20kEval.Text;

namespace Ade20kEval.Runs.Json;

/// <summary>Reads the part <c>calibration</c> of a run document back, as strictly as counts are: every number within what the others allow.</summary>
internal static class CalibrationJsonReader
{
    private static readonly string[] s_cellKeys = ["nearBoundary", "cell", "pixels", "right", "confidence"];
    private static readonly string[] s_classBinKeys = ["index", "bin", "pixels", "right", "confidence", "hits", "probability"];

    /// <summary>Reads the counts.</summary>
    /// <param name="part">The value of <c>calibration</c>.</param>
    /// <param name="run">The counts of the run.</param>
    /// <param name="warnings">Is told of figures that do not follow from the counts.</param>
    public static CalibrationCounts Read(JsonCursor part, RunCounts run, List<string> warnings)
    {
        long labelled = PixelTotals.Of(run).Labelled;
        CalibrationCounts counts = new(run.Dataset.ClassCount);
        ReadSums(part.Required("sums"), counts, labelled);
        ReadCells(part.Required("cells"), counts, labelled);
        ReadClassBins(part.Required("classBins"), counts, labelled);
        CheckAgainst(part, counts, run, labelled);
        CalibrationScores scores = CalibrationScores.Of(counts);
        foreach ((string key, double? value) in CalibrationJson.Figures(scores))
        {
            JsonCursor figure = part.Required(key);
            double? written = figure.Kind == JsonValueKind.Null ? null : figure.Real(0, double.MaxValue);
            if (written != value)
            {
                warnings.Add(Invariant($"The file says {key} {written} of its confidences; its counts give {value}, which is used. The file was edited, or written by another version."));
            }
        }

        return counts;
    }

    private static void ReadSums(JsonCursor sums, CalibrationCounts counts, long labelled)
    {
        sums.Required("unit").Long((long)ConfidenceScale.One, (long)ConfidenceScale.One);

        // -ln 1e-12 is below 28; a squared difference is at most 2, and a little where probabilities add up to a little more than 1.
        counts.NegativeLog = sums.Required("negativeLog").Long(0, Units(28, labelled));
        counts.Brier = sums.Required("brier").Long(0, Units(2.1, labelled));
    }

    private static void ReadCells(JsonCursor list, CalibrationCounts counts, long labelled)
    {
        int least = 0;
        foreach (JsonCursor item in list.Items(counts.Cells.Length))
        {
            long[] n = Numbers(item, s_cellKeys, Units(1, labelled));
            if (n[0] > 1 || n[1] >= ConfidenceScale.Cells || (n[0] * ConfidenceScale.Cells) + n[1] < least || n[2] < 1
                || !IsPossible(new ConfidenceSum(n[2], n[3], n[4]), (double)n[1] / ConfidenceScale.Cells, (n[1] + 1.0) / ConfidenceScale.Cells))
            {
                throw item.Unexpected($"[{string.Join(", ", s_cellKeys)}] in ascending order, with no more right ones than pixels, and a sum of confidences that lies in the cell");
            }

            int place = (int)((n[0] * ConfidenceScale.Cells) + n[1]);
            least = place + 1;
            counts.Cells[place] = new ConfidenceSum(n[2], n[3], n[4]);
        }
    }

    private static void ReadClassBins(JsonCursor list, CalibrationCounts counts, long labelled)
    {
        long least = 0;
        foreach (JsonCursor item in list.Items(counts.Predicted.Length))
        {
            long[] n = Numbers(item, s_classBinKeys, Units(1.1, labelled));
            ConfidenceSum predicted = new(n[2], n[3], n[4]);
            if (n[0] >= counts.ClassCount || n[1] >= ConfidenceScale.Bins || (n[0] * ConfidenceScale.Bins) + n[1] < least || n[5] > labelled
                || !IsPossible(predicted, (double)n[1] / ConfidenceScale.Bins, (n[1] + 1.0) / ConfidenceScale.Bins))
            {
                throw item.Unexpected($"[{string.Join(", ", s_classBinKeys)}] in ascending order, with no more right ones than pixels, and a sum of confidences that lies in the bin");
            }

            int place = CalibrationCounts.Place((int)n[0], (int)n[1]);
            least = place + 1;
            counts.Predicted[place] = predicted;
            counts.Occurring[place] = new ProbabilitySum(n[5], n[6]);
        }
    }

    private static void CheckAgainst(JsonCursor part, CalibrationCounts counts, RunCounts run, long labelled)
    {
        CalibrationScores scores = CalibrationScores.Of(counts);
        for (int bin = 0; bin < ConfidenceScale.Bins; bin++)
        {
            ConfidenceSum sum = default;
            for (int k = 0; k < counts.ClassCount; k++)
            {
                sum = sum.Plus(counts.Predicted[CalibrationCounts.Place(k, bin)]);
            }

            if (sum != scores.All.Bins[bin].Sum)
            {
                throw part.Required("classBins").Wrong(Invariant($"the classes of bin {bin} do not add up to its cells. The file was edited or damaged; fuse again."));
            }
        }

        long right = 0;
        for (int k = 0; k < counts.ClassCount; k++)
        {
            right += run.Matrix[k, k];
            long hits = Enumerable.Range(0, ConfidenceScale.Bins).Sum(bin => counts.Occurring[CalibrationCounts.Place(k, bin)].Hits);
            long inImages = PixelsOf(run, k);
            if (hits != inImages)
            {
                throw part.Required("classBins").Wrong(Invariant($"class {k} has {hits} pixels; expected {inImages}, as in images. The file was edited or damaged; fuse again."));
            }
        }

        // Where two classes are equally probable, steps of a fusion and the whole of it may round to either.
        if (scores.All.Sum.Pixels != labelled || Math.Abs(scores.All.Sum.Right - right) > labelled / 1000)
        {
            throw part.Required("cells").Wrong(Invariant(
                $"the cells hold {scores.All.Sum.Pixels} pixels, {scores.All.Sum.Right} of them right; expected {labelled} and {right}, as in images. The file was edited or damaged; fuse again."));
        }
    }

    private static long PixelsOf(RunCounts run, int groundTruth)
    {
        long pixels = 0;
        foreach (long cell in run.Matrix.Row(groundTruth))
        {
            pixels += cell;
        }

        return pixels + run.Matrix.Margins.Where(cell => cell.GroundTruth.ClassIndex == groundTruth).Sum(cell => cell.Pixels);
    }

    // Each confidence was rounded to the unit: half of one at most.
    private static bool IsPossible(ConfidenceSum sum, double low, double high) =>
        sum.Right <= sum.Pixels && sum.Confidence >= (low * ConfidenceScale.One * sum.Pixels) - sum.Pixels && sum.Confidence <= (high * ConfidenceScale.One * sum.Pixels) + sum.Pixels;

    private static long Units(double each, long pixels) => (long)Math.Min(long.MaxValue / 2, each * ConfidenceScale.One * pixels) + 1;

    private static long[] Numbers(JsonCursor item, string[] keys, long most)
    {
        IReadOnlyList<JsonCursor> items = item.Items(keys.Length);
        return items.Count == keys.Length ? [.. items.Select(number => number.Long(0, most))] : throw item.Unexpected($"[{string.Join(", ", keys)}]");
    }
}
