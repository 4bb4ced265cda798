using System.Globalization;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Text;

namespace Ade20kEval.Evaluation;

/// <summary>Finds raw values that the dataset does not know among the counts of an image. One belongs to one worker.</summary>
internal sealed class UnknownValueCheck(EvaluationOptions options)
{
    private readonly Dictionary<int, long> _unexpected = [];

    /// <summary>Stops at values that may not be; notes prediction values that are merely unknown.</summary>
    /// <param name="counts">What was counted.</param>
    /// <param name="groundTruth">The ground truth.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="set">Which prediction set.</param>
    /// <param name="result">Takes the notes.</param>
    /// <exception cref="InputException">The ground truth holds an unknown value, or the prediction does and the options are strict.</exception>
    public void Check(ImageCounts counts, in MaskInMessage groundTruth, in MaskInMessage prediction, int set, EvaluationResult result)
    {
        Dataset dataset = options.Dataset;
        _unexpected.Clear();
        foreach (PairCount cell in counts.Cells)
        {
            if (!options.Lenient && dataset.ClassifyGroundTruth(cell.GroundTruth).Kind == LabelKind.Unexpected)
            {
                throw Unknown(groundTruth, "ground truth", cell.GroundTruth, dataset.ExpectedValues,
                    $"Is it the right one? Else {Advice.OtherDataset}, or {Advice.Lenient}.");
            }

            if (dataset.ClassifyPrediction(cell.Prediction, options.PredictionLabels).Kind == LabelKind.Unexpected)
            {
                if (options.Strict)
                {
                    throw Unknown(prediction, "prediction", cell.Prediction, dataset.ExpectedPredictionValues(options.PredictionLabels),
                        options.PredictionLabels == PredictionLabels.Ids ? $"If they count classes from 0, {Advice.ReadAsIndices}." : $"If they hold what the ground truth holds, {Advice.ReadAsIds}.");
                }

                _unexpected[cell.Prediction] = _unexpected.GetValueOrDefault(cell.Prediction) + cell.Pixels;
            }
        }

        foreach ((int value, long pixels) in _unexpected)
        {
            result.NoteUnexpectedPrediction(set, value, pixels);
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
            : string.Create(CultureInfo.InvariantCulture, $"{pixels:N0} pixels, the first at row {first / map.Width}, column {first % map.Width}");
        return new InputException(string.Create(
            CultureInfo.InvariantCulture,
            $"{mask.FullName}: the {side} holds value {value} ({where}); expected {expected}. {advice}"));
    }
}
