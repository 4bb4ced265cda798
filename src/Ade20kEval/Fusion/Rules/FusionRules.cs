using Ade20kEval.Fusion.Resampling;

namespace Ade20kEval.Fusion.Rules;

/// <summary>The rules that public frameworks use, by name.</summary>
public static class FusionRules
{
    /// <summary>mmsegmentation: un-flip, resize logits, softmax, mean (<c>SegTTAModel</c>, <c>EncoderDecoder.aug_test</c>).</summary>
    public static FusionRule Mmseg { get; } = new(
        "mmseg", ScoreInput.Logits, FusionOrder.ResizeThenSoftmax, ResampleCorners.HalfPixel, AverageKind.Arithmetic);

    /// <summary>CSAIL semantic-segmentation-pytorch: resize logits to the label's size, softmax, mean (<c>eval.py</c>).</summary>
    public static FusionRule Csail { get; } = Mmseg with { Name = "csail" };

    /// <summary>semseg: softmax, mean with the mirrored twin, resize, mean over scales (<c>tool/test.py</c>).</summary>
    public static FusionRule Semseg { get; } = new(
        "semseg", ScoreInput.Logits, FusionOrder.SoftmaxThenResize, ResampleCorners.HalfPixel, AverageKind.Arithmetic, FlipPairing.MeanProbabilities);

    /// <summary>PSPNet: sum of the twins' logits, softmax, antialiased resize, mean over scales (<c>scale_process.m</c>).</summary>
    /// <remarks>
    /// The original makes the resized probabilities sum to one again. They already do, because the resize weights of a pixel sum to one;
    /// the step is left out here.
    /// </remarks>
    public static FusionRule Pspnet { get; } = new(
        "pspnet", ScoreInput.Logits, FusionOrder.SoftmaxThenResize, ResampleCorners.Antialiased, AverageKind.Arithmetic, FlipPairing.SumLogits);

    /// <summary>MaskFormer: scores are resized and averaged as they are, without any softmax.</summary>
    public static FusionRule Maskformer { get; } = new(
        "maskformer", ScoreInput.Probabilities, FusionOrder.SoftmaxThenResize, ResampleCorners.HalfPixel, AverageKind.Arithmetic);

    /// <summary>All named rules.</summary>
    public static IReadOnlyList<FusionRule> All { get; } = [Mmseg, Csail, Semseg, Pspnet, Maskformer];

    /// <summary>The rule of a name.</summary>
    /// <exception cref="ArgumentException">No rule has that name; the message lists those that exist.</exception>
    public static FusionRule Find(string name) =>
        All.FirstOrDefault(rule => rule.Name == name)
        ?? throw new ArgumentException($"Unknown fusion rule '{name}'. Known: {string.Join(", ", All.Select(rule => rule.Name))}.", nameof(name));
}
