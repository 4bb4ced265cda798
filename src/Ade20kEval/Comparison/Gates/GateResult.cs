namespace Ade20kEval.Comparison.Gates;

/// <summary>What a gate says of a comparison.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Run">The name of the run.</param>
/// <param name="Outcome">Whether it lets the run through.</param>
/// <param name="Message">The numbers behind it, in one line.</param>
public sealed record GateResult(Gate Gate, string Run, GateOutcome Outcome, string Message)
{
    /// <summary>Whether the run may pass; a warning lets it.</summary>
    public bool Passed => Outcome != GateOutcome.Failed;
}
