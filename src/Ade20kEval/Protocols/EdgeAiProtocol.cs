using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>TI's edgeai-benchmark for ADE20K, ADE20K32 and COCOSeg21, which scores background as a class.</summary>
internal sealed class EdgeAiProtocol : Protocol
{
    /// <summary>float32's machine epsilon, 2^-23, which the original adds to every union.</summary>
    private const double Epsilon = 1.0 / (1 << 23);

    /// <inheritdoc/>
    public override string Name => "edgeai";

    /// <inheritdoc/>
    public override string Title => "TI edgeai-benchmark";

    /// <inheritdoc/>
    public override string Source => "TexasInstruments/edgeai-benchmark@b712c5e: edgeai_benchmark/datasets/ade20k.py, utils/metrics_utils.py";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: raw values. For ADE20K, 0..N, where "other objects" (0) is one more class, predicted or not: nothing is ignored, N + 1 classes. For datasets whose ids start at 0 (ade20k-32, VOC): 0..N-1, and other values of the ground truth are left out.
        IoU: intersection / (union + 2^-23), summed over images; mean over all classes, background included (extra figure backgroundIou for ADE20K).
        Absent classes: IoU 0, and they stay in the mean.
        Out of range: counted at n * gt + pred: a predicted value beyond the classes spills into the row of another class, or raises beyond the table. In the ground truth: the pixel is left out.
        Predicted void: background for ADE20K, else 255, out of range.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new()
        {
            AbsentClasses = "counted as 0",
            PredictedOutOfRange = "spilled into cells of other classes",
            PredictedVoid = dataset.LabelBase == 1 ? "counted as predicted background" : "spilled into cells of other classes",
            GroundTruthOutOfRange = "left out",
            GroundTruthVoid = dataset.LabelBase == 1 ? "counted as a background class" : null,
            Always = dataset.LabelBase == 1 ? "background is one more class of the mean" : null,
        };
    }

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => Table(dataset).Additive() with
    {
        FirstClass = BackgroundClasses(dataset),
        Absent = AbsentClasses.Zero,
        UnionEpsilon = Epsilon,
    };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int background = BackgroundClasses(counts.Dataset);
        int n = counts.Dataset.ClassCount + background;
        if (!Table(counts.Dataset).TryCount(counts, out ClassCounts all, out string error))
        {
            return Scores.Failed(Name, error);
        }

        double?[] iou = new double?[n];
        for (int k = 0; k < n; k++)
        {
            iou[k] = all.Intersection[k] / (all.Union(k) + Epsilon);
        }

        return ScoreSheet.Fill(Name, counts, all, iou, background) with
        {
            MeanIou = Averages.OfAll(iou),
            ClassesAveraged = n,
            Extra = background == 1 ? [new("backgroundIou", iou[0])] : [],
        };
    }

    // How many classes stand before the dataset's own.
    private static int BackgroundClasses(Dataset dataset) => dataset.LabelBase == 1 ? 1 : 0;

    private static BincountTable Table(Dataset dataset)
    {
        int background = BackgroundClasses(dataset);
        int ignore = background == 1 ? -1 : IgnoreIndex.Of(dataset);
        int n = dataset.ClassCount + background;
        return new()
        {
            ClassCount = n,
            Side = n,
            GroundTruth = label => Place(label) is int place && place < n ? place : BincountTable.LeftOut,
            Prediction = Place,
        };

        int Place(int label) => IgnoreIndex.InFile(label, ignore) + background;
    }
}
