using Ade20kEval.Datasets;

namespace Ade20kEval.Figures.Qualitative;

/// <summary>Images in rows, what belongs to each in columns: the picture, the ground truth, the predictions.</summary>
/// <param name="Title">What it shows, for the file's own description.</param>
/// <param name="Columns">What stands above each column.</param>
/// <param name="Rows">The images.</param>
/// <param name="Legend">The classes that occur, the most pixels first.</param>
internal sealed record QualitativeFigure(string Title, IReadOnlyList<string> Columns, IReadOnlyList<QualitativeRow> Rows, IReadOnlyList<ClassInfo> Legend);
