namespace Ade20kEval.Fusion.Rules;

/// <summary>What the numbers of a score map are.</summary>
public enum ScoreInput
{
    /// <summary>Logits: a softmax over the classes of a pixel makes them probabilities.</summary>
    Logits,

    /// <summary>Probabilities, or other scores that are averaged as they are.</summary>
    Probabilities,
}
