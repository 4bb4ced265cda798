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
    internal override AdditiveScore Additive(Dataset dataset) => new()
    {
        ClassCount = dataset.ClassCount,
        Count = CountPair(dataset),
        Absent = AbsentClasses.Zero,
        UnionEpsilon = Epsilon,
        AccuracyEpsilon = Epsilon,
    };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int n = counts.Dataset.ClassCount;
        ClassCounts all = new(n);
        CountPair count = CountPair(counts.Dataset);
        foreach (LabelPair pair in counts.ZeroBased.Pairs)
        {
            count(pair.GroundTruth, pair.Prediction, pair.Pixels, all);
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

    private static CountPair CountPair(Dataset dataset)
    {
        int n = dataset.ClassCount;
        int ignore = IgnoreIndex.Of(dataset);
        return (groundTruthLabel, predictedLabel, pixels, into) =>
        {
            int groundTruth = IgnoreIndex.InFile(groundTruthLabel, ignore);
            int prediction = IgnoreIndex.InFile(predictedLabel, ignore);
            if (groundTruth == ignore)
            {
                return;
            }

            into.AddScored(pixels);
            into.AddGroundTruth(Bin(groundTruth, n), pixels);
            into.AddPredicted(Bin(prediction, n), pixels);
            if (groundTruth == prediction)
            {
                into.AddIntersection(Bin(groundTruth, n), pixels);
            }
        };
    }

    // numpy.histogram(x, bins=arange(K + 1)): [0, 1) ... [K-1, K], the last one closed.
    private static int Bin(int label, int classCount) => label == classCount ? classCount - 1 : label;
}
