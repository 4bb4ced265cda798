using System.Globalization;
using System.Text;

namespace Ade20kEval.Text;

/// <summary>Sets of raw values as people write them: <c>0..18, 255</c>.</summary>
internal static class ValueRanges
{
    /// <summary>The values in ascending order, neighbours joined to ranges.</summary>
    /// <param name="values">Raw values in any order; repeated ones count once.</param>
    /// <param name="most">At most how many ranges to write; of more, the rest is said to be more.</param>
    /// <returns>For example <c>0..6, 9, 10, 255</c>; <c>none</c> for no values.</returns>
    public static string Text(IEnumerable<int> values, int most = 20)
    {
        ArgumentNullException.ThrowIfNull(values);
        int[] sorted = [.. values.Distinct().Order()];
        StringBuilder text = new();
        int ranges = 0;
        for (int first = 0; first < sorted.Length; ranges++)
        {
            int last = first;
            while (last + 1 < sorted.Length && sorted[last + 1] == sorted[last] + 1)
            {
                last++;
            }

            if (ranges == most)
            {
                return text.Append(CultureInfo.InvariantCulture, $" and {sorted.Length - first} more").ToString();
            }

            text.Append(text.Length == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{sorted[first]}");
            if (last > first)
            {
                text.Append(last == first + 1 ? ", " : "..").Append(CultureInfo.InvariantCulture, $"{sorted[last]}");
            }

            first = last + 1;
        }

        return text.Length == 0 ? "none" : text.ToString();
    }
}
