namespace Ade20kEval.Scoring;

/// <summary>What the values of a metric are.</summary>
public enum MetricKind
{
    /// <summary>A share, in [0, 1]; people read it as percent.</summary>
    Fraction,

    /// <summary>A coefficient, in [-1, 1] and without unit.</summary>
    Coefficient,

    /// <summary>A whole number of things.</summary>
    Count,
}
