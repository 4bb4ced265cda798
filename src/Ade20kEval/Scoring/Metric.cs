namespace Ade20kEval.Scoring;

/// <summary>One figure by which runs are judged: what it is called, how it is defined, and where it stands in scores.</summary>
/// <remarks>Immutable. <see cref="Metrics"/> has them all.</remarks>
public sealed class Metric
{
    private readonly Func<Scores, double?> _valueOf;

    internal Metric(string key, string title, string shortName, MetricKind kind, string definition, string source, Func<Scores, double?> valueOf)
    {
        Key = key;
        Title = title;
        ShortName = shortName;
        Kind = kind;
        Definition = definition;
        Source = source;
        _valueOf = valueOf;
    }

    /// <summary>Its name in run documents, gates and boards: <c>meanIou</c>.</summary>
    public string Key { get; }

    /// <summary>Its name for people: "Mean IoU".</summary>
    public string Title { get; }

    /// <summary>The name under which papers and other tools print it: <c>mIoU</c>; the title where there is none.</summary>
    public string ShortName { get; }

    /// <summary>What its values are.</summary>
    public MetricKind Kind { get; }

    /// <summary>How it is computed, in one sentence.</summary>
    public string Definition { get; }

    /// <summary>Where the definition comes from; empty where a protocol defines it.</summary>
    public string Source { get; }

    /// <summary>Whether more is better, which holds for every metric but counts.</summary>
    public bool HigherIsBetter => Kind != MetricKind.Count;

    /// <summary>Its value in the scores of a protocol.</summary>
    /// <returns>In the unit of <see cref="Kind"/>; <see langword="null"/> where undefined, or where the protocol has no such figure.</returns>
    public double? Of(Scores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return _valueOf(scores);
    }

    /// <inheritdoc/>
    public override string ToString() => Key;
}
