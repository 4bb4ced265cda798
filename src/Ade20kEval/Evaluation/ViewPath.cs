namespace Ade20kEval.Evaluation;

/// <summary>Where one view of all images lies, and what it is.</summary>
/// <param name="Path">A folder, an archive or a file.</param>
/// <param name="IsFlipped">Whether the network saw the images mirrored left to right; maps are mirrored back.</param>
/// <param name="Weight">Above zero; only ratios between views matter.</param>
public sealed record ViewPath(string Path, bool IsFlipped = false, double Weight = 1);
