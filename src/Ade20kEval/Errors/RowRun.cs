namespace Ade20kEval.Errors;

/// <summary>Neighbouring pixels of a row that are the same to one class.</summary>
/// <param name="Y">The row.</param>
/// <param name="Start">The first column.</param>
/// <param name="End">The column after the last.</param>
/// <param name="Code">Class index + 1.</param>
/// <param name="Kind">What the pixels are to the class.</param>
internal readonly record struct RowRun(int Y, int Start, int End, ushort Code, RunKind Kind)
{
    /// <summary>How many pixels.</summary>
    public int Length => End - Start;
}
