using System.Globalization;

namespace Ade20kEval.Reporting.Tables;

/// <summary>How values are written where people read them: the same digits in every country.</summary>
internal static class CellText
{
    /// <summary>The cell as people read it: percent with two decimals, counts with thousands separators.</summary>
    /// <param name="cell">The value.</param>
    /// <param name="kind">What its column holds.</param>
    /// <param name="undefined">What stands for no value.</param>
    public static string Of(Cell cell, CellKind kind, string undefined = "–")
    {
        if (cell.Text is string text)
        {
            return text;
        }

        if (cell.Count is long count)
        {
            return Count(count);
        }

        return cell.Number is not double number ? undefined : kind switch
        {
            CellKind.Percent => Percent(number),
            CellKind.Points => Points(number),
            CellKind.Count => number.ToString("N0", CultureInfo.InvariantCulture),
            _ => number.ToString("0.0000", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A fraction as percent with two decimals, without the sign: 0.4312 is <c>43.12</c>.</summary>
    public static string Percent(double fraction) => (fraction * 100).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A difference of fractions as signed percentage points: -0.007 is <c>-0.70</c>.</summary>
    public static string Points(double difference) => (difference * 100).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>A whole number with thousands separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
