namespace Ade20kEval.Statistics;

/// <summary>Intervals out of the values that a figure takes in drawn samples.</summary>
/// <remarks>Source: Efron, "Better Bootstrap Confidence Intervals", Journal of the American Statistical Association 82, 1987; Efron and Tibshirani 1993, chapters 13 and 14.</remarks>
internal static class Bootstrap
{
    /// <summary>The percentile interval: the quantiles of the drawn values themselves.</summary>
    /// <param name="sorted">The drawn values, ascending, all finite.</param>
    /// <param name="level">The level, in (0, 1).</param>
    /// <returns><see langword="null"/> without draws.</returns>
    public static Interval? Percentile(ReadOnlySpan<double> sorted, double level) => sorted.IsEmpty
        ? null
        : new Interval(Quantile(sorted, (1 - level) / 2), Quantile(sorted, (1 + level) / 2), level, IntervalMethod.Percentile, sorted.Length);

    /// <summary>The bias-corrected and accelerated interval.</summary>
    /// <param name="sorted">The drawn values, ascending, all finite.</param>
    /// <param name="estimate">The figure of the sample itself.</param>
    /// <param name="leftOut">The figure without one unit at a time, for the acceleration.</param>
    /// <param name="level">The level, in (0, 1).</param>
    /// <returns><see langword="null"/> without draws, or where all of them lie on one side of the estimate, so that the bias cannot be told.</returns>
    /// <remarks>
    /// <c>z0 = quantile(share of draws below the estimate, half of the equal ones)</c>,
    /// <c>a = sum of d^3 / (6 (sum of d^2)^1.5)</c> with d = mean(L) - L_i, and limits at the quantiles
    /// <c>below(z0 + (z0 + z) / (1 - a (z0 + z)))</c>.
    /// </remarks>
    public static Interval? Bca(ReadOnlySpan<double> sorted, double estimate, ReadOnlySpan<double> leftOut, double level)
    {
        if (sorted.IsEmpty)
        {
            return null;
        }

        double below = 0;
        foreach (double value in sorted)
        {
            below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        }

        double share = below / sorted.Length;
        if (share is <= 0 or >= 1)
        {
            return null;
        }

        double bias = NormalDistribution.Quantile(share);
        double acceleration = Acceleration(leftOut);
        return new Interval(Limit((1 - level) / 2, sorted), Limit((1 + level) / 2, sorted), level, IntervalMethod.Bca, sorted.Length);

        double Limit(double probability, ReadOnlySpan<double> values)
        {
            double z = bias + NormalDistribution.Quantile(probability);
            return Quantile(values, NormalDistribution.Below(bias + (z / (1 - (acceleration * z)))));
        }
    }

    /// <summary>A quantile with linear interpolation between neighbours: the h-th of n values stands at (h - 1) / (n - 1), as NumPy's default does.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="probability">In [0, 1].</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double probability)
    {
        double place = Math.Clamp(probability, 0, 1) * (sorted.Length - 1);
        int lower = (int)place;
        int upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((place - lower) * (sorted[upper] - sorted[lower]));
    }

    private static double Acceleration(ReadOnlySpan<double> leftOut)
    {
        double mean = 0;
        foreach (double value in leftOut)
        {
            mean += value / leftOut.Length;
        }

        double squares = 0;
        double cubes = 0;
        foreach (double value in leftOut)
        {
            double deviation = mean - value;
            squares += deviation * deviation;
            cubes += deviation * deviation * deviation;
        }

        return squares == 0 ? 0 : cubes / (6 * squares * Math.Sqrt(squares));
    }
}
