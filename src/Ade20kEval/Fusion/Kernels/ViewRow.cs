namespace Ade20kEval.Fusion.Kernels;

/// <summary>One view where the output's row crosses it: two prepared rows as a start and a change, and where the output's columns lie.</summary>
/// <remarks>
/// All rows have a column more at either end, a copy of the first and the last; column j of the score map is stored at j + 1.
/// Bends are second differences, b(j) = r(j - 1) - 2 r(j) + r(j + 1), times <see cref="Step"/>, for j = 0 .. columns - 1, stored at j.
/// </remarks>
internal unsafe struct ViewRow
{
    /// <summary>The row above the output's, columns + 2 of them.</summary>
    public float* Upper;

    /// <summary>The row below minus the row above.</summary>
    public float* Change;

    /// <summary>The bends of <see cref="Upper"/>; null when they are not kept.</summary>
    public float* UpperBends;

    /// <summary>The bends of <see cref="Change"/>; null when they are not kept.</summary>
    public float* BendChange;

    /// <summary>The way from the upper row to the lower, in [0, 1].</summary>
    public float Fraction;

    /// <summary>Columns of the score map from one output pixel to the next.</summary>
    public float Step;

    /// <summary>Per output pixel, the column at or before it.</summary>
    public int* Column;

    /// <summary>Per output pixel, the way to the next column, in [0, 1].</summary>
    public float* ColumnFraction;
}
