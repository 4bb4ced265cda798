namespace Ade20kEval.Instances;

/// <summary>The twelve figures of COCO: means over categories, thresholds and recall levels; fractions in [0, 1], <see langword="null"/> where no category is defined.</summary>
public sealed record InstanceSummary
{
    /// <summary>Average precision over all ten thresholds, at the headline limit; undefined where that is none of the limits.</summary>
    public required double? Ap { get; init; }

    /// <summary>Average precision at IoU 0.5, at the third limit, or the last of fewer, as all that follow.</summary>
    public required double? Ap50 { get; init; }

    /// <summary>Average precision at IoU 0.75.</summary>
    public required double? Ap75 { get; init; }

    /// <summary>Average precision of objects of at most 32² pixels.</summary>
    public required double? ApSmall { get; init; }

    /// <summary>Average precision of objects of 32² to 96² pixels.</summary>
    public required double? ApMedium { get; init; }

    /// <summary>Average precision of objects of at least 96² pixels.</summary>
    public required double? ApLarge { get; init; }

    /// <summary>Average recall at the first limit.</summary>
    public required double? Ar1 { get; init; }

    /// <summary>Average recall at the second limit; undefined where there is only one.</summary>
    public required double? Ar10 { get; init; }

    /// <summary>Average recall at the third limit, or the last of fewer, as all that follow.</summary>
    public required double? Ar100 { get; init; }

    /// <summary>Average recall of objects of at most 32² pixels.</summary>
    public required double? ArSmall { get; init; }

    /// <summary>Average recall of objects of 32² to 96² pixels.</summary>
    public required double? ArMedium { get; init; }

    /// <summary>Average recall of objects of at least 96² pixels.</summary>
    public required double? ArLarge { get; init; }

    /// <summary>The figures with their keys, in COCO's order. The keys of recall stand for places: with other limits than 1, 10 and 100, <see cref="InstanceScores.Named"/> tells the limits.</summary>
    public IReadOnlyList<(string Key, double? Value)> Figures =>
    [
        ("ap", Ap), ("ap50", Ap50), ("ap75", Ap75), ("apSmall", ApSmall), ("apMedium", ApMedium), ("apLarge", ApLarge),
        ("ar1", Ar1), ("ar10", Ar10), ("ar100", Ar100), ("arSmall", ArSmall), ("arMedium", ArMedium), ("arLarge", ArLarge),
    ];
}
