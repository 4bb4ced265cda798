namespace Ade20kEval.Fusion.Rules;

/// <summary>How the views' opinions of a pixel become one.</summary>
public enum AverageKind
{
    /// <summary>The weighted mean of probabilities.</summary>
    Arithmetic,

    /// <summary>The weighted mean of their logarithms; a probability of zero in one view rules the class out.</summary>
    Geometric,

    /// <summary>Every view votes with its weight for its own best class.</summary>
    Votes,
}
