namespace Ade20kEval.Figures.Qualitative;

/// <summary>One picture of a row.</summary>
/// <param name="File">The bytes of a JPEG or PNG, which a PDF takes over as they are.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="IsMask">Whether its pixels are labels, which are not smoothed.</param>
/// <param name="Caption">What stands below it.</param>
internal sealed record QualitativeCell(byte[] File, int Width, int Height, bool IsMask, string Caption);
