using Ade20kEval.Counting;
using Ade20kEval.Datasets;

namespace Ade20kEval.Scoring;

/// <summary>Mean IoU image by image, and what follows from it: means over images and over classes, and the worst cases.</summary>
/// <remarks>
/// <c>IoU[i, c] = TP / (TP + FP + FN)</c> over the labelled pixels of image i; a labelled pixel that is predicted as no class is wrong for its
/// own class and for no other. With <see cref="ClassPresence.GroundTruth"/> this is mIoU^I and mIoU^C of Wang et al., "Revisiting Evaluation
/// Metrics for Semantic Segmentation", NeurIPS 2023, as their code has it (zifuwanggg/JDTLosses@68ce8ac, metrics/accuracy_metric.py); with
/// <see cref="ClassPresence.Either"/> figures are some points lower. Images without a labelled pixel are left out, and classes that are in no image.
/// The same under every protocol. Undefined is <see langword="null"/>. Immutable.
/// </remarks>
public sealed class PerImageScores
{
    private readonly List<double>[] _ofClass;
    private readonly ImageScore[] _images;

    private PerImageScores(ImageScore[] images, List<double>[] ofClass)
    {
        _images = images;
        _ofClass = ofClass;
    }

    /// <summary>Every image, in name order.</summary>
    public IReadOnlyList<ImageScore> Images => _images;

    /// <summary>mIoU^I: the mean over images of their mean IoU.</summary>
    public double? MeanOverImages => Averages.OfDefined([.. _images.Select(image => image.MeanIou)]);

    /// <summary>mIoU^C: per class the mean over the images in which it counts, then the mean over the classes that count anywhere.</summary>
    public double? MeanOverClasses => Averages.OfDefined([.. _ofClass.Select(values => values.Count == 0 ? (double?)null : values.Sum() / values.Count)]);

    /// <summary>mIoU^I_q: the mean of the images with the lowest mean IoU, <c>max(1, floor(q N))</c> of N.</summary>
    /// <param name="share">The share q, a fraction in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is no fraction in (0, 1].</exception>
    public double? WorstImages(double share = 0.05) => Lowest([.. _images.Select(image => image.MeanIou).OfType<double>()], share);

    /// <summary>mIoU^C_q: per class the mean of its lowest <c>max(1, floor(q N_c))</c> images of the N_c in which it counts, then the mean over the classes.</summary>
    /// <param name="share">The share q, a fraction in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is no fraction in (0, 1].</exception>
    public double? WorstImagesOfClasses(double share = 0.05) => Averages.OfDefined([.. _ofClass.Select(values => Lowest([.. values], share))]);

    /// <summary>Scores every image of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="presence">Which classes count in an image.</param>
    public static PerImageScores Compute(RunCounts run, ClassPresence presence)
    {
        ArgumentNullException.ThrowIfNull(run);
        int n = run.Dataset.ClassCount;
        List<double>[] ofClass = [.. Enumerable.Range(0, n).Select(_ => new List<double>())];
        ImageScore[] images = new ImageScore[run.Images.Count];
        ClassCounts counts = new(n);
        for (int i = 0; i < images.Length; i++)
        {
            images[i] = Score(run.ZeroBased, run.Images[i], presence, counts, ofClass);
        }

        return new PerImageScores(images, ofClass);
    }

    private static ImageScore Score(ZeroBasedLabels labels, ImageCounts image, ClassPresence presence, ClassCounts counts, List<double>[] ofClass)
    {
        counts.Clear();
        foreach (PairCount cell in image.Cells)
        {
            int groundTruth = labels.GroundTruth(cell.GroundTruth);
            int prediction = labels.Prediction(cell.Prediction);
            if ((uint)groundTruth < (uint)counts.ClassCount)
            {
                counts.AddGroundTruth(groundTruth, cell.Pixels);
                counts.AddPredicted(prediction, cell.Pixels);
                counts.AddAccuracy(groundTruth == prediction, cell.Pixels);
                if (groundTruth == prediction)
                {
                    counts.AddIntersection(groundTruth, cell.Pixels);
                }
            }
        }

        double sum = 0;
        int classes = 0;
        for (int k = 0; k < counts.ClassCount; k++)
        {
            if (ClassFormulas.Iou(counts, k) is double iou && (presence == ClassPresence.Either || counts.GroundTruth[k] > 0))
            {
                sum += iou;
                classes++;
                ofClass[k].Add(iou);
            }
        }

        return new ImageScore(image, counts.LabelledPixels, counts.CorrectPixels, classes, classes == 0 ? null : sum / classes);
    }

    private static double? Lowest(double[] values, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        if (values.Length == 0)
        {
            return null;
        }

        Array.Sort(values);
        // 0.05 is no binary fraction: the billionth keeps 5 % of 20 images from being none.
        int count = Math.Max(1, (int)Math.Floor((share * values.Length) + 1e-9));
        return Averages.PairwiseSum(values.AsSpan(0, count)) / count;
    }
}
