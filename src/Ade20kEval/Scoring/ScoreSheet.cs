using Ade20kEval.Datasets;

namespace Ade20kEval.Scoring;

/// <summary>Fills in what every protocol reports beside the means that are its own.</summary>
/// <remarks>
/// A protocol counts, and says what the IoU of a class is. From that follow, by the usual definitions: pixel accuracy, accuracy,
/// precision and Dice of a class, their means over the classes in which they are defined, frequency-weighted IoU, kappa and Matthews.
/// What the original defines differently, the protocol replaces.
/// </remarks>
internal static class ScoreSheet
{
    /// <summary>The sheet without mean IoU, which each protocol takes in its own way.</summary>
    /// <param name="protocol">The protocol's name.</param>
    /// <param name="run">The run, for the images that hold a class.</param>
    /// <param name="counts">Pixels by class, as the protocol counts them.</param>
    /// <param name="iou">IoU by class, as the protocol defines it.</param>
    /// <param name="firstClass">Where in the counts class 0 of the dataset stands: 1 for a scorer that scores a background of its own at 0.</param>
    public static Scores Fill(string protocol, RunCounts run, ClassCounts counts, ReadOnlySpan<double?> iou, int firstClass = 0)
    {
        double?[] accuracy = ClassFormulas.Each(counts, ClassFormulas.Accuracy);
        double?[] dice = ClassFormulas.Each(counts, ClassFormulas.Dice);
        double?[] precision = ClassFormulas.Each(counts, ClassFormulas.Precision);
        ClassScore[] classes = new ClassScore[run.Dataset.ClassCount];
        for (int index = 0; index < classes.Length; index++)
        {
            int k = index + firstClass;
            ClassInfo info = run.Dataset.Classes[index];
            classes[index] = new ClassScore(
                index, info.Id, info.Name, iou[k], accuracy[k], dice[k], precision[k], counts.GroundTruth[k], counts.Predicted[k], counts.Intersection[k], run.ImagesPerClass[index]);
        }

        return new Scores
        {
            Protocol = protocol,
            PixelAccuracy = ClassFormulas.Ratio(counts.CorrectPixels, counts.LabelledPixels),
            MeanAccuracy = Averages.OfDefined(accuracy),
            FrequencyWeightedIou = FrequencyWeighting.Iou(counts, iou),
            MeanDice = Averages.OfDefined(dice),
            Kappa = Agreement.Kappa(counts),
            Matthews = Agreement.Matthews(counts),
            Classes = classes,
        };
    }
}
