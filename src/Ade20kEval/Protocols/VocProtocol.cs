using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>VOCevalseg of the PASCAL VOC devkit.</summary>
internal sealed class VocProtocol : Protocol
{
    private const int FirstVoid = 255;

    /// <inheritdoc/>
    public override string Name => "voc";

    /// <inheritdoc/>
    public override string Title => "PASCAL VOC devkit (VOCevalseg)";

    /// <inheritdoc/>
    public override string Source => "VOC2012 devkit: VOCcode/VOCevalseg.m (mirror weiliu89/VOCdevkit@6c12648)";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 0..N-1 with background 0 among the classes; void is 255 and above.
        IoU: summed over images; plain mean over all N classes, background included.
        Absent classes: 0 / 0, which makes the mean undefined (NaN in the original).
        Out of range: a predicted value of N or more stops the original, even on void pixels. In the ground truth, values N..254 spill into the column of the next predicted class (1 + gt + N * pred), or drop out beyond the table.
        Predicted void: is 255, out of range: the original stops.
        Pixel accuracy: hits / all pixels of the table, as older devkits print it.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "the mean is undefined",
        PredictedOutOfRange = "the original stops",
        PredictedVoid = "the original stops",
        GroundTruthOutOfRange = "spilled into cells of other classes",
    };

    /// <inheritdoc/>
    public override bool Fits(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.LabelBase == 0 && dataset.ClassCount < FirstVoid;
    }

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => Table(dataset.ClassCount).Additive() with { Absent = AbsentClasses.Undefined };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int n = counts.Dataset.ClassCount;
        foreach (LabelPair pair in counts.ZeroBased.Pairs)
        {
            int prediction = IgnoreIndex.InFile(pair.Prediction, FirstVoid);
            if (prediction >= n)
            {
                return Scores.Failed(Name, Invariant($"The original stops: predicted value {pair.Raw.Prediction} ({pair.Pixels:N0} pixels at ground-truth value {pair.Raw.GroundTruth}) is label {prediction}; results may hold 0..{n - 1} only, also on void pixels."));
            }
        }

        Table(n).TryCount(counts, out ClassCounts all, out _);

        double?[] iou = ClassFormulas.Each(all, ClassFormulas.Iou);
        return ScoreSheet.Fill(Name, counts, all, iou) with { MeanIou = Averages.OfAll(iou), ClassesAveraged = n };
    }

    private static BincountTable Table(int n) => new()
    {
        ClassCount = n,
        Side = n,
        GroundTruth = label => IgnoreIndex.InFile(label, FirstVoid) is int groundTruth && groundTruth < FirstVoid ? groundTruth : BincountTable.LeftOut,
        Prediction = label => label,
        RowsArePredictions = true,
        DropsBeyond = true,   // histc leaves out what lies beyond its last edge
    };
}
