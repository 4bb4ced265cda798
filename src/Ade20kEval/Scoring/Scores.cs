namespace Ade20kEval.Scoring;

/// <summary>What one protocol says of one run. Shares are in [0, 1], agreement beyond chance in [-1, 1]; undefined is <see langword="null"/>.</summary>
/// <remarks>
/// What is scored is the protocol's business: pixels without a ground-truth class (void) are left out by nearly all; <see cref="Protocols.Protocol.Explanation"/> says
/// it of each. The means of classes are over the classes that it averages, which need not be the same for every figure.
/// </remarks>
public sealed record Scores
{
    /// <summary>The protocol whose arithmetic this is.</summary>
    public required string Protocol { get; init; }

    /// <summary>Why the original fails on this data and gives no number; then every figure is <see langword="null"/>.</summary>
    public string? Error { get; init; }

    /// <summary>Share of scored pixels whose class was predicted.</summary>
    public double? PixelAccuracy { get; init; }

    /// <summary>Mean intersection over union, over <see cref="ClassesAveraged"/> classes.</summary>
    public double? MeanIou { get; init; }

    /// <summary>(pixel accuracy + mean IoU) / 2, the number that the SceneParse150 challenge ranks by.</summary>
    public double? ChallengeScore => (PixelAccuracy + MeanIou) / 2;

    /// <summary>Mean of the classes' accuracies (recalls), over the classes that the ground truth has; a protocol whose original averages others says so.</summary>
    public double? MeanAccuracy { get; init; }

    /// <summary>IoU averaged with the classes' shares of the scored ground truth as weights (Long et al. 2015); void weighs nothing.</summary>
    public double? FrequencyWeightedIou { get; init; }

    /// <summary>Mean of the classes' Dice coefficients, over the classes of the mean IoU unless the protocol says otherwise.</summary>
    public double? MeanDice { get; init; }

    /// <summary>Cohen's kappa (1960): agreement beyond chance over the scored pixels, in [-1, 1]; <see langword="null"/> where chance alone explains all.</summary>
    public double? Kappa { get; init; }

    /// <summary>Multi-class Matthews correlation (Gorodkin 2004), in [-1, 1].</summary>
    public double? Matthews { get; init; }

    /// <summary>Over how many classes the mean IoU was taken.</summary>
    public int ClassesAveraged { get; init; }

    /// <summary>Every class, in order of its index; empty when the protocol failed.</summary>
    public IReadOnlyList<ClassScore> Classes { get; init; } = [];

    /// <summary>Figures of this protocol alone, in a fixed order (<c>meanFScore</c>, <c>categoryMeanIou</c>, ...).</summary>
    public IReadOnlyList<MetricValue> Extra { get; init; } = [];

    /// <summary>What a protocol says when its original stops on the data instead of giving a number.</summary>
    /// <param name="protocol">The protocol's name.</param>
    /// <param name="reason">What the original does, on which values and how many pixels.</param>
    internal static Scores Failed(string protocol, string reason) => new() { Protocol = protocol, Error = reason };
}
