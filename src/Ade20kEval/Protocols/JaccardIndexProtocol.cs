using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>MulticlassJaccardIndex of TorchMetrics with an ignore_index: macro, micro and weighted, over the dataset.</summary>
internal sealed class JaccardIndexProtocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "torchmetrics-jaccard";

    /// <inheritdoc/>
    public override string Title => "TorchMetrics JaccardIndex (multiclass)";

    /// <inheritdoc/>
    public override string Source => "Lightning-AI/torchmetrics@dab0333 (1.9.0): functional/classification/jaccard.py, confusion_matrix.py";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 0..N-1, ignore_index 255: ground truth of that value is removed. ADE20K: raw value - 1, so that a raw 255 is 254.
        IoU: summed over images; macro mean over the classes that occur on either side. Extra figures: microIou = sum of intersections / sum of unions, weightedIou = IoU weighted with the ground-truth pixels.
        Absent classes: skipped; predicted but absent from the ground truth: 0.
        Out of range: counted at n * gt + pred, so that a value of N or more spills into another cell, or raises beyond the table. The only check before is of how many distinct values a batch holds; it depends on the batch and is not reproduced.
        Predicted void: is 255, out of range.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "left out of the mean",
        PredictedOutOfRange = "spilled into cells of other classes",
        PredictedVoid = "spilled into cells of other classes",
        GroundTruthOutOfRange = "spilled into cells of other classes",
    };

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => Table(dataset).Additive();

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int n = counts.Dataset.ClassCount;
        if (!Table(counts.Dataset).TryCount(counts, out ClassCounts all, out string error))
        {
            return Scores.Failed(Name, error);
        }

        double?[] iou = ClassFormulas.Each(all, ClassFormulas.Iou);
        long intersections = 0;
        long unions = 0;
        for (int k = 0; k < n; k++)
        {
            intersections += all.Intersection[k];
            unions += all.Union(k);
        }

        return ScoreSheet.Fill(Name, counts, all, iou) with
        {
            MeanIou = Averages.OfDefined(iou),
            ClassesAveraged = Averages.DefinedCount(iou),
            Extra = [new("microIou", ClassFormulas.Ratio(intersections, unions)), new("weightedIou", FrequencyWeighting.Iou(all, iou))],
        };
    }

    private static BincountTable Table(Dataset dataset)
    {
        int n = dataset.ClassCount;
        int ignore = IgnoreIndex.Of(dataset);
        return new()
        {
            ClassCount = n,
            Side = n,
            GroundTruth = label => IgnoreIndex.InFile(label, ignore) == ignore ? BincountTable.LeftOut : label,
            Prediction = label => IgnoreIndex.InFile(label, ignore),
        };
    }
}
