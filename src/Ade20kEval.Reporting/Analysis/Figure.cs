using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>One headline figure with what people need to read it.</summary>
/// <param name="Key">Its name in the run document.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Value">Its value; <see langword="null"/> where it is undefined.</param>
/// <param name="IsFraction">Whether it is in [0, 1] and shown as percent.</param>
/// <param name="Definition">How it is computed, one sentence.</param>
public sealed record Figure(string Key, string Title, double? Value, bool IsFraction, string Definition)
{
    /// <summary>The figures that one protocol gives, the most quoted first.</summary>
    public static IReadOnlyList<Figure> Of(Scores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        List<Figure> figures =
        [
            new("meanIou", $"Mean IoU over {scores.ClassesAveraged} classes", scores.MeanIou, true, "Intersection over union of each class, counted over all images together, averaged over the classes."),
            new("pixelAccuracy", "Pixel accuracy", scores.PixelAccuracy, true, "Share of the scored pixels whose class was predicted."),
            new("challengeScore", "Challenge score", scores.ChallengeScore, true, "(pixel accuracy + mean IoU) / 2, the number that the SceneParse150 challenge ranks by."),
            new("meanAccuracy", "Mean accuracy", scores.MeanAccuracy, true, "Recall of each class (correct pixels / its ground-truth pixels), averaged over the classes."),
            new("frequencyWeightedIou", "Frequency-weighted IoU", scores.FrequencyWeightedIou, true, "IoU of each class, weighted with its share of the ground truth."),
            new("meanDice", "Mean Dice", scores.MeanDice, true, "2 x intersection / (ground-truth + predicted pixels) of each class, averaged over the classes."),
            new("kappa", "Cohen's kappa", scores.Kappa, false, "Agreement beyond what the class frequencies alone would give; 1 is perfect, 0 is chance."),
            new("matthews", "Matthews correlation", scores.Matthews, false, "Correlation of ground truth and prediction over all classes (Gorodkin 2004), in [-1, 1]."),
        ];
        foreach ((string key, double? value) in scores.Extra)
        {
            figures.Add(new Figure(key, Words(key), value, value is null or (>= 0 and <= 1), $"Defined by the protocol {scores.Protocol} alone."));
        }

        return figures;
    }

    /// <summary>The words of a key in the run document: <c>categoryMeanIou</c> is "Category mean IoU".</summary>
    private static string Words(string key)
    {
        string words = string.Concat(key.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? " " + char.ToLowerInvariant(c) : i == 0 ? char.ToUpperInvariant(c).ToString() : c.ToString()));
        return words.Replace("iou", "IoU", StringComparison.Ordinal).Replace("f score", "F-score", StringComparison.Ordinal);
    }
}
