namespace Ade20kEval.Calibration;

/// <summary>What a class's probabilities of some size promise, and what came of it.</summary>
/// <param name="Hits">Pixels that are of the class.</param>
/// <param name="Probability">The sum of its probabilities, in units of 1 / <see cref="ConfidenceScale.One"/>: how many should be.</param>
internal readonly record struct ProbabilitySum(long Hits, long Probability)
{
    /// <summary>Both together.</summary>
    public ProbabilitySum Plus(ProbabilitySum other) => new(Hits + other.Hits, Probability + other.Probability);
}
