using Ade20kEval.Counting;
using Ade20kEval.Datasets;

namespace Ade20kEval.Scoring;

/// <summary>IoU image by image: what the data-set mean, which large regions rule, does not show.</summary>
/// <remarks>
/// Pixels whose ground truth is a class are scored; a prediction that is no class is a miss. A class is present in an image where
/// ground truth or prediction holds it. The data-set mean IoU (mIoU^D) is each protocol's own; here are the two others of
/// Wang et al., "Revisiting Evaluation Metrics for Semantic Segmentation: Optimization and Evaluation of Fine-grained Intersection over Union", NeurIPS 2023.
/// </remarks>
public sealed class PerImageScores
{
    private readonly double?[] _meanIouOfImages;
    private readonly double?[] _meanIouOfClasses;

    private PerImageScores(double?[] meanIouOfImages, double?[] meanIouOfClasses)
    {
        _meanIouOfImages = meanIouOfImages;
        _meanIouOfClasses = meanIouOfClasses;
    }

    /// <summary>For each image, in the run's order, the mean IoU over the classes present in it; <see langword="null"/> for an image in which nothing is scored.</summary>
    public IReadOnlyList<double?> MeanIouOfImages => _meanIouOfImages;

    /// <summary>For each class, in order of its index, the mean of its IoU over the images in which it is present; <see langword="null"/> where it is in none.</summary>
    public IReadOnlyList<double?> MeanIouOfClasses => _meanIouOfClasses;

    /// <summary>mIoU^I: the mean over images of their mean IoU; <see langword="null"/> without a scored image.</summary>
    public double? MeanOverImages => Averages.OfDefined(_meanIouOfImages);

    /// <summary>mIoU^C: the mean over classes of their mean IoU per image; <see langword="null"/> without a present class.</summary>
    public double? MeanOverClasses => Averages.OfDefined(_meanIouOfClasses);

    /// <summary>The mean of the lowest share of images, at least one of them.</summary>
    /// <param name="share">The share q of scored images, a fraction in (0, 1]; rounded up to whole images.</param>
    public double? WorstImages(double share = 0.05) => Worst(_meanIouOfImages, share);

    /// <summary>The mean of the lowest share of classes, at least one of them.</summary>
    /// <param name="share">The share q of present classes, a fraction in (0, 1]; rounded up to whole classes.</param>
    public double? WorstClasses(double share = 0.05) => Worst(_meanIouOfClasses, share);

    /// <summary>Scores every image of a run.</summary>
    public static PerImageScores Of(RunCounts run)
    {
        ArgumentNullException.ThrowIfNull(run);
        int n = run.Dataset.ClassCount;
        ClassCounts image = new(n);
        double?[] images = new double?[run.Images.Count];
        double[] sumOfClass = new double[n];
        int[] imagesOfClass = new int[n];
        for (int i = 0; i < images.Length; i++)
        {
            Count(run.ZeroBased, run.Images[i], image);
            double sum = 0;
            int present = 0;
            for (int k = 0; k < n; k++)
            {
                if (ClassFormulas.Iou(image, k) is double iou)
                {
                    sum += iou;
                    present++;
                    sumOfClass[k] += iou;
                    imagesOfClass[k]++;
                }
            }

            images[i] = present == 0 ? null : sum / present;
        }

        double?[] classes = new double?[n];
        for (int k = 0; k < n; k++)
        {
            classes[k] = imagesOfClass[k] == 0 ? null : sumOfClass[k] / imagesOfClass[k];
        }

        return new PerImageScores(images, classes);
    }

    private static void Count(ZeroBasedLabels labels, ImageCounts counts, ClassCounts image)
    {
        image.Clear();
        foreach (PairCount cell in counts.Cells)
        {
            int groundTruth = labels.GroundTruth(cell.GroundTruth);
            int prediction = labels.Prediction(cell.Prediction);
            if ((uint)groundTruth < (uint)image.ClassCount)
            {
                image.AddGroundTruth(groundTruth, cell.Pixels);
                image.AddPredicted(prediction, cell.Pixels);
                if (groundTruth == prediction)
                {
                    image.AddIntersection(groundTruth, cell.Pixels);
                }
            }
        }
    }

    private static double? Worst(double?[] values, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        double[] sorted = new double[Averages.DefinedCount(values)];
        int next = 0;
        foreach (double? value in values)
        {
            if (value is double defined)
            {
                sorted[next++] = defined;
            }
        }

        Array.Sort(sorted);
        int count = (int)Math.Ceiling(share * sorted.Length);
        return count == 0 ? null : Averages.PairwiseSum(sorted.AsSpan(0, count)) / count;
    }
}
