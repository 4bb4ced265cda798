namespace Ade20kEval.Fusion.Resampling;

/// <summary>What is done to every cell of a score map before it is resized.</summary>
internal enum RowPreparation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The softmax over its classes.</summary>
    Softmax,

    /// <summary>
    /// Its largest logit is subtracted and the rest multiplied by log2(e), so that 2^x is proportional to the softmax and never overflows.
    /// Subtracting a number of each cell's own is allowed before a linear resize: at an output pixel it lowers all classes by the same amount.
    /// </summary>
    Base2Logits,
}
