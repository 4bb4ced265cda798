using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Scoring;

/// <summary>The catalogue of metrics: what documents, tables, pages, gates and boards call figures by.</summary>
public static class Metrics
{
    private const string ByProtocol = "Defined by the protocol alone.";

    /// <summary>Mean IoU.</summary>
    public static Metric MeanIou { get; } = new(
        "meanIou", "Mean IoU", "mIoU", MetricKind.Fraction,
        "Intersection over union of each class, counted over all images together, averaged over the classes.",
        "Everingham et al., The Pascal Visual Object Classes (VOC) Challenge, IJCV 88(2), 2010", scores => scores.MeanIou);

    /// <summary>Pixel accuracy.</summary>
    public static Metric PixelAccuracy { get; } = new(
        "pixelAccuracy", "Pixel accuracy", "aAcc", MetricKind.Fraction,
        "Share of the scored pixels whose class was predicted.",
        "Long, Shelhamer, Darrell, Fully Convolutional Networks for Semantic Segmentation, CVPR 2015", scores => scores.PixelAccuracy);

    /// <summary>The challenge score.</summary>
    public static Metric ChallengeScore { get; } = new(
        "challengeScore", "Challenge score", "score", MetricKind.Fraction,
        "(pixel accuracy + mean IoU) / 2, the number that the SceneParse150 challenge ranks by.",
        "Zhou et al., Scene Parsing through ADE20K Dataset, CVPR 2017", scores => scores.ChallengeScore);

    /// <summary>Mean accuracy of the classes.</summary>
    public static Metric MeanAccuracy { get; } = new(
        "meanAccuracy", "Mean accuracy", "mAcc", MetricKind.Fraction,
        "Recall of each class (correct pixels / its ground-truth pixels), averaged over the classes.",
        "Long, Shelhamer, Darrell, Fully Convolutional Networks for Semantic Segmentation, CVPR 2015", scores => scores.MeanAccuracy);

    /// <summary>Frequency-weighted IoU.</summary>
    public static Metric FrequencyWeightedIou { get; } = new(
        "frequencyWeightedIou", "Frequency-weighted IoU", "fwIoU", MetricKind.Fraction,
        "IoU of each class, weighted with its share of the ground truth.",
        "Long, Shelhamer, Darrell, Fully Convolutional Networks for Semantic Segmentation, CVPR 2015", scores => scores.FrequencyWeightedIou);

    /// <summary>Mean Dice.</summary>
    public static Metric MeanDice { get; } = new(
        "meanDice", "Mean Dice", "mDice", MetricKind.Fraction,
        "2 x intersection / (ground-truth + predicted pixels) of each class, averaged over the classes.",
        "Dice, Measures of the Amount of Ecologic Association Between Species, Ecology 26(3), 1945", scores => scores.MeanDice);

    /// <summary>Cohen's kappa.</summary>
    public static Metric Kappa { get; } = new(
        "kappa", "Cohen's kappa", "kappa", MetricKind.Coefficient,
        "Agreement beyond what the class frequencies alone would give; 1 is perfect, 0 is chance.",
        "Cohen, A Coefficient of Agreement for Nominal Scales, 1960", scores => scores.Kappa);

    /// <summary>Matthews correlation.</summary>
    public static Metric Matthews { get; } = new(
        "matthews", "Matthews correlation", "MCC", MetricKind.Coefficient,
        "Correlation of ground truth and prediction over all classes, in [-1, 1].",
        "Gorodkin, Comparing two K-category assignments by a K-category correlation coefficient, 2004", scores => scores.Matthews);

    /// <summary>The headline figures that every protocol reports, in the order of run documents.</summary>
    public static IReadOnlyList<Metric> All { get; } =
        [PixelAccuracy, MeanIou, ChallengeScore, MeanAccuracy, FrequencyWeightedIou, MeanDice, Kappa, Matthews];

    /// <summary>The headline figures in the order in which people read them: the most quoted first.</summary>
    public static IReadOnlyList<Metric> ByImportance { get; } =
        [MeanIou, PixelAccuracy, ChallengeScore, MeanAccuracy, FrequencyWeightedIou, MeanDice, Kappa, Matthews];

    /// <summary>The metric of a name: its key, or the short name that papers print; case matters not.</summary>
    /// <exception cref="InputException">There is none; the message gives the nearest names.</exception>
    public static Metric Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(metric => name.Equals(metric.Key, StringComparison.OrdinalIgnoreCase) || name.Equals(metric.ShortName, StringComparison.OrdinalIgnoreCase))
            ?? (OfProtocols.Known.ContainsKey(name) ? OfProtocol(name) : null)
            ?? throw new InputException(NearestNames.NotFound("metric", name, [.. All.Select(metric => metric.Key), .. OfProtocols.Known.Keys]));
    }

    /// <summary>A metric that a protocol reports beside the headline figures.</summary>
    /// <param name="key">Its key; <c>figure.part</c> where there is one for every class or category.</param>
    internal static Metric OfProtocol(string key)
    {
        (string title, MetricKind kind, string definition) = OfProtocols.Known.GetValueOrDefault(key, (Words(key), MetricKind.Fraction, ByProtocol));
        return new Metric(key, title, title, kind, definition, "", scores => scores.Extra.FirstOrDefault(figure => figure.Key == key).Value);
    }

    // "categoryIou.vehicle" is "Category IoU.vehicle".
    private static string Words(string key)
    {
        string words = string.Concat(key.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? " " + char.ToLowerInvariant(c) : i == 0 ? char.ToUpperInvariant(c).ToString() : c.ToString()));
        return words.Replace("iou", "IoU", StringComparison.Ordinal).Replace("f score", "F-score", StringComparison.Ordinal);
    }

    /// <summary>What single protocols report beside the headline figures. A class of its own, so that it is made where it is asked for: most runs do not.</summary>
    private static class OfProtocols
    {
        public static readonly Dictionary<string, (string Title, MetricKind Kind, string Definition)> Known = new(StringComparer.Ordinal)
        {
            ["meanFScore"] = ("Mean F-score", MetricKind.Fraction, "2 x precision x recall / (precision + recall) of each class, averaged over the classes with a hit."),
            ["meanPrecision"] = ("Mean precision", MetricKind.Fraction, "Correct pixels / pixels predicted as the class, averaged over the classes that were predicted."),
            ["meanRecall"] = ("Mean recall", MetricKind.Fraction, "Correct pixels / ground-truth pixels of the class, averaged over the classes in the ground truth."),
            ["meanIouNanToNum0"] = ("Mean IoU, undefined as 0", MetricKind.Fraction, "Mean IoU with nan_to_num=0: classes that do not occur count as 0."),
            ["backgroundIou"] = ("Background IoU", MetricKind.Fraction, "IoU of what belongs to none of the dataset's classes."),
            ["microIou"] = ("Micro IoU", MetricKind.Fraction, "Sum of the classes' intersections / sum of their unions."),
            ["weightedIou"] = ("Weighted IoU", MetricKind.Fraction, "IoU of each class, weighted with its ground-truth pixels."),
            ["humanSimilarityAccuracy"] = ("Human similarity accuracy", MetricKind.Fraction, "Pixel accuracy in which taking a class for one that people judge alike is worth a part; four classes are worth 0.8 where they are right."),
            ["imageClassPairs"] = ("Pairs of image and class", MetricKind.Count, "Over how many pairs of an image and a class the mean IoU was taken."),
            ["categoryMeanIou"] = ("Category mean IoU", MetricKind.Fraction, "IoU of each category, its classes counted as one, averaged over the categories."),
            ["instanceMeanIou"] = ("Instance-weighted mean IoU", MetricKind.Fraction, "iIoU: hits and misses of every instance weighted as if it were of its class's average size."),
            ["categoryInstanceMeanIou"] = ("Instance-weighted category mean IoU", MetricKind.Fraction, "iIoU of each category whose labels all have instances, averaged."),
        };
    }
}
