namespace Ade20kEval.Fusion;

/// <summary>What is done to the resized scores of a pixel before they are added up.</summary>
internal enum PixelTransform
{
    /// <summary>Nothing: the sum is linear in the prepared scores.</summary>
    None,

    /// <summary>The softmax of base-2 logits.</summary>
    Softmax,

    /// <summary>The logarithm of probabilities.</summary>
    Logarithm,
}
