using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols.CountingRules;

/// <summary>The mean IoU of the SceneParse family: an epsilon in every image's union, and a plain mean over all N classes.</summary>
/// <remarks>
/// <c>IoU = sum of I / sum of (U + eps)</c> over the images in name order, in doubles. An absent class is 0 / (n eps) = 0 and stays in the mean.
/// The epsilon shows only where a union is a single pixel, or in the rounding of it: 1 / (1 + eps) = 0.99999999999999978.
/// </remarks>
internal static class EpsilonPerImage
{
    /// <summary>MATLAB's <c>eps</c>, NumPy's <c>spacing(1)</c>: 2^-52.</summary>
    private const double Epsilon = 1.0 / (1L << 52);

    /// <summary>What an image adds, and how the figures follow.</summary>
    public static AdditiveScore Additive(Dataset dataset, CountPair countPair) => new()
    {
        ClassCount = dataset.ClassCount,
        Count = countPair,
        Absent = AbsentClasses.Zero,
        UnionEpsilonPerImage = Epsilon,
    };

    /// <summary>Scores a run.</summary>
    /// <param name="protocol">The protocol's name.</param>
    /// <param name="run">The run.</param>
    /// <param name="countPair">How the protocol counts a pair of labels.</param>
    public static Scores Score(string protocol, RunCounts run, CountPair countPair)
    {
        ArgumentNullException.ThrowIfNull(run);
        int n = run.Dataset.ClassCount;
        ClassCounts all = new(n);
        foreach (LabelPair pair in run.ZeroBased.Pairs)
        {
            countPair(pair.GroundTruth, pair.Prediction, pair.Pixels, all);
        }

        if (run.Images.Count == 0)
        {
            return ScoreSheet.Fill(protocol, run, all, new double?[n]);   // mean of nothing: NaN in the original
        }

        double[] unions = Unions(run, countPair);
        double?[] iou = new double?[n];
        double sum = 0;
        for (int k = 0; k < n; k++)
        {
            double ratio = all.Intersection[k] / unions[k];
            iou[k] = ratio;
            sum += ratio;
        }

        return ScoreSheet.Fill(protocol, run, all, iou) with { MeanIou = sum / n, ClassesAveraged = n };
    }

    private static double[] Unions(RunCounts run, CountPair countPair)
    {
        ZeroBasedLabels labels = run.ZeroBased;
        ClassCounts image = new(run.Dataset.ClassCount);
        double[] unions = new double[image.ClassCount];
        foreach (ImageCounts counts in run.Images)
        {
            image.Clear();
            foreach (PairCount cell in counts.Cells)
            {
                countPair(labels.GroundTruth(cell.GroundTruth), labels.Prediction(cell.Prediction), cell.Pixels, image);
            }

            for (int k = 0; k < unions.Length; k++)
            {
                unions[k] += image.Union(k) + Epsilon;
            }
        }

        return unions;
    }
}
