namespace Ade20kEval.Fusion.Kernels;

/// <summary>A column of a score map that lies between two output pixels: there the view's line bends.</summary>
/// <param name="View">Which view.</param>
/// <param name="Offset">Where the column's bends begin, in numbers.</param>
/// <param name="Reach">How far the right one of the two pixels is beyond the column, in output pixels.</param>
internal readonly record struct LineBreak(int View, int Offset, float Reach);
