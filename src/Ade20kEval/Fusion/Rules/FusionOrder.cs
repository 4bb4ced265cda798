namespace Ade20kEval.Fusion.Rules;

/// <summary>Which comes first for logits. The two give different labels (protocols: mmseg and CSAIL against semseg and PSPNet).</summary>
public enum FusionOrder
{
    /// <summary>Logits are resized to the output, then every output pixel gets its softmax.</summary>
    ResizeThenSoftmax,

    /// <summary>Every cell of the score map gets its softmax, then the probabilities are resized.</summary>
    SoftmaxThenResize,
}
