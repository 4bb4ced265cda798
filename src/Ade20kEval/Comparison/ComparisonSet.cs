using Ade20kEval.Comparison.Gates;

namespace Ade20kEval.Comparison;

/// <summary>What a comparison of runs found, whatever form it is then given.</summary>
internal sealed record ComparisonSet
{
    /// <summary>Every run against the same baseline; one at least.</summary>
    public required IReadOnlyList<RunComparison> Comparisons { get; init; }

    /// <summary>The order of all runs, the baseline among them; <see langword="null"/> where there are only two.</summary>
    public RunStandings? Standings { get; init; }

    /// <summary>What gates say, run by run; empty where there are none.</summary>
    public IReadOnlyList<GateResult> Gates { get; init; } = [];

    /// <summary>What a person should know, one sentence each.</summary>
    public IEnumerable<string> Warnings => Comparisons.SelectMany(comparison => comparison.Warnings).Distinct();

    /// <summary>Whether every gate lets every run through.</summary>
    public bool Passed => Gates.All(gate => gate.Passed);
}
