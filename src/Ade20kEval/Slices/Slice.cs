using Ade20kEval.Statistics;

namespace Ade20kEval.Slices;

/// <summary>Some images of a run.</summary>
/// <param name="Value">What they have in common; empty where nothing is said of them.</param>
/// <param name="Images">Their places in the run, ascending; at least one.</param>
internal sealed record Slice(string Value, IReadOnlyList<int> Images)
{
    /// <summary>How sure the difference is that the slice makes to the whole run on the same classes; <see langword="null"/> where that was not asked for, or cannot be told.</summary>
    public Interval? Interval { get; init; }
}
