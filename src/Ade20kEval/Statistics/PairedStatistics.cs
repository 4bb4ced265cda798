namespace Ade20kEval.Statistics;

/// <summary>How two runs over the same images differ, in all headline figures and in every class.</summary>
public sealed record PairedStatistics
{
    /// <summary>By a figure's key; figures that one side does not have are not listed.</summary>
    public required IReadOnlyDictionary<string, PairedDifference> Figures { get; init; }

    /// <summary>The figures that are means over classes, over those classes alone that occur in enough images; empty where no class is rare.</summary>
    public IReadOnlyDictionary<string, PairedDifference> WithoutRareClasses { get; init; } = new Dictionary<string, PairedDifference>();

    /// <summary>IoU by class index; <see langword="null"/> where one side has none.</summary>
    public required IReadOnlyList<PairedDifference?> ClassIou { get; init; }

    /// <summary>By class index, the p-values after Holm's correction over the classes that are seen in enough images; else <see langword="null"/>.</summary>
    public required IReadOnlyList<double?> ClassPAdjusted { get; init; }

    /// <summary>How many classes occur, but in too few images.</summary>
    public int RareClasses { get; init; }
}
