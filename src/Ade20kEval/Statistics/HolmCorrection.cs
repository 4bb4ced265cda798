namespace Ade20kEval.Statistics;

/// <summary>Holm's step-down correction: p-values of many tests, raised so that one false alarm among all of them stays as rare as promised.</summary>
/// <remarks>Source: Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6(2), 1979.</remarks>
internal static class HolmCorrection
{
    /// <summary>Corrects p-values.</summary>
    /// <param name="values">A p-value a test; <see langword="null"/> where there was no test, which does not count.</param>
    /// <returns>In the same order: the i-th smallest of m times m - i + 1, never below a smaller one's, at most 1.</returns>
    public static double?[] Adjust(ReadOnlySpan<double?> values)
    {
        double?[] adjusted = new double?[values.Length];
        List<(double Value, int Place)> tests = [];
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is double value)
            {
                tests.Add((value, i));
            }
        }

        tests.Sort();
        double highest = 0;
        for (int rank = 0; rank < tests.Count; rank++)
        {
            highest = Math.Max(highest, Math.Min(1, tests[rank].Value * (tests.Count - rank)));
            adjusted[tests[rank].Place] = highest;
        }

        return adjusted;
    }
}
