using Ade20kEval.Counting;

namespace Ade20kEval.Datasets;

/// <summary>The labels that scorers which count classes from 0 see in place of a dataset's raw values.</summary>
/// <remarks>
/// A class becomes its index, 0 .. N-1. What the dataset ignores becomes <see cref="Void"/>, which each scorer writes in its own
/// way (-1, 0, N, 255). A value that the dataset does not know becomes the number that the usual preparation makes of it:
/// raw value minus <see cref="Dataset.LabelBase"/>, so that in ADE20K masks a raw 255 is 254; below 0 it wraps round to void, as bytes do.
/// Where ids have gaps an unknown value stands beyond all classes, as it is in no table: itself, or N + itself if it is below N.
/// In predictions that hold class indices, the value itself.
/// Only values that occur in the run are looked up. Immutable.
/// </remarks>
internal sealed class ZeroBasedLabels
{
    /// <summary>Ignored by the dataset; no number yet.</summary>
    public const int Void = -1;

    /// <summary>There is no prediction (<see cref="Dataset.NoPrediction"/>): the pixel is a miss, and no scorer sees a number.</summary>
    public const int Nothing = -2;

    private readonly int[] _groundTruth;
    private readonly int[] _prediction;
    private readonly LabelPair[] _pairs;

    /// <summary>Looks up every raw value that occurs in a run.</summary>
    public ZeroBasedLabels(RunCounts counts)
    {
        Dataset dataset = counts.Dataset;
        ReadOnlySpan<PairCount> cells = counts.Total.Cells;
        int highestGroundTruth = -1;
        int highestPrediction = -1;
        foreach (PairCount cell in cells)
        {
            highestGroundTruth = Math.Max(highestGroundTruth, cell.GroundTruth);
            highestPrediction = Math.Max(highestPrediction, cell.Prediction);
        }

        const int notYet = int.MinValue;
        _groundTruth = new int[highestGroundTruth + 1];
        _prediction = new int[highestPrediction + 1];
        _groundTruth.AsSpan().Fill(notYet);
        _prediction.AsSpan().Fill(notYet);
        _pairs = new LabelPair[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            PairCount cell = cells[i];
            ref int groundTruth = ref _groundTruth[cell.GroundTruth];
            if (groundTruth == notYet)
            {
                groundTruth = OfGroundTruth(dataset, cell.GroundTruth);
            }

            ref int prediction = ref _prediction[cell.Prediction];
            if (prediction == notYet)
            {
                prediction = OfPrediction(dataset, counts.Labels, cell.Prediction);
            }

            _pairs[i] = new LabelPair(cell, groundTruth, prediction);
        }
    }

    /// <summary>The pairs of the whole run, ascending by raw ground truth, then raw prediction.</summary>
    public ReadOnlySpan<LabelPair> Pairs => _pairs;

    /// <summary>The label of a raw ground-truth value that occurs in the run.</summary>
    public int GroundTruth(ushort raw) => _groundTruth[raw];

    /// <summary>The label of a raw prediction value that occurs in the run.</summary>
    public int Prediction(ushort raw) => _prediction[raw];

    /// <summary>The label of any raw ground-truth value.</summary>
    public static int OfGroundTruth(Dataset dataset, int raw) => Label(dataset, dataset.ClassifyGroundTruth(raw), raw, dataset.LabelBase);

    /// <summary>The label of any raw prediction value.</summary>
    public static int OfPrediction(Dataset dataset, PredictionLabels labels, int raw) => raw == Dataset.NoPrediction
        ? Nothing
        : Label(dataset, dataset.ClassifyPrediction(raw, labels), raw, labels == PredictionLabels.Ids ? dataset.LabelBase : 0);

    private static int Label(Dataset dataset, LabelMeaning meaning, int raw, int? labelBase) => meaning switch
    {
        { ClassIndex: int index } => index,
        { Kind: LabelKind.Ignored } => Void,
        _ when labelBase is int first => Math.Max(raw - first, Void),
        _ => raw >= dataset.ClassCount ? raw : dataset.ClassCount + raw,
    };
}
