namespace Ade20kEval.Comparison.Gates;

/// <summary>When a difference counts.</summary>
public enum GateMode
{
    /// <summary>When it is there.</summary>
    Point,

    /// <summary>When its whole interval is: what may be chance is a warning.</summary>
    Confident,
}
