using System.Globalization;
using Ade20kEval.Datasets;

namespace Ade20kEval.Scoring;

/// <summary>Which confusions cost most: for each pair of classes, how much the mean IoU would rise if the one were never taken for the other.</summary>
/// <remarks>
/// If the n pixels of class k that were predicted as j were predicted right, the union of k stays, its hits rise by n, and the union of j falls by n:
/// the rise is <c>(n / U_k + TP_j / (U_j - n) - TP_j / U_j) / classes averaged</c>. Each confusion is mended alone; rises of several do not simply add.
/// A class that would vanish, being predicted in these pixels only, keeps its IoU of 0.
/// Scored are pixels whose ground truth is a class; counts are the dataset's reading, without a protocol's quirks.
/// </remarks>
public static class GainTable
{
    /// <summary>The confusions that cost most, largest rise first; equal ones in order of their classes.</summary>
    /// <param name="run">The run.</param>
    /// <param name="classesAveraged">Over how many classes the mean IoU in question is taken (<see cref="Scores.ClassesAveraged"/>).</param>
    /// <param name="count">At most how many to give.</param>
    public static IReadOnlyList<ConfusionGain> Largest(RunCounts run, int classesAveraged, int count = 20)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classesAveraged);
        ClassCounts classes = new(run.Dataset.ClassCount);
        Dictionary<(int GroundTruth, int Prediction), long> confusions = [];
        foreach (LabelPair pair in run.ZeroBased.Pairs)
        {
            if ((uint)pair.GroundTruth >= (uint)classes.ClassCount)
            {
                continue;
            }

            classes.AddGroundTruth(pair.GroundTruth, pair.Pixels);
            classes.AddPredicted(pair.Prediction, pair.Pixels);
            if (pair.GroundTruth == pair.Prediction)
            {
                classes.AddIntersection(pair.GroundTruth, pair.Pixels);
            }
            else if ((uint)pair.Prediction < (uint)classes.ClassCount)
            {
                // Several raw values may stand for one class: instances of cars, say.
                (int, int) key = (pair.GroundTruth, pair.Prediction);
                confusions[key] = confusions.GetValueOrDefault(key) + pair.Pixels;
            }
        }

        return [.. confusions
            .Select(confusion => Gain(classes, confusion.Key.GroundTruth, confusion.Key.Prediction, confusion.Value, classesAveraged))
            .OrderByDescending(gain => gain.MeanIouRise)
            .ThenBy(gain => gain.GroundTruth)
            .ThenBy(gain => gain.Prediction)
            .Take(count)];
    }

    /// <summary>A confusion in words.</summary>
    /// <returns>For example: <c>wall taken for door: 12,345 pixels, 1.3 % of wall; without them mean IoU would rise by 0.21 points.</c></returns>
    public static string Sentence(ConfusionGain gain, Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(gain);
        ArgumentNullException.ThrowIfNull(dataset);
        string groundTruth = dataset.Classes[gain.GroundTruth].Name;
        string prediction = dataset.Classes[gain.Prediction].Name;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{groundTruth} taken for {prediction}: {gain.Pixels:N0} pixels, {100 * gain.ShareOfClass:0.0} % of {groundTruth}; without them mean IoU would rise by {100 * gain.MeanIouRise:0.00} points.");
    }

    private static ConfusionGain Gain(ClassCounts classes, int groundTruth, int prediction, long pixels, int classesAveraged)
    {
        long hits = classes.Intersection[prediction];
        long union = classes.Union(prediction);
        double gained = (double)pixels / classes.Union(groundTruth);
        double freed = union == pixels ? 0 : ((double)hits / (union - pixels)) - ((double)hits / union);
        return new ConfusionGain(groundTruth, prediction, pixels, (double)pixels / classes.GroundTruth[groundTruth], (gained + freed) / classesAveraged);
    }
}
