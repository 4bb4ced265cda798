using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>IoUMetric of MMSegmentation, the most used scorer of all.</summary>
internal sealed class MmsegProtocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "mmseg";

    /// <inheritdoc/>
    public override string Title => "MMSegmentation IoUMetric";

    /// <inheritdoc/>
    public override string Source => "open-mmlab/mmsegmentation 1.x: mmseg/evaluation/metrics/iou_metric.py; 0.30.0: mmseg/core/evaluation/metrics.py";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 0..N-1, void 255. ADE20K goes through reduce_zero_label: raw value - 1, 0 to void, and a raw 255 stays void.
        IoU: summed over images; mean over the classes in which it is defined (numpy.nanmean). Each mean skips its own undefined classes: a class predicted but absent from the ground truth has IoU 0 in mIoU and none in mAcc; mFscore skips every class without a hit, mPrecision every class never predicted.
        Absent classes: skipped. Extra figure meanIouNanToNum0: what the option nan_to_num=0 gives, where they count as 0.
        Out of range: torch.histc drops the value: a miss where predicted; in the ground truth the pixel leaves pixel accuracy, but what was predicted there is a false alarm.
        Predicted void: dropped: a miss only.
        Arithmetic: the original adds in float32, inexact beyond 2^24 pixels; here counts are exact. It also rounds to 0.01 %.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => ClosedBins.Traits;

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => ClosedBins.Additive(dataset);

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return MmsegSheet.Fill(Name, counts, ClosedBins.Count(counts));
    }
}
