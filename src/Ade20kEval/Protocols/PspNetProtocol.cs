using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>The evaluation of PSPNet in MATLAB, for ADE20K, VOC and Cityscapes.</summary>
internal sealed class PspNetProtocol : Protocol
{
    /// <summary>Ground-truth files hold bytes: 255 is void, and 254 becomes 255 when 1 is added.</summary>
    private const int LastByteThatStaysAClass = 253;

    /// <summary>255 in a file that 1 was added to, as a zero-based label.</summary>
    private const int FullByte = 254;

    /// <inheritdoc/>
    public override string Name => "pspnet";

    /// <inheritdoc/>
    public override string Title => "PSPNet (Caffe, MATLAB)";

    /// <inheritdoc/>
    public override string Source => "hszhao/PSPNet@798bdc9: evaluation/eval_acc.m";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: ground truth prepared as 0..N-1 with void 255; 1 is added in saturating bytes and 255 becomes void, so that a label 254 is void as well. Predictions are 1..N, 0 void (datasets whose ids start at 0: 1 is added, and void 255 stays 255, beyond the classes).
        IoU: summed over images, with 2^-52 added to the union once per image; mean over all N classes.
        Absent classes: IoU 0, and they stay in the mean.
        Out of range: a value above N counts as class N on either side, as in SceneParse's MATLAB code.
        Predicted void: a miss of the ground-truth class, a false alarm of none; as 255 a false alarm of class N.
        Pixel accuracy: equal values / all labelled pixels.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new()
        {
            AbsentClasses = "counted as 0",
            PredictedOutOfRange = "counted as class N",
            PredictedVoid = dataset.LabelBase == 1 ? "misses, and false alarms of no class" : "counted as class N",
            GroundTruthOutOfRange = "counted as class N",
        };
    }

    /// <inheritdoc/>
    public override bool Fits(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.ClassCount <= LastByteThatStaysAClass + 1;
    }

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => EpsilonPerImage.Additive(dataset, CountPair(dataset));

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return EpsilonPerImage.Score(Name, counts, CountPair(counts.Dataset));
    }

    private static CountPair CountPair(Dataset dataset)
    {
        int predictedVoid = dataset.LabelBase == 1 ? ZeroBasedLabels.Void : FullByte;
        return (groundTruth, prediction, pixels, into) =>
        {
            int truth = groundTruth > LastByteThatStaysAClass ? ZeroBasedLabels.Void : groundTruth;
            int guess = prediction == ZeroBasedLabels.Void ? predictedVoid : Math.Min(prediction, FullByte);
            OpenBins.Add(truth, guess, pixels, into);
        };
    }
}
