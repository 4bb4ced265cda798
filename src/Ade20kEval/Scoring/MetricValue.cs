namespace Ade20kEval.Scoring;

/// <summary>A metric and its value.</summary>
/// <param name="Metric">Which figure.</param>
/// <param name="Value">Its value, in the unit of the metric; <see langword="null"/> where undefined.</param>
public readonly record struct MetricValue(Metric Metric, double? Value)
{
    /// <summary>A figure that a protocol reports beside the headline figures.</summary>
    /// <param name="key">Its key in the run document.</param>
    /// <param name="value">Its value.</param>
    internal MetricValue(string key, double? value)
        : this(Metrics.OfProtocol(key), value)
    {
    }

    /// <summary>Its name in the run document.</summary>
    public string Key => Metric.Key;

    /// <summary>The figures that one protocol gives, the most quoted first, its own at the end.</summary>
    public static IReadOnlyList<MetricValue> AllOf(Scores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return [.. Metrics.ByImportance.Select(metric => new MetricValue(metric, metric.Of(scores))), .. scores.Extra];
    }
}
