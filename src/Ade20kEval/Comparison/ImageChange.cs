using Ade20kEval.Scoring;

namespace Ade20kEval.Comparison;

/// <summary>One image in two runs. Mean IoU is over the classes that its ground truth has.</summary>
/// <param name="Name">The image.</param>
/// <param name="Baseline">In the first run.</param>
/// <param name="Run">In the second.</param>
public sealed record ImageChange(string Name, ImageScore Baseline, ImageScore Run)
{
    /// <summary>Second minus first mean IoU; <see langword="null"/> where the image has no class.</summary>
    public double? Difference => Run.MeanIou - Baseline.MeanIou;
}
