using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols.CountingRules;

/// <summary>Histograms over 0..N-1 with an ignore_index: a bin for each class, and what lies beyond them is dropped.</summary>
/// <remarks>Pixel accuracy is over the ground truth that is in a bin, which is where this differs from <see cref="HistogramBins"/>.</remarks>
internal static class ClosedBins
{
    /// <summary>What this does with that on which scorers differ, followed by means over what is defined.</summary>
    public static ProtocolTraits Traits { get; } = new()
    {
        AbsentClasses = "left out of the mean",
        PredictedOnlyClasses = "counted as 0 in mean IoU, and left out of mean accuracy",
        PredictedOutOfRange = "misses, and false alarms of no class",
        PredictedVoid = "misses, and false alarms of no class",
        GroundTruthOutOfRange = "no class and not in pixel accuracy, but what is predicted there is a false alarm",
    };

    /// <summary>Counts all pairs of a run that are not ignored after <c>reduce_zero_label</c>.</summary>
    public static ClassCounts Count(RunCounts run)
    {
        ClassCounts all = new(run.Dataset.ClassCount);
        foreach (LabelPair pair in run.ZeroBased.Pairs)
        {
            if (!IgnoreIndex.IsIgnoredAfterReducing(pair.GroundTruth, run.Dataset))
            {
                Add(pair.GroundTruth, pair.Prediction, pair.Pixels, all);
            }
        }

        return all;
    }

    /// <summary>What an image adds to a mean over the classes that have a union.</summary>
    public static AdditiveScore Additive(Dataset dataset) => new()
    {
        ClassCount = dataset.ClassCount,
        Count = (groundTruth, prediction, pixels, into) =>
        {
            if (!IgnoreIndex.IsIgnoredAfterReducing(groundTruth, dataset))
            {
                Add(groundTruth, prediction, pixels, into);
            }
        },
    };

    /// <summary>Counts one pair of zero-based labels that is not ignored.</summary>
    public static void Add(int groundTruth, int prediction, long pixels, ClassCounts into)
    {
        into.AddScored(pixels);
        into.AddGroundTruth(groundTruth, pixels);
        into.AddPredicted(prediction, pixels);
        if (groundTruth == prediction)
        {
            into.AddIntersection(groundTruth, pixels);
        }

        if ((uint)groundTruth < (uint)into.ClassCount)
        {
            into.AddAccuracy(groundTruth == prediction, pixels);
        }
    }
}
