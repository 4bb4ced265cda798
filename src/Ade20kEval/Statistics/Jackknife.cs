namespace Ade20kEval.Statistics;

/// <summary>An interval out of the values that a figure takes when one unit at a time is left out.</summary>
/// <remarks>
/// With n units, the figure e of all and L_i without unit i: the centre is <c>n e - (n - 1) mean(L)</c>, the standard error
/// <c>sqrt((n - 1) / n * sum of (L_i - mean(L))^2)</c>, and the limits stand that many standard errors apart which Student's t with
/// n - 1 degrees of freedom asks for. Source: Tukey 1958; Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 11.
/// Mutable and small: a value for every figure. Deviations are summed as Welford's algorithm does, so that nothing cancels.
/// </remarks>
internal struct Jackknife
{
    private double _mean;
    private double _squares;

    /// <summary>How many values were added.</summary>
    public int Units { get; private set; }

    /// <summary>Adds the figure without one more unit.</summary>
    public void Add(double leftOut)
    {
        Units++;
        double deviation = leftOut - _mean;
        _mean += deviation / Units;
        _squares += deviation * (leftOut - _mean);
    }

    /// <summary>Adds the same value several times: units that change nothing.</summary>
    public void Add(double leftOut, int times)
    {
        if (times > 0)
        {
            double deviation = leftOut - _mean;
            int all = Units + times;
            _mean += deviation * times / all;
            _squares += deviation * deviation * times * Units / all;
            Units = all;
        }
    }

    /// <summary>The standard error; <see langword="null"/> below two units.</summary>
    public readonly double? StandardError => Units < 2 ? null : Math.Sqrt((Units - 1.0) / Units * _squares);

    /// <summary>The interval.</summary>
    /// <param name="estimate">The figure of all units.</param>
    /// <param name="level">The level, in (0, 1).</param>
    /// <returns><see langword="null"/> below two units, or where a value is not finite.</returns>
    public readonly Interval? ToInterval(double estimate, double level)
    {
        if (StandardError is not double error || !double.IsFinite(error) || !double.IsFinite(estimate))
        {
            return null;
        }

        double centre = (Units * estimate) - ((Units - 1.0) * _mean);
        double half = StudentT.TwoSided(level, Units - 1) * error;
        return new Interval(centre - half, centre + half, level, IntervalMethod.Jackknife);
    }
}
