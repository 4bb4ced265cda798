using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>Large shares that a score says nothing of: pixels left out, classes that nobody annotated, chance, sides exchanged. The numbers stay as they are.</summary>
internal static class ShareDiagnosis
{
    private const double LargeIgnoredShare = 1.0 / 3;
    private const double LargeAbsentShare = 0.1;
    private const double LargeVoidShare = 0.01;
    private const double FewClasses = 0.1;
    private const int ManyImages = 20;

    // "Moderate" agreement, as everywhere in this room.
    private const double LeastExchanged = 0.4;
    private const double LeastSilent = 0.01;

    /// <summary>The warnings, a sentence or two each.</summary>
    /// <param name="run">The run as it is scored.</param>
    /// <param name="protocol">Says what the other order would score.</param>
    public static IEnumerable<string> Warnings(RunCounts run, Protocol protocol)
    {
        Shares shares = new(run);
        if (shares.Ignored > LargeIgnoredShare * shares.All || (shares.Ignored > 0 && run.Dataset.ClassCount == 2 && shares.GroundTruthClasses == 1))
        {
            yield return $"{FindingNumbers.Share(shares.Ignored, shares.All)} of the ground truth ({Plural.Of(shares.Ignored, "pixel")}) is ignored and not scored: {ValueRanges.Text(shares.IgnoredValues)}."
                + (run.Dataset.ClassCount == 2 && shares.GroundTruthClasses == 1 ? $" Were {ValueRanges.Text([.. shares.IgnoredValues, .. shares.ClassValues])} meant as the two classes?" : "")
                + $" If that is not meant, {Advice.Doctor}.";
        }

        foreach ((int index, long pixels) in shares.PredictedOf.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(5))
        {
            if (pixels >= LargeAbsentShare * shares.Labelled)
            {
                yield return $"Class '{run.Dataset.Classes[index].Name}' is predicted on {FindingNumbers.Share(pixels, shares.Labelled)} of the labelled pixels, and the ground truth never holds it.";
            }
        }

        if (shares.Labelled > 0 && run.Dataset.ClassCount > 1
            && (shares.GroundTruthClasses == 1 || (run.Images.Count >= ManyImages && shares.GroundTruthClasses < FewClasses * run.Dataset.ClassCount)))
        {
            yield return $"The ground truth holds {shares.GroundTruthClasses} of {run.Dataset.ClassCount} classes only: means over classes say little.";
        }

        AgreeingPixels agreement = AgreeingPixels.Of(run);
        if (agreement.IsAtChance)
        {
            yield return $"Predictions agree with the ground truth on {agreement} of the labelled pixels; strewn at random the same values would on {agreement.ChanceShare}. Are these predictions of these images? To find out, {Advice.Doctor}.";
        }

        long silent = run.Images.Sum(image => PixelsWithoutPrediction(run, image));
        if (silent > 0 && silent >= LeastSilent * shares.Labelled)
        {
            yield return $"Of {FindingNumbers.Count(silent)} labelled pixels ({FindingNumbers.Share(silent, shares.Labelled)}) predictions say nothing: the value {Dataset.NoPrediction}, or no segment of a table covers them. Each counts as a miss.";
        }

        if (SidesExchanged(shares, run, protocol) is string exchanged)
        {
            yield return $"Predictions hold ignored values on {FindingNumbers.Share(shares.PredictedVoid, shares.All)} of the pixels, and the ground truth holds none: are the two exchanged? {exchanged}";
        }
    }

    /// <summary>What the other order would score, where predictions look like the ground truth and the ground truth like predictions; else <see langword="null"/>.</summary>
    /// <param name="run">The run as it is scored.</param>
    /// <param name="protocol">Says what the other order would score.</param>
    public static string? SidesExchanged(RunCounts run, Protocol protocol) => SidesExchanged(new Shares(run), run, protocol);

    private static string? SidesExchanged(Shares shares, RunCounts run, Protocol protocol)
    {
        if (shares.Ignored > 0 || shares.PredictedVoid < LargeVoidShare * shares.All || run.Labels != PredictionLabels.Ids || !protocol.Fits(run.Dataset))
        {
            return null;
        }

        RunCounts other = new(run.Dataset, run.Labels, [.. run.Images.Select(Exchanged)]);
        return !(AgreeingPixels.Of(other).Kappa >= LeastExchanged) ? null   // in the other order they would not fit either
            : protocol.Score(other).MeanIou is double meanIou ? Invariant($"In the other order the mean IoU is {100 * meanIou:0.00} % ({protocol.Name}).")
            : $"In the other order there is no mean IoU ({protocol.Name}).";
    }

    // Of an image that has a prediction; one that has none is told elsewhere.
    private static long PixelsWithoutPrediction(RunCounts run, ImageCounts image)
    {
        long pixels = 0;
        bool hasPrediction = false;
        foreach (PairCount cell in image.Cells)
        {
            hasPrediction |= cell.Prediction != Dataset.NoPrediction;
            pixels += cell.Prediction == Dataset.NoPrediction && run.Dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is not null ? cell.Pixels : 0;
        }

        return hasPrediction ? pixels : 0;
    }

    private static ImageCounts Exchanged(ImageCounts image) => new(
        image.Name,
        image.Width,
        image.Height,
        [.. image.Cells.ToArray().Select(cell => new PairCount(cell.Prediction, cell.GroundTruth, cell.Pixels)).OrderBy(cell => (cell.GroundTruth, cell.Prediction))]);

    /// <summary>What the counts hold, added up once.</summary>
    private sealed class Shares
    {
        public Shares(RunCounts run)
        {
            HashSet<int> classes = [];
            foreach (PairCount cell in run.Total.Cells)
            {
                All += cell.Pixels;
                LabelMeaning truth = run.Dataset.ClassifyGroundTruth(cell.GroundTruth);
                LabelMeaning guess = run.Dataset.ClassifyPrediction(cell.Prediction, run.Labels);
                if (guess.Kind == LabelKind.Ignored && cell.Prediction != Dataset.NoPrediction)
                {
                    PredictedVoid += cell.Pixels;
                }

                if (truth.Kind == LabelKind.Ignored)
                {
                    Ignored += cell.Pixels;
                    IgnoredValues.Add(cell.GroundTruth);
                }
                else if (truth.ClassIndex is int index)
                {
                    Labelled += cell.Pixels;
                    ClassValues.Add(cell.GroundTruth);
                    classes.Add(index);
                    if (guess.ClassIndex is int predicted)
                    {
                        PredictedOf[predicted] = PredictedOf.GetValueOrDefault(predicted) + cell.Pixels;
                    }
                }
            }

            GroundTruthClasses = classes.Count;
            foreach (int present in classes)
            {
                PredictedOf.Remove(present);
            }
        }

        public long All { get; }

        public long Ignored { get; }

        public long Labelled { get; }

        public long PredictedVoid { get; }

        public int GroundTruthClasses { get; }

        public SortedSet<int> IgnoredValues { get; } = [];

        public SortedSet<int> ClassValues { get; } = [];

        /// <summary>Of classes that the ground truth never holds, the labelled pixels on which they are predicted.</summary>
        public Dictionary<int, long> PredictedOf { get; } = [];
    }
}
