using System.Globalization;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>A figure of an entry as its board tells it: with the decimals of the rules, and of a reported one no more than were printed.</summary>
internal static class BoardFigure
{
    private const int PercentShift = ToldFigure.PercentShift;

    /// <summary>The value rounded as the rules say; <see langword="null"/> where it is undefined.</summary>
    public static double? Told(double? value, Metric metric, BoardDefinition rules) => ToldFigure.Of(value, metric, rules);

    /// <summary>The same of an entry.</summary>
    public static double? Told(BoardEntry entry, Metric metric, BoardDefinition rules) => Told(entry.Figure(metric), metric, rules);

    /// <summary>The figure with its unit, for a sentence: "41.68 %", "0.4168", "1,234", "undefined".</summary>
    public static string Words(BoardEntry entry, Metric metric, BoardDefinition rules) => Told(entry, metric, rules) is not double value ? "undefined"
        : metric.Kind == MetricKind.Fraction ? Digits(entry, value, metric, rules) + " %"
        : Digits(entry, value, metric, rules);

    /// <summary>The same by its key; of a key that no catalogue has, such as that of a class, as a share.</summary>
    public static string Words(BoardEntry entry, string key, BoardDefinition rules)
    {
        if (Metrics.All.FirstOrDefault(metric => metric.Key == key) is Metric known)
        {
            return Words(entry, known, rules);
        }

        return Told(entry.Figures.FirstOrDefault(figure => figure.Key == key).Value, Metrics.MeanIou, rules) is double share ? Digits(entry, share, Metrics.MeanIou, rules) + " %" : "undefined";
    }

    /// <summary>The figure in a table.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="metric">Which.</param>
    /// <param name="rules">Say how many decimals.</param>
    /// <param name="forPeople">Whether people read it, or machines, who get a number.</param>
    public static Cell CellOf(BoardEntry entry, Metric metric, BoardDefinition rules, bool forPeople) => Told(entry, metric, rules) is not double value ? Cell.Undefined
        : forPeople && metric.Kind != MetricKind.Count && (entry.Kind == EntryKind.Reported || metric.Kind != MetricKind.Fraction) ? Cell.Of(Digits(entry, value, metric, rules))
        : Cell.Of(value);

    /// <summary>How many decimals of percent an entry's figures are told with: reported ones were printed with so many, though some may end in zeros.</summary>
    public static int Decimals(BoardEntry entry, BoardDefinition rules) => entry.Kind != EntryKind.Reported ? rules.Decimals
        : Math.Min(rules.Decimals, entry.Figures.Where(figure => figure.Value is not null && IsPrinted(entry, figure.Key)).Select(figure => DecimalsOf(figure.Value!.Value * 100)).DefaultIfEmpty(0).Max());

    /// <summary>The title of a figure by its key, or the key of one that no catalogue has.</summary>
    public static string Title(string key) => Metrics.All.FirstOrDefault(metric => metric.Key == key)?.Title ?? key;

    /// <summary>A table with as many decimals of percents and points as the rules say.</summary>
    public static Table Rounded(Table table, BoardDefinition rules) =>
        new(table.Id, table.Title, [.. table.Columns.Select(column => column.Kind is CellKind.Percent or CellKind.Points ? column with { Digits = rules.Decimals } : column)], table.Rows) { Note = table.Note, Owner = table.Owner };

    private static string Digits(BoardEntry entry, double value, Metric metric, BoardDefinition rules)
    {
        if (metric.Kind == MetricKind.Count)
        {
            return CellText.Count((long)value);
        }

        double shown = metric.Kind == MetricKind.Fraction ? 100 * value : value;
        int most = metric.Kind == MetricKind.Fraction ? rules.Decimals : rules.Decimals + PercentShift;
        int digits = entry.Kind == EntryKind.Reported ? Math.Min(most, Math.Max(DecimalsOf(shown), metric.Kind == MetricKind.Fraction ? Decimals(entry, rules) : 0)) : most;
        return metric.Kind == MetricKind.Fraction ? CellText.Percent(value, digits) : shown.ToString(digits == 0 ? "0" : "0." + new string('0', digits), CultureInfo.InvariantCulture);
    }

    // A share, and not the mean of two others, which has a decimal more.
    private static bool IsPrinted(BoardEntry entry, string key) => Metrics.All.FirstOrDefault(metric => metric.Key == key) is not Metric known ? key.StartsWith("iou:", StringComparison.Ordinal)
        : known.Kind == MetricKind.Fraction && (known != Metrics.ChallengeScore || entry.Figure(Metrics.MeanIou) is null || entry.Figure(Metrics.PixelAccuracy) is null);

    // Of the shortest decimal that is this number, up to what no publication prints.
    private static int DecimalsOf(double number)
    {
        string written = Math.Round(number, 8).ToString("0.########", CultureInfo.InvariantCulture);
        return written.IndexOf('.', StringComparison.Ordinal) is >= 0 and int point ? written.Length - point - 1 : 0;
    }
}
