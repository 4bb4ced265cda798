namespace Ade20kEval.Calibration;

/// <summary>Pixels that are alike in how sure they are.</summary>
/// <param name="Pixels">How many.</param>
/// <param name="Right">How many of them are right.</param>
/// <param name="Confidence">The sum of their confidences, in units of 1 / <see cref="ConfidenceScale.One"/>.</param>
internal readonly record struct ConfidenceSum(long Pixels, long Right, long Confidence)
{
    /// <summary>Both together.</summary>
    public ConfidenceSum Plus(ConfidenceSum other) => new(Pixels + other.Pixels, Right + other.Right, Confidence + other.Confidence);
}
