using Ade20kEval.Boundaries;
using Ade20kEval.Counting;

namespace Ade20kEval.Evaluation;

/// <summary>What is counted of an image beside its pairs of raw values.</summary>
/// <param name="Boundary">Its boundaries; <see langword="null"/> where they were not asked for.</param>
/// <param name="Errors">Its kinds of error; <see langword="null"/> where they were not asked for.</param>
/// <param name="Rings">Its counts by rings; <see langword="null"/> where they were not asked for.</param>
/// <param name="Sizes">Its regions by size; <see langword="null"/> where they were not asked for.</param>
internal readonly record struct ImageEvidence(ImageBoundary? Boundary, IReadOnlyList<ClassErrors>? Errors, IReadOnlyList<ImageCounts>? Rings, ImageSizes? Sizes);
