using Ade20kEval.Datasets;

namespace Ade20kEval.Cli.Qualitative;

/// <summary>Where the images of a qualitative figure come from.</summary>
/// <param name="GroundTruth">The ground-truth masks.</param>
/// <param name="Predictions">The prediction masks of each model.</param>
/// <param name="Names">What the models are called.</param>
/// <param name="Images">The pictures; <see langword="null"/> for a figure without.</param>
/// <param name="Dataset">What raw values mean.</param>
/// <param name="Labels">What predictions hold.</param>
internal sealed record QualitativeSource(string GroundTruth, IReadOnlyList<string> Predictions, IReadOnlyList<string> Names, string? Images, Dataset Dataset, PredictionLabels Labels);
