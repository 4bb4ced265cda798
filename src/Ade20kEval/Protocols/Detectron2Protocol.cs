using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>SemSegEvaluator of Detectron2, used by MaskFormer and Mask2Former: mIoU, fwIoU, mACC and pACC.</summary>
internal sealed class Detectron2Protocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "detectron2";

    /// <inheritdoc/>
    public override string Title => "Detectron2 SemSegEvaluator";

    /// <inheritdoc/>
    public override string Source => "facebookresearch/detectron2@02b5c4e: detectron2/evaluation/sem_seg_evaluation.py";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 0..N-1, void 255, which the evaluator renames to N. ADE20K's files are raw value - 1 in bytes: 0 is void, and a raw 255 is 254, not void.
        IoU: summed over images; mean over the classes that occur in the ground truth.
        Absent classes: skipped, and so are classes that were predicted but are absent from the ground truth: their false alarms cost nothing of their own.
        Out of range: counted at (N + 1) * pred + gt. A predicted N vanishes, it is not even a miss; other values spill into another cell, or raise beyond the table, even on void pixels.
        Predicted void: is 255, out of range.
        Pixel accuracy (pACC), mean accuracy (mACC) and fwIoU: over the pixels of the remaining table.
        BoundaryIoU (where boundaries are counted): label minus the smallest label within 2 % of the diagonal, counted like labels. The table is indexed with bytes, so from 16 classes on cells wrap round; the figures "unwrapped" are what was meant.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "left out of the mean",
        PredictedOnlyClasses = "left out of the mean",
        PredictedOutOfRange = "the value N vanishes, others spilled into cells of other classes",
        PredictedVoid = "spilled into cells of other classes",
        GroundTruthOutOfRange = "spilled into cells of other classes",
    };

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => Table(dataset).Additive() with { Absent = AbsentClasses.LeftOutUnlessInGroundTruth };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int n = counts.Dataset.ClassCount;
        if (!Table(counts.Dataset).TryCount(counts, out ClassCounts all, out string error))
        {
            return Scores.Failed(Name, error);
        }

        double?[] iou = new double?[n];
        for (int k = 0; k < n; k++)
        {
            iou[k] = all.GroundTruth[k] > 0 ? ClassFormulas.Iou(all, k) : null;
        }

        return ScoreSheet.Fill(Name, counts, all, iou) with
        {
            MeanIou = Averages.OfDefined(iou),
            ClassesAveraged = Averages.DefinedCount(iou),
            Extra = Detectron2Boundary.Means(counts, iou),
        };
    }

    private static BincountTable Table(Dataset dataset)
    {
        int n = dataset.ClassCount;
        int ignore = IgnoreIndex.Of(dataset);
        return new()
        {
            ClassCount = n,   // conf[:-1, :-1]
            Side = n + 1,
            GroundTruth = label => IgnoreIndex.InFile(label, ignore) == ignore ? n : label,
            Prediction = label => IgnoreIndex.InFile(label, ignore),
            Formula = "(N + 1) * pred + gt",
            RowsArePredictions = true,
        };
    }
}
