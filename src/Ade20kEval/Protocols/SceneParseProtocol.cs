using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>SceneParse150's own scorer in MATLAB, whose number the ADE20K leaderboard ranks by.</summary>
/// <remarks>
/// Labels are 1..N, 0 is void: class index + 1. Per image and class it takes intersection I and union U = t + p - I, then
/// <c>IoU = sum of I / sum of (U + 2^-52)</c> over the images in name order, and the plain mean over all N classes.
/// </remarks>
public sealed class SceneParseProtocol : Protocol
{
    /// <summary>MATLAB's <c>eps</c>, added to the union of every class in every image, so that an absent class is 0 / (n eps) = 0.</summary>
    internal const double Epsilon = 1.0 / (1L << 52);

    /// <inheritdoc/>
    public override string Name => "sceneparse";

    /// <inheritdoc/>
    public override string Title => "SceneParse150 benchmark (MATLAB), the ADE20K leaderboard";

    /// <inheritdoc/>
    public override string Source =>
        "CSAILVision/sceneparsing@e202229: demoEvaluation.m, evaluationCode/intersectionAndUnion.m, evaluationCode/pixelAccuracy.m";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 1..N, void 0. Pixels that are void in the ground truth are left out.
        IoU: summed over images, with eps = 2^-52 added to the union once per image; mean over all N classes.
        Absent classes: IoU 0, and they stay in the mean.
        Out of range: a value above N counts as class N on either side, because the outer bins of MATLAB's hist are open.
        Predicted void: a miss of the ground-truth class, a false alarm of none, and wrong for pixel accuracy.
        Pixel accuracy: equal values / all labelled pixels, values above N included.
        Challenge score: (pixel accuracy + mean IoU) / 2.
        Class accuracy, Dice, frequency-weighted IoU, kappa and Matthews are not in the original: usual definitions, undefined classes left out of means.
        """;

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int n = counts.Dataset.ClassCount;
        ClassCounts all = new(n);
        ClassCounts image = new(n);
        double[] unions = new double[n];
        foreach (ImageCounts cells in counts.Images)
        {
            image.Clear();
            foreach (PairCount cell in cells.Cells)
            {
                Count(counts.ZeroBased.GroundTruth(cell.GroundTruth) + 1, counts.ZeroBased.Prediction(cell.Prediction) + 1, cell.Pixels, image);
            }

            all.Add(image);

            for (int k = 0; k < n; k++)
            {
                unions[k] += image.Union(k) + Epsilon;
            }
        }

        return Sheet(Name, counts, all, unions);
    }

    /// <summary>Counts one pair of labels 1..N, 0 void, with MATLAB's open outer bins.</summary>
    internal static void Count(int groundTruth, int prediction, long pixels, ClassCounts counts)
    {
        if (groundTruth == 0)
        {
            return;   // imPred .* (imAnno > 0), and bin 0 is cut off afterwards
        }

        int last = counts.ClassCount - 1;
        counts.AddScored(pixels);
        counts.AddAccuracy(groundTruth == prediction, pixels);
        counts.AddGroundTruth(Math.Min(groundTruth - 1, last), pixels);
        counts.AddPredicted(Math.Min(prediction - 1, last), pixels);
        if (groundTruth == prediction)
        {
            counts.AddIntersection(Math.Min(groundTruth - 1, last), pixels);
        }
    }

    /// <summary>The scores from summed intersections and unions, absent classes as 0.</summary>
    internal static Scores Sheet(string name, RunCounts run, ClassCounts counts, ReadOnlySpan<double> unions)
    {
        double?[] iou = new double?[counts.ClassCount];
        double sum = 0;
        for (int k = 0; k < iou.Length; k++)
        {
            // Without a single image there is no union either, and MATLAB has NaN.
            iou[k] = unions[k] == 0 ? null : counts.Intersection[k] / unions[k];
            sum += iou[k] ?? 0;
        }

        return ScoreSheet.Fill(name, run, counts, iou) with
        {
            MeanIou = run.Images.Count == 0 ? null : sum / iou.Length,
            ClassesAveraged = iou.Length,
        };
    }
}
