using System.Globalization;

namespace Ade20kEval.Diagnosis;

/// <summary>Numbers as findings write them.</summary>
internal static class FindingNumbers
{
    /// <summary>A share in percent: <c>12.34 %</c>.</summary>
    public static string Share(long part, long whole) =>
        Invariant($"{(whole == 0 ? 0 : 100.0 * part / whole):0.00} %");

    /// <summary>A count: <c>1,234</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
