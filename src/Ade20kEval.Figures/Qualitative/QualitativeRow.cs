namespace Ade20kEval.Figures.Qualitative;

/// <summary>One image.</summary>
/// <param name="Cells">What stands in each column.</param>
internal sealed record QualitativeRow(IReadOnlyList<QualitativeCell> Cells);
