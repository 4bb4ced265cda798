namespace Ade20kEval.Fusion.Rules;

/// <summary>What happens between a view and its mirrored twin before views are averaged.</summary>
/// <remarks>
/// Twins are a flipped view and the nearest earlier unflipped one of the same size that has no twin yet. A view without twin stands alone.
/// </remarks>
public enum FlipPairing
{
    /// <summary>Nothing: every view counts by itself.</summary>
    None,

    /// <summary>The probabilities of twins are averaged; a pair weighs as much as a single view.</summary>
    MeanProbabilities,

    /// <summary>The logits of twins are summed, not averaged, before the softmax (PSPNet); a pair weighs as much as a single view.</summary>
    SumLogits,
}
