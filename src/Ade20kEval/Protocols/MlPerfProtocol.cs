using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>MLPerf Mobile's accuracy of ADE20K with 31 classes.</summary>
public sealed class MlPerfProtocol : Protocol
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
    public override bool Fits(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.LabelBase == 1;
    }

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int n = counts.Dataset.ClassCount;
        ClassCounts all = new(n);
        foreach (LabelPair pair in counts.ZeroBased.Pairs)
        {
            if ((uint)pair.GroundTruth < (uint)n)
            {
                MmsegProtocol.Count(pair.GroundTruth, pair.Prediction, pair.Pixels, all);
            }
        }

        double?[] iou = [.. ClassFormulas.Each(all, ClassFormulas.Iou).Select(value => value ?? (double?)0)];
        return ScoreSheet.Fill(Name, counts, all, iou) with { MeanIou = Averages.OfAll(iou), ClassesAveraged = n };
    }
}
