using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols.CountingRules;

/// <summary>A confusion matrix that a scorer fills with one <c>bincount</c> of <c>side * row + column</c>, without looking at the range of the columns.</summary>
/// <remarks>What lands where is <see cref="SpillingTable"/>'s; here is which pixels are counted, and what happens beyond the table.</remarks>
internal sealed class BincountTable
{
    /// <summary>What <see cref="GroundTruth"/> gives for a pixel that the scorer leaves out.</summary>
    public const int LeftOut = -1;

    /// <summary>Classes that are scored; rows and columns behind them are cut off afterwards.</summary>
    public required int ClassCount { get; init; }

    /// <summary>Rows and columns of the table: the classes, and what the scorer adds to them.</summary>
    public required int Side { get; init; }

    /// <summary>The place of a zero-based ground-truth label in the table, or <see cref="LeftOut"/>.</summary>
    public required Func<int, int> GroundTruth { get; init; }

    /// <summary>The place of a zero-based predicted label.</summary>
    public required Func<int, int> Prediction { get; init; }

    /// <summary>How the scorer addresses a cell, for people; ground truth in rows unless <see cref="RowsArePredictions"/>.</summary>
    public string Formula { get; init; } = "n * gt + pred";

    /// <summary>Whether rows are predictions, so that it is the ground truth that spills.</summary>
    public bool RowsArePredictions { get; init; }

    /// <summary>Whether pairs beyond the table are dropped, where other scorers raise.</summary>
    public bool DropsBeyond { get; init; }

    /// <summary>Counts a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="counts">What was counted, up to the pair at which the original raises.</param>
    /// <param name="error">Why the original raises; empty when it does not.</param>
    /// <returns><see langword="false"/> when it raises.</returns>
    public bool TryCount(RunCounts run, out ClassCounts counts, out string error)
    {
        SpillingTable table = new(Side);
        counts = new ClassCounts(ClassCount);
        error = "";
        foreach (LabelPair pair in run.ZeroBased.Pairs)
        {
            if (!TryAdd(pair.GroundTruth, pair.Prediction, pair.Pixels, counts, out int row, out int column))
            {
                error = table.Beyond(pair.Raw, Invariant($"{Formula} = {((long)Side * row) + column} (labels {row} and {column}), a cell"));
                return false;
            }
        }

        return true;
    }

    /// <summary>What an image adds, in a run that was counted without an error.</summary>
    public AdditiveScore Additive() => new()
    {
        ClassCount = ClassCount,
        Count = (groundTruth, prediction, pixels, into) => TryAdd(groundTruth, prediction, pixels, into, out _, out _),
    };

    private bool TryAdd(int groundTruthLabel, int predictedLabel, long pixels, ClassCounts counts, out int row, out int column)
    {
        row = column = 0;
        int groundTruth = GroundTruth(groundTruthLabel);
        if (groundTruth < 0)
        {
            return true;
        }

        // No prediction: the original never sees the image, and a pixel of a class is a miss.
        if (predictedLabel == ZeroBasedLabels.Nothing)
        {
            if (groundTruth < ClassCount)
            {
                counts.AddMiss(groundTruth, pixels);
            }

            return true;
        }

        int prediction = Prediction(predictedLabel);
        (row, column) = RowsArePredictions ? (prediction, groundTruth) : (groundTruth, prediction);
        if (!new SpillingTable(Side).TryPlace(row, column, out int placedRow, out int placedColumn))
        {
            return DropsBeyond;
        }

        if (placedRow < ClassCount && placedColumn < ClassCount)
        {
            (int truth, int guess) = RowsArePredictions ? (placedColumn, placedRow) : (placedRow, placedColumn);
            counts.AddCell(truth, guess, pixels);
        }

        return true;
    }
}
