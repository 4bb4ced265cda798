using Ade20kEval.Counting;

namespace Ade20kEval.Protocols.CountingRules;

/// <summary>A square table addressed as one row of cells, as <c>bincount(n * row + column)</c> does, where a column out of range spills into the next row.</summary>
/// <remarks>
/// Many scorers index so without looking at the range of both sides. A value of n or more lands in another cell, silently,
/// as long as the cell exists; beyond the last one the reshape to n x n raises.
/// </remarks>
internal readonly struct SpillingTable(int side)
{
    /// <summary>Where a row and a column really land.</summary>
    /// <returns><see langword="false"/> when the cell lies beyond the table and the original raises.</returns>
    public bool TryPlace(int row, int column, out int placedRow, out int placedColumn)
    {
        long cell = ((long)side * row) + column;
        bool exists = cell < (long)side * side;
        placedRow = exists ? (int)(cell / side) : -1;
        placedColumn = exists ? (int)(cell % side) : -1;
        return exists;
    }

    /// <summary>The sentence for a pair beyond the table.</summary>
    public string Beyond(PairCount raw, string formula) => Invariant($"The original raises: ground-truth value {raw.GroundTruth} with predicted value {raw.Prediction} ({raw.Pixels:N0} pixels) gives {formula} beyond its table of {side} x {side} cells.");
}
