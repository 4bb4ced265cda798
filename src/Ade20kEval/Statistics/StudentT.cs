namespace Ade20kEval.Statistics;

/// <summary>Student's t distribution with whole degrees of freedom.</summary>
internal static class StudentT
{
    // From here on t and the normal distribution differ by less than 1e-6 of the quantile, whose own uncertainty is far larger.
    private const int PracticallyNormal = 1_000_000;

    /// <summary>The t that lies within plus and minus it with the given probability: 1.96 for 0.95 and very many degrees of freedom.</summary>
    /// <param name="level">The probability, in (0, 1).</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not in (0, 1), or there is no degree of freedom.</exception>
    public static double TwoSided(double level, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        double z = NormalDistribution.Quantile(0.5 + (level / 2));
        if (degrees >= PracticallyNormal)
        {
            return z;
        }

        if (degrees == 1)
        {
            return Math.Tan(Math.PI / 2 * level);
        }

        // The first terms of the expansion of Cornish and Fisher are near; the secant method does the rest in a few steps.
        double before = z;
        double t = z + (z * ((z * z) + 1) / (4.0 * degrees));
        double errorBefore = Within(before, degrees) - level;
        for (int step = 0; step < 60 && t != before; step++)
        {
            double error = Within(t, degrees) - level;
            if (error == 0 || error == errorBefore)
            {
                break;
            }

            double next = Math.Max(t - (error * (t - before) / (error - errorBefore)), t / 2);
            (before, errorBefore, t) = (t, error, next);
            if (Math.Abs(t - before) <= 1e-15 * t)
            {
                break;
            }
        }

        return t;
    }

    /// <summary>The probability of lying between -t and t.</summary>
    /// <param name="t">At least 0.</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    /// <remarks>Finite sums in the cosine of atan(t / sqrt(degrees)). Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.7.3 and 26.7.4.</remarks>
    public static double Within(double t, int degrees)
    {
        double angle = Math.Atan(t / Math.Sqrt(degrees));
        double square = degrees / (degrees + (t * t));   // of the cosine
        bool odd = degrees % 2 == 1;
        double term = odd ? Math.Sqrt(square) : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int k = odd ? 3 : 2; k <= degrees - 2; k += 2)
        {
            term *= square * (k - 1) / k;
            double next = sum + term;
            if (next == sum)
            {
                break;
            }

            sum = next;
        }

        double sine = Math.Sin(angle);
        return odd ? 2 / Math.PI * (angle + (sine * sum)) : sine * sum;
    }
}
