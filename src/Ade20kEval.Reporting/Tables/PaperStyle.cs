using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Tables;

/// <summary>How tables of a paper look.</summary>
internal sealed record PaperStyle
{
    /// <summary>The figures, in their order.</summary>
    public IReadOnlyList<Metric> Figures { get; init; } = [Metrics.MeanIou, Metrics.MeanAccuracy, Metrics.PixelAccuracy, Metrics.FrequencyWeightedIou, Metrics.ChallengeScore];

    /// <summary>Decimals of percents.</summary>
    public int Digits { get; init; } = 2;

    /// <summary>Whether intervals stand beside the figures.</summary>
    public bool Intervals { get; init; }

    /// <summary>The place of the method that gains are against; <see langword="null"/> for no gains.</summary>
    public int? Against { get; init; }

    /// <summary>How many classes stand side by side in one table.</summary>
    public int ClassesOfATable { get; init; } = 10;
}
