using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>The evaluation of the semseg code base in PyTorch.</summary>
internal sealed class SemsegProtocol : Protocol
{
    private const double Epsilon = 1e-10;

    /// <inheritdoc/>
    public override string Name => "semseg";

    /// <inheritdoc/>
    public override string Title => "semseg (PyTorch)";

    /// <inheritdoc/>
    public override string Source => "hszhao/semseg@4f274c3: util/util.py intersectionAndUnion, tool/test.py cal_acc";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: ground truth prepared as 0..N-1 with void 255 (ADE20K: raw value - 1, so that a raw 255 is 254).
        IoU: sum of intersections / (sum of unions + 1e-10); mean over all N classes. Class accuracy likewise, over all N.
        Absent classes: IoU and accuracy 0, and they stay in both means.
        Out of range: the last bin of numpy.histogram over 0..N is closed, so a value N counts as class N-1; higher values are dropped, a miss where predicted; in the ground truth they leave pixel accuracy, but what was predicted there is a false alarm.
        Predicted void: 255 is dropped: a miss only.
        Pixel accuracy: sum of intersections / (sum of ground-truth pixels of classes + 1e-10).
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "counted as 0, in mean accuracy too",
        PredictedOutOfRange = "the value N counted as class N-1, higher ones are misses",
        PredictedVoid = "misses, and false alarms of no class",
        GroundTruthOutOfRange = "no class and not in pixel accuracy, but what is predicted there is a false alarm",
    };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int n = counts.Dataset.ClassCount;
        int ignore = IgnoreIndex.Of(counts.Dataset);
        ClassCounts all = new(n);
        foreach (LabelPair pair in counts.ZeroBased.Pairs)
        {
            int groundTruth = IgnoreIndex.InFile(pair.GroundTruth, ignore);
            int prediction = IgnoreIndex.InFile(pair.Prediction, ignore);
            if (groundTruth == ignore)
            {
                continue;
            }

            all.AddScored(pair.Pixels);
            all.AddGroundTruth(Bin(groundTruth, n), pair.Pixels);
            all.AddPredicted(Bin(prediction, n), pair.Pixels);
            if (groundTruth == prediction)
            {
                all.AddIntersection(Bin(groundTruth, n), pair.Pixels);
            }
        }

        double?[] iou = new double?[n];
        double?[] accuracy = new double?[n];
        long intersection = 0;
        long labelled = 0;
        for (int k = 0; k < n; k++)
        {
            iou[k] = all.Intersection[k] / (all.Union(k) + Epsilon);
            accuracy[k] = all.Intersection[k] / (all.GroundTruth[k] + Epsilon);
            intersection += all.Intersection[k];
            labelled += all.GroundTruth[k];
        }

        Scores sheet = ScoreSheet.Fill(Name, counts, all, iou);
        return sheet with
        {
            PixelAccuracy = intersection / (labelled + Epsilon),
            MeanIou = Averages.OfAll(iou),
            MeanAccuracy = Averages.OfAll(accuracy),
            ClassesAveraged = n,
            Classes = [.. sheet.Classes.Select(c => c with { Accuracy = accuracy[c.Index] })],
        };
    }

    // numpy.histogram(x, bins=arange(K + 1)): [0, 1) ... [K-1, K], the last one closed.
    private static int Bin(int label, int classCount) => label == classCount ? classCount - 1 : label;
}
