using Ade20kEval.Fusion.Resampling;

namespace Ade20kEval.Fusion.Rules;

/// <summary>How score maps of one image become one label map: what a framework does, as five choices.</summary>
/// <param name="Name">The name that documents show.</param>
/// <param name="Input">What the numbers of a score map are.</param>
/// <param name="Order">Whether logits are resized first or softmaxed first; without meaning for probabilities.</param>
/// <param name="Corners">Where samples lie when a map is resized.</param>
/// <param name="Average">How views become one.</param>
/// <param name="Pairing">What happens between a view and its mirrored twin first.</param>
/// <remarks>
/// In every rule a flipped view is mirrored back first, weights are made to sum to one, and of equal scores the first class wins.
/// </remarks>
public sealed record FusionRule(
    string Name,
    ScoreInput Input,
    FusionOrder Order,
    ResampleCorners Corners,
    AverageKind Average,
    FlipPairing Pairing = FlipPairing.None);
