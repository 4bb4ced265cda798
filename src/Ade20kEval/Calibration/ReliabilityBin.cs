namespace Ade20kEval.Calibration;

/// <summary>The pixels of one bin of confidence.</summary>
/// <param name="Bin">Which one, from 0.</param>
/// <param name="Sum">Its pixels.</param>
internal readonly record struct ReliabilityBin(int Bin, ConfidenceSum Sum)
{
    /// <summary>What its confidences are above.</summary>
    public double Low => (double)Bin / ConfidenceScale.Bins;

    /// <summary>What its confidences are at most.</summary>
    public double High => (Bin + 1.0) / ConfidenceScale.Bins;

    /// <summary>Share of its pixels that are right; <see langword="null"/> where it has none.</summary>
    public double? Accuracy => Sum.Pixels == 0 ? null : (double)Sum.Right / Sum.Pixels;

    /// <summary>Their mean confidence; <see langword="null"/> where it has none.</summary>
    public double? Confidence => Sum.Pixels == 0 ? null : Sum.Confidence / ConfidenceScale.One / Sum.Pixels;

    /// <summary>How far the two are apart, times the pixels.</summary>
    public double Gap => Math.Abs(Sum.Right - (Sum.Confidence / ConfidenceScale.One));
}
