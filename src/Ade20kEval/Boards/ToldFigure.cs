using Ade20kEval.Scoring;

namespace Ade20kEval.Boards;

/// <summary>A figure as a board tells it outside: with the decimals of its rules, wherever it stands.</summary>
internal static class ToldFigure
{
    /// <summary>Percent has so many decimals fewer than the share.</summary>
    public const int PercentShift = 2;

    /// <summary>The value rounded as the rules say; <see langword="null"/> where it is undefined.</summary>
    public static double? Of(double? value, Metric metric, BoardDefinition rules) =>
        value is double number ? Math.Round(number, metric.Kind == MetricKind.Count ? 0 : rules.Decimals + PercentShift) : null;
}
