namespace Ade20kEval.Reporting.Charts;

/// <summary>One line of a line chart.</summary>
/// <param name="Name">What it is; stands at its end.</param>
/// <param name="Points">Its points by ascending X.</param>
internal sealed record LineSeries(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Whether the value holds until the next point (a record, a best-so-far) instead of changing evenly.</summary>
    public bool IsStep { get; init; }

    /// <summary>What each point is called, where it has a name; written beside it where there is room.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}
