using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>Finds raw values that the dataset does not know among the counts of an image. One belongs to one worker.</summary>
internal sealed class UnknownValueCheck(ScoringOptions scoring)
{
    private readonly Dictionary<int, long> _unexpected = [];

    /// <summary>Stops at ground-truth values that may not be.</summary>
    /// <param name="counts">What was counted, with whatever prediction.</param>
    /// <param name="groundTruth">The ground truth.</param>
    /// <exception cref="InputException">It holds an unknown value, and the options do not leave that to the protocol.</exception>
    public void CheckGroundTruth(ImageCounts counts, in MaskInMessage groundTruth)
    {
        foreach (PairCount cell in counts.Cells)
        {
            if (scoring.UnknownGroundTruth == UnknownGroundTruth.Error && scoring.Dataset.ClassifyGroundTruth(cell.GroundTruth).Kind == LabelKind.Unexpected)
            {
                throw Unknown(groundTruth, "ground truth", cell.GroundTruth, scoring.Dataset.ExpectedValues, $"Is it the right one? Else {Advice.OtherDataset}, or {Advice.Lenient}.");
            }
        }
    }

    /// <summary>Stops at predicted values that may not be, and notes those that are merely unknown.</summary>
    /// <param name="counts">What was counted.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="notes">Takes the notes.</param>
    /// <exception cref="InputException">It holds an unknown value, and the options make that an error.</exception>
    public void CheckPrediction(ImageCounts counts, in MaskInMessage prediction, UnknownValues notes)
    {
        Dataset dataset = scoring.Dataset;
        _unexpected.Clear();
        foreach (PairCount cell in counts.Cells)
        {
            if (dataset.ClassifyPrediction(cell.Prediction, scoring.PredictionLabels).Kind != LabelKind.Unexpected)
            {
                continue;
            }

            if (scoring.UnknownPrediction == UnknownPrediction.Error)
            {
                throw Unknown(
                    prediction, "prediction", cell.Prediction, dataset.ExpectedPredictionValues(scoring.PredictionLabels),
                    scoring.PredictionLabels == PredictionLabels.Ids ? $"If they count classes from 0, {Advice.ReadAsIndices}." : $"If they hold what the ground truth holds, {Advice.ReadAsIds}.");
            }

            _unexpected[cell.Prediction] = _unexpected.GetValueOrDefault(cell.Prediction) + cell.Pixels;
        }

        foreach ((int value, long pixels) in _unexpected)
        {
            notes.Add(value, pixels);
        }
    }

    private static InputException Unknown(in MaskInMessage mask, string side, int value, string expected, string advice)
    {
        LabelMap map = mask.Map;
        // Renumbered values need not be in the map; those above 255 cannot be in a narrow one.
        bool mayBeThere = map.IsWide || value <= byte.MaxValue;
        int first = !mayBeThere ? -1 : map.IsWide ? map.Wide.IndexOf((ushort)value) : map.Narrow.IndexOf((byte)value);
        int pixels = first < 0 ? 0 : map.IsWide ? map.Wide.Count((ushort)value) : map.Narrow.Count((byte)value);
        string where = first < 0
            ? "after renumbering"
            : Invariant($"{Plural.Of(pixels, "pixel")}, the first at row {first / map.Width}, column {first % map.Width}");
        return new InputException(Invariant($"{mask.FullName}: the {side} holds value {value} ({where}); expected {expected}. {advice}"));
    }
}
