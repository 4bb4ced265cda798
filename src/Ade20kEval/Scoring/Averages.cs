namespace Ade20kEval.Scoring;

/// <summary>Means over classes, in the order of addition that NumPy uses, so that even the last digit agrees with scorers written in it.</summary>
internal static class Averages
{
    /// <summary>The mean of what is defined, as <c>numpy.nanmean</c> takes it: undefined values count neither above nor below the line.</summary>
    /// <returns><see langword="null"/> when nothing is defined.</returns>
    public static double? OfDefined(ReadOnlySpan<double?> values)
    {
        // nanmean puts 0 in the place of NaN and then adds pairwise, so places matter for the rounding of the sum.
        double[] terms = new double[values.Length];
        int defined = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is double value)
            {
                terms[i] = value;
                defined++;
            }
        }

        return defined == 0 ? null : PairwiseSum(terms) / defined;
    }

    /// <summary>The mean of all, as <c>numpy.mean</c> takes it: one undefined value makes the mean undefined.</summary>
    /// <returns><see langword="null"/> when something is undefined or there is nothing.</returns>
    public static double? OfAll(ReadOnlySpan<double?> values) =>
        DefinedCount(values) == values.Length ? OfDefined(values) : null;

    /// <summary>How many values are defined.</summary>
    public static int DefinedCount(ReadOnlySpan<double?> values)
    {
        int defined = 0;
        foreach (double? value in values)
        {
            defined += value.HasValue ? 1 : 0;
        }

        return defined;
    }

    /// <summary>A sum in NumPy's order: eight running sums up to 128 terms, halves (of a multiple of 8) above.</summary>
    /// <remarks>Source: numpy/core/src/umath, pairwise summation; error grows with log n instead of n (Higham 1993).</remarks>
    public static double PairwiseSum(ReadOnlySpan<double> terms)
    {
        if (terms.Length > 128)
        {
            int half = terms.Length / 2;
            half -= half % 8;
            return PairwiseSum(terms[..half]) + PairwiseSum(terms[half..]);
        }

        if (terms.Length < 8)
        {
            return SequentialSum(0, terms);
        }

        Span<double> running = stackalloc double[8];
        terms[..8].CopyTo(running);
        int i = 8;
        for (; i < terms.Length - (terms.Length % 8); i += 8)
        {
            for (int lane = 0; lane < 8; lane++)
            {
                running[lane] += terms[i + lane];
            }
        }

        double sum = ((running[0] + running[1]) + (running[2] + running[3])) + ((running[4] + running[5]) + (running[6] + running[7]));
        return SequentialSum(sum, terms[i..]);
    }

    /// <summary>A sum from first to last.</summary>
    internal static double SequentialSum(double start, ReadOnlySpan<double> terms)
    {
        double sum = start;
        foreach (double term in terms)
        {
            sum += term;
        }

        return sum;
    }
}
