using System.Globalization;

namespace Ade20kEval.Reporting.Tables;

/// <summary>How values are written where people read them: the same digits in every country.</summary>
internal static class CellText
{
    /// <summary>The cell of a column as people read it: percent with the column's decimals, counts with thousands separators.</summary>
    public static string Of(Cell cell, TableColumn column, string undefined = "–") => Of(cell, column.Kind, undefined, column.Digits);

    /// <summary>The cell as people read it: percent with two decimals, counts with thousands separators.</summary>
    /// <param name="cell">The value.</param>
    /// <param name="kind">What its column holds.</param>
    /// <param name="undefined">What stands for no value.</param>
    /// <param name="digits">Decimals of percents and points.</param>
    public static string Of(Cell cell, CellKind kind, string undefined = "–", int digits = 2)
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
            CellKind.Percent => Percent(number, digits),
            CellKind.Points => Points(number, digits),
            CellKind.Count => number.ToString("N0", CultureInfo.InvariantCulture),
            _ => number.ToString("0.0000", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A fraction as percent with two decimals, or as many as said, without the sign: 0.4312 is <c>43.12</c>.</summary>
    public static string Percent(double fraction, int digits = 2) => (fraction * 100).ToString($"{Digits(digits)};-{Digits(digits)};{Digits(digits)}", CultureInfo.InvariantCulture);

    /// <summary>A difference of fractions as signed percentage points: -0.007 is <c>-0.70</c>.</summary>
    public static string Points(double difference, int digits = 2) => (difference * 100).ToString($"+{Digits(digits)};-{Digits(digits)};{Digits(digits)}", CultureInfo.InvariantCulture);

    private static string Digits(int digits) => digits == 0 ? "0" : "0." + new string('0', digits);

    /// <summary>A whole number with thousands separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
