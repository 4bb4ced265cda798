using System.Globalization;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Figures;
using Ade20kEval.Figures.Qualitative;
using Ade20kEval.Files;
using Ade20kEval.Imaging.Photographs;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Reporting.Pictures;
using Ade20kEval.Scoring;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Qualitative;

/// <summary>Scores all images, picks some and reads what a figure shows of them.</summary>
internal static class QualitativeImages
{
    private const int MostLegendClasses = 40;

    /// <summary>The figure.</summary>
    /// <exception cref="InputException">Masks or pictures are missing or malformed, or an image that was named is not in the set.</exception>
    public static Drawing Compose(QualitativeSource source, QualitativeChoice choice, FigureStyle style, CancellationToken cancellation)
    {
        using MaskSource groundTruth = NonEmptyMasks.Open(source.GroundTruth, MaskInputOptions.Default);
        List<MaskSource> predictions = [];
        try
        {
            predictions.AddRange(source.Predictions.Select(path => NonEmptyMasks.Open(path, MaskInputOptions.Default)));
            EvaluationOptions options = new() { Scoring = new ScoringOptions { Dataset = source.Dataset, PredictionLabels = source.Labels } };
            ImageScore[][] scores = [.. Evaluator.Evaluate(groundTruth, predictions, options, cancellation)
                .Select(run => PerImageScores.Compute(run.Counts, ClassPresence.GroundTruth).Images.ToArray())];
            int[] picked = Pick(scores[0], choice);
            return Draw(source, groundTruth, predictions, scores, picked, style);
        }
        finally
        {
            predictions.ForEach(set => set.Dispose());
        }
    }

    /// <summary>The places of the images to show, in the order of the figure.</summary>
    private static int[] Pick(ImageScore[] scores, QualitativeChoice choice)
    {
        if (choice.Names.Count > 0)
        {
            string[] known = [.. scores.Select(score => score.Image.Name)];
            return [.. choice.Names.Select(name => Array.IndexOf(known, name) is int place and >= 0 ? place : throw new InputException(NearestNames.NotFound("image", name, known)))];
        }

        IEnumerable<int> scored = Enumerable.Range(0, scores.Length).Where(i => scores[i].MeanIou is not null);
        return [.. (choice.Best ? scored.OrderByDescending(i => scores[i].MeanIou) : scored.OrderBy(i => scores[i].MeanIou)).Take(choice.Count)];
    }

    private static QualitativeDrawing Draw(QualitativeSource source, MaskSource groundTruth, List<MaskSource> predictions, ImageScore[][] scores, int[] picked, FigureStyle style)
    {
        using PictureSet? pictures = source.Images is null ? null : new PictureSet(source.Images, source.Dataset.Pairing);
        string[] columns = [.. pictures is null ? [] : (string[])["image"], "ground truth", .. source.Names];
        int longestSide = QualitativeDrawing.LongestSide(columns.Length, style);
        long[] seen = new long[source.Dataset.ClassCount];
        List<List<QualitativeCell>> rows = [.. picked.Select(_ => new List<QualitativeCell>())];
        for (int row = 0; row < picked.Length && pictures is not null; row++)
        {
            string name = scores[0][picked[row]].Image.Name;
            string bare = name[(name.LastIndexOf('/') + 1)..];
            if (!pictures.TryRead(bare, out ReadOnlyMemory<byte> picture))
            {
                throw new InputException($"{source.Images}: there is no picture of {name}.");
            }

            byte[] small = Photograph.Thumbnail(picture, pictures.FileOf(bare), longestSide);
            (_, int width, int height) = Photograph.Read(small, name);
            rows[row].Add(new QualitativeCell(small, width, height, IsMask: false, name));
        }

        LabelMap map = new();
        for (int set = 0; set < predictions.Count; set++)
        {
            using MaskReader truths = groundTruth.CreateReader();
            using MaskReader guesses = predictions[set].CreateReader();
            Dictionary<string, MaskPair> pairs = PairFinder.Find(groundTruth, predictions[set], source.Dataset.Pairing).Pairs.ToDictionary(pair => pair.Name);
            for (int row = 0; row < picked.Length; row++)
            {
                ImageScore score = scores[set][picked[row]];
                MaskPair pair = pairs[score.Image.Name];
                (int Width, int Height) size = (score.Image.Width, score.Image.Height);
                if (set == 0)
                {
                    truths.Read(pair.GroundTruth, map, size);
                    rows[row].Add(Mask(PredictionLabels.Ids, pictures is null ? score.Image.Name : ""));
                }

                guesses.Read(pair.Prediction!, map, size);
                rows[row].Add(Mask(source.Labels, score.MeanIou is double iou ? $"mean IoU {(iou * 100).ToString("0.0", CultureInfo.InvariantCulture)} %" : ""));
            }
        }

        ClassInfo[] legend = [.. Enumerable.Range(0, seen.Length).Where(k => seen[k] > 0).OrderByDescending(k => seen[k]).Take(MostLegendClasses).Select(k => source.Dataset.Classes[k])];
        return new QualitativeDrawing(new QualitativeFigure($"Qualitative results: {string.Join(", ", source.Names)}", columns, [.. rows.Select(cells => new QualitativeRow(cells))], legend), style);

        QualitativeCell Mask(PredictionLabels held, string caption) =>
            new(MaskThumbnail.Classes(map, source.Dataset, held, Math.Max(longestSide, Math.Max(map.Width, map.Height)), seen), map.Width, map.Height, IsMask: true, caption);
    }
}
