namespace Ade20kEval.Statistics;

/// <summary>How sure the figures of one protocol are.</summary>
public sealed record ScoreIntervals
{
    /// <summary>The protocol's name.</summary>
    public required string Protocol { get; init; }

    /// <summary>By a figure's key (<see cref="Scoring.Metrics"/>), over the classes as the protocol has them. Figures without an interval are not listed.</summary>
    /// <remarks>
    /// Where <see cref="RareClasses"/> is above 0, intervals of means over classes correct a bias that such classes cause, so that they may not hold the figure
    /// itself, and are too narrow: show <see cref="WithoutRareClasses"/> beside them.
    /// </remarks>
    public required IReadOnlyDictionary<string, Interval> Figures { get; init; }

    /// <summary>How many scenes were left out or drawn, several images together; <see langword="null"/> where each image stood for itself.</summary>
    public int? Scenes { get; init; }

    /// <summary>In how many images a class must occur to be no rare one.</summary>
    public int LeastImages { get; init; } = 10;

    /// <summary>How many classes occur in the ground truth of fewer images, one at least.</summary>
    public int RareClasses { get; init; }

    /// <summary>The same figures over the other classes alone, by key; empty where no class is rare.</summary>
    public IReadOnlyDictionary<string, EstimatedFigure> WithoutRareClasses { get; init; } = new Dictionary<string, EstimatedFigure>();

    /// <summary>IoU of each class of the dataset, in order of its index; <see langword="null"/> where the class is seen in too few images or has no IoU.</summary>
    public IReadOnlyList<Interval?> ClassIou { get; init; } = [];
}
