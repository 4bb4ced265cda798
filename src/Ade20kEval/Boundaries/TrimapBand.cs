namespace Ade20kEval.Boundaries;

/// <summary>What is scored within one band, over all images; fractions in [0, 1].</summary>
/// <param name="Width">Its width in pixels.</param>
/// <param name="MeanIou">Mean over the classes that are in the band, in the ground truth or predicted; <see langword="null"/> where none is.</param>
/// <param name="PixelAccuracy">Share of its pixels that are right; <see langword="null"/> where it has none.</param>
/// <param name="Pixels">Its pixels; void is in no band.</param>
public sealed record TrimapBand(int Width, double? MeanIou, double? PixelAccuracy, long Pixels);
