using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>IoUMetric of MMSegmentation, the most used scorer of all.</summary>
public sealed class MmsegProtocol : Protocol
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
    public override ProtocolTraits Traits(Dataset dataset) => ClosedBins;

    /// <summary>What histograms with a bin for each class and none beyond them do, followed by means over what is defined.</summary>
    internal static ProtocolTraits ClosedBins { get; } = new()
    {
        AbsentClasses = "left out of the mean",
        PredictedOnlyClasses = "counted as 0 in mean IoU, and left out of mean accuracy",
        PredictedOutOfRange = "misses, and false alarms of no class",
        PredictedVoid = "misses, and false alarms of no class",
        GroundTruthOutOfRange = "no class and not in pixel accuracy, but what is predicted there is a false alarm",
    };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return Sheet(Name, counts, Count(counts));
    }

    /// <summary>Counts all pairs that are not ignored.</summary>
    internal static ClassCounts Count(RunCounts counts)
    {
        ClassCounts all = new(counts.Dataset.ClassCount);
        foreach (LabelPair pair in counts.ZeroBased.Pairs)
        {
            if (!IgnoreIndex.IsIgnoredAfterReducing(pair.GroundTruth, counts.Dataset))
            {
                Count(pair.GroundTruth, pair.Prediction, pair.Pixels, all);
            }
        }

        return all;
    }

    /// <summary>Counts one pair that is not ignored, in closed bins; pixel accuracy is over the ground truth that is in a bin.</summary>
    internal static void Count(int groundTruth, int prediction, long pixels, ClassCounts into)
    {
        into.AddScored(pixels);
        into.AddGroundTruth(groundTruth, pixels);
        into.AddPredicted(prediction, pixels);
        if (groundTruth == prediction)
        {
            into.AddIntersection(groundTruth, pixels);
        }

        if ((uint)groundTruth < (uint)into.ClassCount)
        {
            into.AddAccuracy(groundTruth == prediction, pixels);
        }
    }

    /// <summary>aAcc, mIoU, mAcc, mDice, mFscore, mPrecision and mRecall.</summary>
    internal static Scores Sheet(string name, RunCounts run, ClassCounts counts)
    {
        double?[] iou = ClassFormulas.Each(counts, ClassFormulas.Iou);
        double?[] precision = ClassFormulas.Each(counts, ClassFormulas.Precision);
        double?[] recall = ClassFormulas.Each(counts, ClassFormulas.Accuracy);
        double?[] fScore = [.. precision.Zip(recall, FScore)];
        return ScoreSheet.Fill(name, run, counts, iou) with
        {
            MeanIou = Averages.OfDefined(iou),
            ClassesAveraged = Averages.DefinedCount(iou),
            Extra =
            [
                new("meanFScore", Averages.OfDefined(fScore)),
                new("meanPrecision", Averages.OfDefined(precision)),
                new("meanRecall", Averages.OfDefined(recall)),
                new("meanIouNanToNum0", Averages.OfDefined([.. iou.Select(value => value ?? (double?)0)])),
            ],
        };
    }

    // beta = 1. Without a hit, p = r = 0 and the original divides 0 by 0: NaN, which nanmean skips.
    private static double? FScore(double? precision, double? recall) =>
        precision + recall is double sum and not 0 ? 2 * precision * recall / sum : null;
}
