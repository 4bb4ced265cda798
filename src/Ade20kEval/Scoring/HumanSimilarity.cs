using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;

namespace Ade20kEval.Scoring;

/// <summary>Pixel accuracy in which taking a class for one that people find alike is worth a part.</summary>
/// <remarks>
/// <c>sum of n[g, p] sim(g, p) / sum of n</c> over labelled pixels, rows ground truth; a prediction that is no class is worth 0. Source:
/// CSAILVision/sceneparsing@e202229, whose matrix gives four classes 0.8 where they are right, so that the figure can be below pixel accuracy.
/// </remarks>
internal static class HumanSimilarity
{
    /// <summary>The key of the figure.</summary>
    public const string Key = "humanSimilarityAccuracy";

    /// <summary>Whether people were asked about the classes of a dataset.</summary>
    public static bool IsKnown(Dataset dataset) => ReferenceEquals(dataset, Ade20k150.Dataset);

    /// <summary>The figure of a run on such a dataset; <see langword="null"/> without a labelled pixel.</summary>
    public static double? Accuracy(RunCounts run)
    {
        int classes = run.Dataset.ClassCount;
        long worth = 0;
        long pixels = 0;
        foreach (LabelPair pair in run.ZeroBased.Pairs)
        {
            if ((uint)pair.GroundTruth < (uint)classes)
            {
                pixels += pair.Pixels;
                worth += (uint)pair.Prediction < (uint)classes ? pair.Pixels * Ade20k150Similarity.Hundredths(pair.GroundTruth, pair.Prediction) : 0;
            }
        }

        return pixels == 0 ? null : (double)worth / Ade20k150Similarity.Full / pixels;
    }
}
