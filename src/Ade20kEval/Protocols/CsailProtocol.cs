using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>The evaluation of CSAIL's PyTorch baselines (mit_semseg).</summary>
internal sealed class CsailProtocol : Protocol
{
    private const double Epsilon = 1e-10;

    /// <inheritdoc/>
    public override string Name => "csail";

    /// <inheritdoc/>
    public override string Title => "CSAIL semantic-segmentation-pytorch";

    /// <inheritdoc/>
    public override string Source => "CSAILVision/semantic-segmentation-pytorch@8f27c9b: eval.py, mit_semseg/utils.py";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: raw value - 1, so that void is -1 and a raw 255 in an ADE20K mask is 254, which counts as labelled.
        IoU: sum of intersections / (sum of unions + Epsilon); mean over all N classes.
        Absent classes: IoU 0, and they stay in the mean.
        Out of range: dropped by numpy.histogram, as under sceneparse-python.
        Predicted void: a miss only, and wrong for pixel accuracy.
        Pixel accuracy: per image correct / (labelled + Epsilon), then averaged with the labelled pixels as weights.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "counted as 0",
        PredictedOutOfRange = "misses, and false alarms of no class",
        PredictedVoid = "misses, and false alarms of no class",
        GroundTruthOutOfRange = "no class, but what is predicted there is a false alarm, and they count for pixel accuracy",
    };

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => new()
    {
        ClassCount = dataset.ClassCount,
        Count = HistogramBins.Add,
        Absent = AbsentClasses.Zero,
        UnionEpsilon = Epsilon,
        PixelEpsilonPerImage = Epsilon,
    };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ClassCounts all = new(counts.Dataset.ClassCount);
        foreach (LabelPair pair in counts.ZeroBased.Pairs)
        {
            HistogramBins.Add(pair.GroundTruth, pair.Prediction, pair.Pixels, all);
        }

        double?[] iou = new double?[all.ClassCount];
        for (int k = 0; k < iou.Length; k++)
        {
            iou[k] = all.Intersection[k] / (all.Union(k) + Epsilon);
        }

        return ScoreSheet.Fill(Name, counts, all, iou) with
        {
            PixelAccuracy = WeightedImageAccuracy(counts),
            MeanIou = Averages.OfAll(iou),
            ClassesAveraged = iou.Length,
        };
    }

    private static double? WeightedImageAccuracy(RunCounts run)
    {
        double sum = 0;
        long weights = 0;
        foreach (ImageCounts image in run.Images)
        {
            long labelled = 0;
            long correct = 0;
            foreach (PairCount cell in image.Cells)
            {
                int groundTruth = run.ZeroBased.GroundTruth(cell.GroundTruth);
                if (groundTruth >= 0)
                {
                    labelled += cell.Pixels;
                    correct += groundTruth == run.ZeroBased.Prediction(cell.Prediction) ? cell.Pixels : 0;
                }
            }

            sum += correct / (labelled + Epsilon) * labelled;
            weights += labelled;
        }

        return weights == 0 ? null : sum / weights;
    }
}
