using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>The ConfusionMatrix of torchvision's segmentation reference, also in edgeai-torchvision.</summary>
internal sealed class TorchvisionProtocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "torchvision";

    /// <inheritdoc/>
    public override string Title => "torchvision segmentation reference";

    /// <inheritdoc/>
    public override string Source => "pytorch/vision: references/segmentation/utils.py ConfusionMatrix";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 0..N-1; whatever else the ground truth holds (void 255) is left out. ADE20K: raw value - 1.
        IoU: summed over images; plain mean over all N classes.
        Absent classes: 0 / 0, which makes the mean undefined (nan in the original).
        Out of range: counted at n * gt + pred: a predicted value of N or more spills into the row of another class, or raises beyond the table. In the ground truth: the pixel is left out.
        Predicted void: is 255, out of range.
        Arithmetic: ratios in float32 in the original, in double here. The original also scores at its training size, not at the masks' own.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "the mean is undefined",
        PredictedOutOfRange = "spilled into cells of other classes",
        PredictedVoid = "spilled into cells of other classes",
        GroundTruthOutOfRange = "left out",
    };

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => FcnHistogram.Additive(dataset) with { Absent = AbsentClasses.Undefined };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (!FcnHistogram.TryCount(counts, out ClassCounts all, out string error))
        {
            return Scores.Failed(Name, error);
        }

        double?[] iou = ClassFormulas.Each(all, ClassFormulas.Iou);
        return ScoreSheet.Fill(Name, counts, all, iou) with { MeanIou = Averages.OfAll(iou), ClassesAveraged = all.ClassCount };
    }
}
