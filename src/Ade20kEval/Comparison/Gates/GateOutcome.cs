namespace Ade20kEval.Comparison.Gates;

/// <summary>What a gate says.</summary>
public enum GateOutcome
{
    /// <summary>Nothing is wrong.</summary>
    Passed,

    /// <summary>Something is worth looking at.</summary>
    Warned,

    /// <summary>No.</summary>
    Failed,
}
