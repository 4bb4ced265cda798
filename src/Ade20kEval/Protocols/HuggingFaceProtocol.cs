using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>The metric mean_iou of Hugging Face's evaluate: MMSegmentation's older NumPy code.</summary>
internal sealed class HuggingFaceProtocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "huggingface";

    /// <inheritdoc/>
    public override string Title => "Hugging Face evaluate mean_iou";

    /// <inheritdoc/>
    public override string Source => "huggingface/evaluate@a7dd338: metrics/mean_iou/mean_iou.py";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 0..N-1, ignore_index 255. ADE20K goes through reduce_labels: raw value - 1, 0 to void, and a raw 255 stays void.
        IoU: summed over images; mean over the classes in which it is defined (numpy.nanmean); mean accuracy likewise over its own.
        Absent classes: skipped; nan_to_num is applied after the means and changes only the lists per class.
        Out of range: numpy.histogram drops the value: a miss where predicted; in the ground truth the pixel leaves overall accuracy, but what was predicted there is a false alarm.
        Predicted void: dropped: a miss only.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => ClosedBins.Traits;

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => ClosedBins.Additive(dataset);

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ClassCounts all = ClosedBins.Count(counts);

        double?[] iou = ClassFormulas.Each(all, ClassFormulas.Iou);
        return ScoreSheet.Fill(Name, counts, all, iou) with
        {
            MeanIou = Averages.OfDefined(iou),
            ClassesAveraged = Averages.DefinedCount(iou),
        };
    }
}
