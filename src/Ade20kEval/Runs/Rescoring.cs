using Ade20kEval.Protocols;
using Ade20kEval.Slices;

namespace Ade20kEval.Runs;

/// <summary>The same counts under other protocols.</summary>
public static class Rescoring
{
    /// <summary>A copy of the run scored anew; counts, provenance and warnings stay, intervals are left out.</summary>
    /// <param name="run">The run. Not modified.</param>
    /// <param name="protocols">The scorers whose arithmetic to apply, the primary one first; at least one.</param>
    public static RunDocument Apply(RunDocument run, IReadOnlyList<Protocol> protocols)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(protocols);
        ArgumentOutOfRangeException.ThrowIfZero(protocols.Count);
        return run with { Scores = [.. protocols.Select(protocol => protocol.Score(run.Counts))], Intervals = [], ErrorKindIntervals = null, Slices = [.. run.Slices.Select(SliceIntervals.Remove)] };
    }
}
