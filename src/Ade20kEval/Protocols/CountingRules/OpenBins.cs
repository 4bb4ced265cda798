using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols.CountingRules;

/// <summary>MATLAB's <c>hist(x, 0:N)</c> with bin 0 cut off: the outer bins are open, so that a value above N is counted as class N.</summary>
/// <remarks>Pixel accuracy compares the values themselves, over all that is labelled.</remarks>
internal static class OpenBins
{
    /// <summary>Counts one pair of zero-based labels, below 0 void.</summary>
    public static void Add(int groundTruth, int prediction, long pixels, ClassCounts into)
    {
        if (groundTruth < 0)
        {
            return;   // imPred .* (imAnno > 0), and bin 0 is cut off afterwards
        }

        int last = into.ClassCount - 1;
        into.AddScored(pixels);
        into.AddAccuracy(groundTruth == prediction, pixels);
        into.AddGroundTruth(Math.Min(groundTruth, last), pixels);
        into.AddPredicted(Math.Min(prediction, last), pixels);   // void is below 0, no class, and drops out
        if (groundTruth == prediction)
        {
            into.AddIntersection(Math.Min(groundTruth, last), pixels);
        }
    }
}
