using System.Diagnostics;
using Ade20kEval.Counting;

namespace Ade20kEval.Datasets;

/// <summary>Counts of (ground-truth class, predicted class) pixel pairs, with what fell outside the classes kept beside.</summary>
/// <remarks>
/// Shape: <see cref="ClassCount"/> x <see cref="ClassCount"/>, row-major. Rows are ground truth, columns are prediction. Unit: pixels.
/// Pairs of which one side is not a class are in <see cref="Margins"/> with their raw values, because public scorers differ in just these.
/// Invariant: matrix + margins = pixels seen.
/// </remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] _pixels;
    private readonly List<MarginCell> _margins = [];

    /// <summary>Reads raw counts with the eyes of a dataset.</summary>
    /// <param name="dataset">What raw values mean.</param>
    /// <param name="labels">What prediction files hold.</param>
    /// <param name="cells">Raw counts of an image or of a whole run.</param>
    public ConfusionMatrix(Dataset dataset, PredictionLabels labels, ReadOnlySpan<PairCount> cells)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ClassCount = dataset.ClassCount;
        _pixels = new long[(long)ClassCount * ClassCount];
        long total = 0;
        foreach (PairCount cell in cells)
        {
            LabelMeaning groundTruth = dataset.ClassifyGroundTruth(cell.GroundTruth);
            LabelMeaning prediction = dataset.ClassifyPrediction(cell.Prediction, labels);
            total += cell.Pixels;
            if (groundTruth.ClassIndex is int row && prediction.ClassIndex is int column)
            {
                _pixels[(row * ClassCount) + column] += cell.Pixels;
            }
            else
            {
                _margins.Add(new MarginCell(cell, groundTruth, prediction));
            }
        }

        TotalPixels = total;
        Debug.Assert(total == _pixels.Sum() + _margins.Sum(m => m.Pixels), "The accounting identity.");
    }

    /// <summary>C, the number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Pixels seen, in the matrix and in the margins.</summary>
    public long TotalPixels { get; }

    /// <summary>Pixels of ground-truth class <paramref name="groundTruth"/> that were predicted as <paramref name="prediction"/>.</summary>
    public long this[int groundTruth, int prediction] => _pixels[(groundTruth * ClassCount) + prediction];

    /// <summary>The pairs of which at least one side is not a class, by raw value.</summary>
    internal IReadOnlyList<MarginCell> Margins => _margins;

    /// <summary>One row: how the pixels of a ground-truth class were predicted, class by class.</summary>
    public ReadOnlySpan<long> Row(int groundTruth) => _pixels.AsSpan(groundTruth * ClassCount, ClassCount);
}
