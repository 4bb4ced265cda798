using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>The figures of MMSegmentation's IoUMetric, which are the same in all its versions: aAcc, mIoU, mAcc, mDice, mFscore, mPrecision and mRecall.</summary>
internal static class MmsegSheet
{
    /// <summary>Fills the sheet of a protocol.</summary>
    /// <param name="name">The protocol's name.</param>
    /// <param name="run">The run.</param>
    /// <param name="counts">Its pixels by class, as that version counts them.</param>
    public static Scores Fill(string name, RunCounts run, ClassCounts counts)
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
