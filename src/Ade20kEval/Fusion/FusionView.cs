using Ade20kEval.Formats.Arrays;
using Ade20kEval.Fusion.ScoreMaps;

namespace Ade20kEval.Fusion;

/// <summary>One score map of an image: a scale, mirrored or not, with its weight.</summary>
/// <param name="Scores">Three axes, in the order that <paramref name="Layout"/> names.</param>
/// <param name="Layout">The order of the axes.</param>
/// <param name="IsFlipped">Whether the network saw the image mirrored left to right; the map is mirrored back.</param>
/// <param name="Weight">Above zero; only ratios between views matter.</param>
internal sealed record FusionView(NumericArray Scores, ScoreLayout Layout = ScoreLayout.ClassesFirst, bool IsFlipped = false, double Weight = 1);
