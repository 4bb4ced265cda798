using Ade20kEval.Comparison.Gates;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

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

    /// <summary>Compares every run with the first; of more than two, every pair besides.</summary>
    /// <param name="runs">The baseline, and the runs; two at least.</param>
    /// <param name="metric">The figure that orders them.</param>
    /// <param name="options">How.</param>
    /// <exception cref="NotComparableException">Two runs cannot be compared, or one has no such figure.</exception>
    public static ComparisonSet Create(IReadOnlyList<RunDocument> runs, Metric metric, ComparisonOptions options)
    {
        InParallel.Prepare(runs);
        RunComparison[] comparisons = new RunComparison[runs.Count - 1];
        InParallel.For(comparisons.Length, i => comparisons[i] = RunComparison.Create(runs[0], runs[i + 1], options));
        return new ComparisonSet { Comparisons = comparisons, Standings = runs.Count > 2 ? RunStandings.Create(runs, metric, options) : null };
    }

    /// <summary>What a person should know, one sentence each.</summary>
    public IEnumerable<string> Warnings => Comparisons.SelectMany(comparison => comparison.Warnings).Distinct();

    /// <summary>Whether every gate lets every run through.</summary>
    public bool Passed => Gates.All(gate => gate.Passed);
}
