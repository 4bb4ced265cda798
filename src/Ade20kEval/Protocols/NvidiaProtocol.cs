using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>fast_hist and evaluate_eval of NVIDIA's semantic-segmentation, which go back to FCN's scoring code.</summary>
internal sealed class NvidiaProtocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "nvidia";

    /// <inheritdoc/>
    public override string Title => "NVIDIA semantic-segmentation (fast_hist)";

    /// <inheritdoc/>
    public override string Source => "NVIDIA/semantic-segmentation@2765c3d: utils/misc.py";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 0..N-1; whatever else the ground truth holds (void 255) is left out. ADE20K: raw value - 1.
        IoU: summed over images; mean over the classes in which it is defined (numpy.nanmean); mean accuracy likewise over its own.
        Absent classes: skipped. Frequency-weighted IoU: over the classes of the ground truth.
        Out of range: counted at n * gt + pred: a predicted value of N or more spills into the row of another class, or raises beyond the table. In the ground truth: the pixel is left out.
        Predicted void: is 255, out of range.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "left out of the mean",
        PredictedOutOfRange = "spilled into cells of other classes",
        PredictedVoid = "spilled into cells of other classes",
        GroundTruthOutOfRange = "left out",
    };

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => FcnHistogram.Additive(dataset);

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (!FcnHistogram.TryCount(counts, out ClassCounts all, out string error))
        {
            return Scores.Failed(Name, error);
        }

        double?[] iou = ClassFormulas.Each(all, ClassFormulas.Iou);
        return ScoreSheet.Fill(Name, counts, all, iou) with
        {
            MeanIou = Averages.OfDefined(iou),
            ClassesAveraged = Averages.DefinedCount(iou),
        };
    }
}
