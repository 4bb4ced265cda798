using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols.CountingRules;

/// <summary>NumPy's <c>histogram(x, bins=N, range=(1, N))</c> over label + 1: a bin for each class, and what lies beyond them is dropped.</summary>
/// <remarks>Pixel accuracy compares the values themselves, over all that is labelled: ground truth beyond the classes, too.</remarks>
internal static class HistogramBins
{
    /// <summary>Counts one pair of zero-based labels.</summary>
    public static void Add(int groundTruth, int prediction, long pixels, ClassCounts into)
    {
        if (groundTruth == ZeroBasedLabels.Void)
        {
            return;
        }

        into.AddScored(pixels);
        into.AddAccuracy(groundTruth == prediction, pixels);
        into.AddGroundTruth(groundTruth, pixels);
        into.AddPredicted(prediction, pixels);
        if (groundTruth == prediction)
        {
            into.AddIntersection(groundTruth, pixels);
        }
    }
}
