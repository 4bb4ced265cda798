namespace Ade20kEval.Instances;

/// <summary>Adds doubles in numpy's order, so that means have its last digit.</summary>
/// <remarks>
/// Up to 128 numbers: eight running sums, joined in pairs, what is left over added one by one. More: the halves, cut at a multiple of eight.
/// Source: the pairwise summation of numpy's add.reduce over contiguous doubles.
/// </remarks>
internal static class PairwiseSum
{
    private const int Block = 128;
    private const int Sums = 8;

    /// <summary>The mean; <see langword="null"/> of nothing.</summary>
    public static double? Mean(ReadOnlySpan<double> values) => values.IsEmpty ? null : Of(values) / values.Length;

    /// <summary>The sum.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        if (values.Length > Block)
        {
            int half = values.Length / 2;
            half -= half % Sums;
            return Of(values[..half]) + Of(values[half..]);
        }

        double sum = 0;
        int at = 0;
        if (values.Length >= Sums)
        {
            Span<double> running = stackalloc double[Sums];
            values[..Sums].CopyTo(running);
            for (at = Sums; at <= values.Length - Sums; at += Sums)
            {
                for (int i = 0; i < Sums; i++)
                {
                    running[i] += values[at + i];
                }
            }

            sum = ((running[0] + running[1]) + (running[2] + running[3])) + ((running[4] + running[5]) + (running[6] + running[7]));
        }

        for (; at < values.Length; at++)
        {
            sum += values[at];
        }

        return sum;
    }
}
