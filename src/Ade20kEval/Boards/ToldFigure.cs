using Ade20kEval.Scoring;

namespace Ade20kEval.Boards;

/// <summary>A figure as a board tells it outside: with the decimals of its rules, wherever it stands.</summary>
internal static class ToldFigure
{
    /// <summary>Percent has so many decimals fewer than the share.</summary>
    public const int PercentShift = 2;

    // Beyond it a double has no decimals to round.
    private const double LargestDecimal = 1e15;

    /// <summary>The value rounded as the rules say; <see langword="null"/> where it is undefined.</summary>
    public static double? Of(double? value, Metric metric, BoardDefinition rules) =>
        value is double number ? Rounded(number, metric.Kind == MetricKind.Count ? 0 : rules.Decimals + PercentShift) : null;

    /// <summary>A number with so many decimals; halves of the last one go away from zero, as people round what they read in print: 0.62345 is no half in binary.</summary>
    /// <remarks>The number counts as its 15 significant digits, which is what formats with a fixed number of decimals take too.</remarks>
    public static double Rounded(double number, int digits) =>
        Math.Abs(number) < LargestDecimal ? (double)Math.Round((decimal)number, digits, MidpointRounding.AwayFromZero) : Math.Round(number, digits, MidpointRounding.AwayFromZero);
}
