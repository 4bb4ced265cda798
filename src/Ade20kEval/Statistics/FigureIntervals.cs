namespace Ade20kEval.Statistics;

/// <summary>How sure the figures of a run are whose evidence is segments or detections.</summary>
internal sealed record FigureIntervals
{
    /// <summary>By a figure's key; figures without an interval are not listed.</summary>
    public required IReadOnlyDictionary<string, Interval> Figures { get; init; }

    /// <summary>In how many images of the ground truth a category must occur to be no rare one.</summary>
    public required int LeastImages { get; init; }

    /// <summary>How many categories occur in fewer images, one at least: intervals of means over categories are too narrow for them.</summary>
    public required int RareCategories { get; init; }

    /// <summary>The interval of each category's figure; <see langword="null"/> where it is rare, or where the method gives none.</summary>
    public required IReadOnlyList<Interval?> Categories { get; init; }

    /// <summary>How they were made, which each of them says; <see langword="null"/> where there is none.</summary>
    public IntervalOptions? MadeBy => Figures.Values.FirstOrDefault() is Interval any ? new IntervalOptions { Method = any.Method, Draws = any.Draws ?? 1, Level = any.Level } : null;
}
