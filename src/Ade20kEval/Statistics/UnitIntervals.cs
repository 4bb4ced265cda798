namespace Ade20kEval.Statistics;

/// <summary>The interval of a figure by the method that was asked for, out of what it is without one unit and in drawn samples.</summary>
internal static class UnitIntervals
{
    /// <summary>Makes one.</summary>
    /// <param name="options">The method and the level.</param>
    /// <param name="estimate">The figure of all units.</param>
    /// <param name="leftOut">The figure without one unit at a time.</param>
    /// <param name="drawn">Its values in drawn samples, in any order; empty for the jackknife.</param>
    /// <returns><see langword="null"/> below two units, or where the figure is undefined in a sample.</returns>
    public static Interval? Of(IntervalOptions options, double estimate, ReadOnlySpan<double> leftOut, ReadOnlySpan<double> drawn)
    {
        if (leftOut.Length < 2 || !double.IsFinite(estimate))
        {
            return null;
        }

        if (options.Method == IntervalMethod.Jackknife)
        {
            Jackknife jackknife = default;
            foreach (double value in leftOut)
            {
                jackknife.Add(value);
            }

            return jackknife.ToInterval(estimate, options.Level);
        }

        double[] sorted = drawn.ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 || !double.IsFinite(sorted[0]) || !double.IsFinite(sorted[^1]) ? null
            : options.Method == IntervalMethod.Bca ? Bootstrap.Bca(sorted, estimate, leftOut, options.Level)
            : Bootstrap.Percentile(sorted, options.Level);
    }

    /// <summary>How often each unit is in a drawn sample of as many: the same draws as those of the scores.</summary>
    /// <param name="numbers">Which sequence of draws.</param>
    /// <param name="draw">Which of them.</param>
    /// <param name="times">Takes a number for every unit.</param>
    public static void Draw(DrawNumbers numbers, int draw, Span<int> times)
    {
        times.Clear();
        for (int j = 0; j < times.Length; j++)
        {
            times[numbers.Below(draw, j, times.Length)]++;
        }
    }

    /// <summary>The units that are left out, or drawn: scenes, or each image on its own.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(int images, IReadOnlyList<IReadOnlyList<int>>? scenes) =>
        scenes ?? [.. Enumerable.Range(0, images).Select(static i => (IReadOnlyList<int>)[i])];
}
