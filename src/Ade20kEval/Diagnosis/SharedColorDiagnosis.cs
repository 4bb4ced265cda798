using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;

namespace Ade20kEval.Diagnosis;

/// <summary>What is lost where predictions are read by colours, one of which two labels have.</summary>
internal static class SharedColorDiagnosis
{
    /// <summary>A finding for each such colour that occurs.</summary>
    /// <param name="run">Predictions, read by the dataset's palette.</param>
    public static IEnumerable<Finding> Examine(RunCounts run)
    {
        foreach (SharedColor shared in DatasetPalette.Of(run.Dataset)?.Shared ?? [])
        {
            long read = Pixels(run, cell => cell.Prediction == shared.ReadId);
            if (read > 0)
            {
                string lost = run.Dataset.ClassifyGroundTruth(shared.OtherId).Kind != LabelKind.Class ? ""
                    : $" {FindingNumbers.Count(Pixels(run, cell => cell.Prediction == shared.ReadId && cell.GroundTruth == shared.OtherId))} of them are {shared.Other} in the ground truth, and count as wrong.";
                yield return new Finding(
                    FindingCause.SharedColor,
                    $"The colours do not tell {shared.Read} and {shared.Other} apart.",
                    $"{shared.Sentence} {FindingNumbers.Count(read)} pixels have it.{lost}",
                    "Save class numbers instead of colours.");
            }
        }
    }

    /// <summary>Whether predictions were read by the dataset's own colours.</summary>
    /// <param name="way">How they were read.</param>
    /// <param name="reading">How scoring reads.</param>
    public static bool Applies(PredictionWay way, MaskReaderOptions reading) =>
        way.Palette?.Kind == PaletteKind.Own || (way == PredictionWay.AsScored && reading.Encoding == MaskEncoding.Palette);

    private static long Pixels(RunCounts run, Func<PairCount, bool> which)
    {
        long pixels = 0;
        foreach (PairCount cell in run.Total.Cells)
        {
            pixels += which(cell) ? cell.Pixels : 0;
        }

        return pixels;
    }
}
