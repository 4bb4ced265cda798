using Ade20kEval.Scoring;

namespace Ade20kEval.Comparison.Gates;

/// <summary>One condition that a run must meet to be let through.</summary>
public sealed record Gate
{
    /// <summary>In how many images a class must occur for its fall to count, unless told otherwise: below that chance alone moves it by points.</summary>
    public const int DefaultLeastImages = 30;

    /// <summary>What it looks at.</summary>
    public required GateKind Kind { get; init; }

    /// <summary>Which figure; for classes and images <see langword="null"/> where it is IoU.</summary>
    public Metric? Metric { get; init; }

    /// <summary>How much, in the figure's own unit: 0.002 for 0.2 percentage points.</summary>
    public required double Limit { get; init; }

    /// <summary>For classes: in how many images of the ground truth one must occur to count. For images: how many may fall by more.</summary>
    public int Images { get; init; }

    /// <summary>The condition in words, with units.</summary>
    public string Rule => Kind switch
    {
        GateKind.MaxDrop => $"{Metric!.Key} may fall by at most {Amount}",
        GateKind.WarnDrop => $"{Metric!.Key} should fall by at most {Amount}",
        GateKind.MaxRise => $"{Metric!.Key} may rise by at most {Amount}",
        GateKind.Floor => $"{Metric!.Key} must be at least {(Metric.Kind == MetricKind.Fraction ? Invariant($"{Limit * 100:0.##} %") : Invariant($"{Limit:0.####}"))}",
        GateKind.MaxDropClass => Invariant($"{Metric?.ShortName ?? "IoU"} of a class in {Images} images or more may fall by at most {Amount}"),
        _ => Invariant($"{Metric?.ShortName ?? "mean IoU"} of all but {Images} images may fall by at most {Amount}"),
    };

    private string Amount => Metric is null or { Kind: MetricKind.Fraction } ? Invariant($"{Limit * 100:0.##} pp") : Invariant($"{Limit:0.####}");

    /// <inheritdoc/>
    public override string ToString() => Rule;
}
