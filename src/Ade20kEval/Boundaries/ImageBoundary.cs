using Ade20kEval.Counting;

namespace Ade20kEval.Boundaries;

/// <summary>The boundary counts of one image; see <see cref="BoundaryCounts"/>.</summary>
/// <param name="Classes">Pairs of class-boundary codes.</param>
/// <param name="Labels">Pairs of label differences; <see langword="null"/> where labels do not fit in bytes.</param>
internal sealed record ImageBoundary(ImageCounts Classes, ImageCounts? Labels);
