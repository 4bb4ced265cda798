using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>MLPerf Mobile's accuracy of ADE20K with 31 classes.</summary>
internal sealed class MlPerfProtocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "mlperf";

    /// <inheritdoc/>
    public override string Title => "MLPerf Mobile (ADE20K, 31 classes)";

    /// <inheritdoc/>
    public override string Source => "mlcommons/mobile_app_open@051a47a: flutter/cpp/datasets/ade20k.cc";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 1..N; 0 and everything above N is void in the ground truth.
        IoU: TP / (TP + FP + FN) summed over images; sum over the classes divided by N.
        Absent classes: add 0 and are divided by all the same.
        Out of range: a predicted value outside 1..N is a miss only. In the ground truth: void, where false alarms cost nothing.
        Predicted void: a miss only.
        Arithmetic: the sum over classes is float32 in the original, double here.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "counted as 0",
        PredictedOutOfRange = "misses, and false alarms of no class",
        PredictedVoid = "misses, and false alarms of no class",
        GroundTruthOutOfRange = "left out, also for false alarms",
    };

    /// <inheritdoc/>
    public override bool Fits(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return FirstClass(dataset) + dataset.LabelBase == 1 && dataset.IgnoredValues.All(value => value == 0);
    }

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => new()
    {
        ClassCount = dataset.ClassCount,
        Count = CountPair(dataset),
        FirstAveraged = FirstClass(dataset),
        Absent = AbsentClasses.Zero,
    };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int first = FirstClass(counts.Dataset);
        int n = counts.Dataset.ClassCount;
        ClassCounts all = new(n);
        CountPair count = CountPair(counts.Dataset);
        foreach (LabelPair pair in counts.ZeroBased.Pairs)
        {
            count(pair.GroundTruth, pair.Prediction, pair.Pixels, all);
        }

        double?[] iou = ClassFormulas.Each(all, ClassFormulas.Iou);
        for (int k = 0; k < n; k++)
        {
            iou[k] = k < first ? null : iou[k] ?? 0;
        }

        return ScoreSheet.Fill(Name, counts, all, iou) with
        {
            MeanIou = Averages.OfDefined(iou),
            ClassesAveraged = Averages.DefinedCount(iou),
        };
    }

    private static CountPair CountPair(Dataset dataset)
    {
        int first = FirstClass(dataset);
        int n = dataset.ClassCount;
        return (groundTruth, prediction, pixels, into) =>
        {
            if (groundTruth >= first && groundTruth < n)
            {
                ClosedBins.Add(groundTruth, prediction >= first ? prediction : ZeroBasedLabels.Void, pixels, into);
            }
        };
    }

    // A background class is the original's 0, which it does not score.
    private static int FirstClass(Dataset dataset) => dataset.BackgroundIndex == 0 ? 1 : 0;
}
