using System.Globalization;
using Ade20kEval.Files;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Comparison.Gates;

/// <summary>Gates as people write them: <c>meanIou=0.2pp</c>, <c>challengeScore=0.60</c>, <c>3pp</c>.</summary>
internal static class GateText
{
    private const string Points = "pp";

    /// <summary>A figure and how much.</summary>
    /// <param name="kind">One of those that look at a figure.</param>
    /// <param name="text">Key or short name of the figure, <c>=</c>, and an amount: percentage points (<c>0.2pp</c>) for shares, a number for kappa and correlation; for a floor the figure itself, <c>0.60</c> or <c>60%</c>.</param>
    /// <param name="figures">The figures that there are, the most important one first; <see langword="null"/> for those of label maps.</param>
    /// <exception cref="InputException">It is not that; the message shows what would be.</exception>
    public static Gate OfFigure(GateKind kind, string text, IReadOnlyList<Metric>? figures = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new InputException($"'{text}': expected a figure and an amount, such as {Example(kind, figures)}.");
        }

        Metric metric = Find(text[..equals].Trim(), figures);
        if (figures is null && !Metrics.All.Contains(metric))
        {
            throw new InputException($"'{text}': {metric.Key} is a figure of one protocol, without interval; expected one of {string.Join(", ", Metrics.All.Select(m => m.Key))}.");
        }

        string amount = text[(equals + 1)..].Trim();
        return new Gate { Kind = kind, Metric = metric, Limit = kind == GateKind.Floor ? Share(amount, text, metric) : Amount(amount, text, metric) };
    }

    /// <summary>How many percentage points a class or an image may fall.</summary>
    /// <exception cref="InputException">It is not such an amount.</exception>
    public static double OfPoints(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Amount(text, text, Metrics.MeanIou);
    }

    // A bare 0.2 may mean 0.2 points or 20 points, a percentage of a percentage nothing at all: neither is guessed.
    private static double Amount(string amount, string text, Metric metric)
    {
        bool isShare = metric.Kind == MetricKind.Fraction;
        string number = isShare && amount.EndsWith(Points, StringComparison.Ordinal) ? amount[..^Points.Length].TrimEnd() : amount;
        double most = isShare ? 100 : 2;
        return (!isShare || number.Length < amount.Length) && TryNumber(number, out double value) && value >= 0 && value <= most
            ? isShare ? value / 100 : value
            : throw new InputException(isShare
                ? $"'{text}': expected an amount in percentage points from 0pp to 100pp, such as 0.2pp (which lets 43.1 % fall to 42.9 %)."
                : $"'{text}': expected an amount from 0 to 2, such as 0.01.");
    }

    private static double Share(string amount, string text, Metric metric)
    {
        bool isPercent = amount.EndsWith('%') && metric.Kind == MetricKind.Fraction;
        return TryNumber(isPercent ? amount[..^1].TrimEnd() : amount, out double value) && (isPercent ? value / 100 : value) is >= -1 and <= 1 and double share
            ? share
            : throw new InputException($"'{text}': expected the least value of the figure, such as 0.60 or 60%.");
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static Metric Find(string name, IReadOnlyList<Metric>? figures) => figures is null
        ? Metrics.Find(name)
        : figures.FirstOrDefault(metric => name.Equals(metric.Key, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException(NearestNames.NotFound("figure", name, [.. figures.Select(static metric => metric.Key)]));

    private static string Example(GateKind kind, IReadOnlyList<Metric>? figures) => figures is not null
        ? $"{figures[0].Key}={(kind == GateKind.Floor ? "0.40" : "0.2pp")}"
        : kind == GateKind.Floor ? "challengeScore=0.60" : "meanIou=0.2pp";
}
