namespace Ade20kEval.Statistics;

/// <summary>How two runs over the same images differ in one figure.</summary>
/// <param name="Baseline">The figure of the first run.</param>
/// <param name="Value">The figure of the second run.</param>
/// <param name="Interval">The interval of second minus first; <see langword="null"/> below two units.</param>
/// <param name="P">
/// How probable a difference at least as large would be if it did not matter which run an image's prediction came from:
/// <c>(1 + draws that reach it) / (1 + draws)</c>. <see langword="null"/> where it was not drawn for.
/// </param>
public sealed record PairedDifference(double Baseline, double Value, Interval? Interval, double? P)
{
    /// <summary>Second minus first.</summary>
    public double Difference => Value - Baseline;
}
