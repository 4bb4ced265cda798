using Ade20kEval.Datasets;

namespace Ade20kEval.Protocols;

/// <summary>How much a run holds of that on which scorers differ.</summary>
/// <param name="AbsentClasses">Classes that occur neither in the ground truth nor in predictions of labelled pixels.</param>
/// <param name="PredictedOnlyClasses">Classes predicted in labelled pixels, but absent from the ground truth.</param>
/// <param name="PredictedOutOfRangePixels">Labelled pixels predicted as a value that the dataset does not know.</param>
/// <param name="PredictedVoidPixels">Labelled pixels predicted as an ignored value.</param>
/// <param name="MissingPixels">Labelled pixels of images without a prediction.</param>
/// <param name="GroundTruthOutOfRangePixels">Pixels whose ground truth is a value that the dataset does not know.</param>
/// <param name="GroundTruthVoidPixels">Pixels that the ground truth leaves out.</param>
internal sealed record DisputedData(
    int AbsentClasses,
    int PredictedOnlyClasses,
    long PredictedOutOfRangePixels,
    long PredictedVoidPixels,
    long MissingPixels,
    long GroundTruthOutOfRangePixels,
    long GroundTruthVoidPixels)
{
    /// <summary>Looks through a run.</summary>
    public static DisputedData Of(RunCounts run)
    {
        ArgumentNullException.ThrowIfNull(run);
        int n = run.Dataset.ClassCount;
        bool[] inGroundTruth = new bool[n];
        bool[] predicted = new bool[n];
        long outOfRange = 0;
        long predictedVoid = 0;
        long missing = 0;
        long unexpected = 0;
        long groundTruthVoid = 0;
        foreach (LabelPair pair in run.ZeroBased.Pairs)
        {
            if ((uint)pair.GroundTruth >= (uint)n)
            {
                groundTruthVoid += pair.GroundTruth == ZeroBasedLabels.Void ? pair.Pixels : 0;
                unexpected += pair.GroundTruth == ZeroBasedLabels.Void ? 0 : pair.Pixels;
                continue;
            }

            inGroundTruth[pair.GroundTruth] = true;
            switch (pair.Prediction)
            {
                case ZeroBasedLabels.Void:
                    predictedVoid += pair.Pixels;
                    break;
                case ZeroBasedLabels.Nothing:
                    missing += pair.Pixels;
                    break;
                default:
                    bool isClass = pair.Prediction < n;
                    outOfRange += isClass ? 0 : pair.Pixels;
                    if (isClass)
                    {
                        predicted[pair.Prediction] = true;
                    }

                    break;
            }
        }

        return new DisputedData(
            Enumerable.Range(0, n).Count(k => !inGroundTruth[k] && !predicted[k]),
            Enumerable.Range(0, n).Count(k => !inGroundTruth[k] && predicted[k]),
            outOfRange,
            predictedVoid,
            missing,
            unexpected,
            groundTruthVoid);
    }
}
