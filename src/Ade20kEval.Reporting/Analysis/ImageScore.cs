using Ade20kEval.Counting;
using Ade20kEval.Datasets;

namespace Ade20kEval.Reporting.Analysis;

/// <summary>How one image was segmented, from its cells alone. Undefined figures are <see langword="null"/>.</summary>
/// <param name="Image">The image.</param>
/// <param name="LabelledPixels">Pixels whose ground truth is a class; only these are scored.</param>
/// <param name="CorrectPixels">Labelled pixels whose class was predicted.</param>
/// <param name="Classes">Classes in the ground truth or the prediction of the labelled pixels.</param>
/// <param name="MeanIou">Mean IoU over those classes, in [0, 1].</param>
/// <remarks>
/// <c>IoU(c) = n[c,c] / (row(c) + column(c) - n[c,c])</c> over the labelled pixels of this image; a labelled pixel predicted as no class
/// is wrong for its own class and for no other. This is the per-image part of mIoU^I in Wang et al., "Revisiting Evaluation Metrics
/// for Semantic Segmentation", NeurIPS 2023; the data set's mean IoU is another number.
/// </remarks>
public sealed record ImageScore(ImageCounts Image, long LabelledPixels, long CorrectPixels, int Classes, double? MeanIou)
{
    /// <summary>Share of the labelled pixels whose class was predicted, in [0, 1].</summary>
    public double? PixelAccuracy => LabelledPixels == 0 ? null : (double)CorrectPixels / LabelledPixels;

    /// <summary>Labelled pixels whose class was not predicted.</summary>
    public long WrongPixels => LabelledPixels - CorrectPixels;

    /// <summary>Scores every image, in the given order.</summary>
    public static IReadOnlyList<ImageScore> All(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Dataset dataset = counts.Dataset;
        long[] union = new long[dataset.ClassCount];
        long[] intersection = new long[dataset.ClassCount];
        bool[] isPresent = new bool[dataset.ClassCount];
        List<int> present = [];
        List<ImageScore> scores = new(counts.Images.Count);
        foreach (ImageCounts image in counts.Images)
        {
            long labelled = 0;
            foreach (PairCount cell in image.Cells)
            {
                if (dataset.ClassifyGroundTruth(cell.GroundTruth).ClassIndex is not int groundTruth)
                {
                    continue;
                }

                labelled += cell.Pixels;
                See(groundTruth);
                union[groundTruth] += cell.Pixels;
                if (dataset.ClassifyPrediction(cell.Prediction, counts.Labels).ClassIndex is not int prediction)
                {
                    continue;
                }

                if (prediction == groundTruth)
                {
                    intersection[groundTruth] += cell.Pixels;
                }
                else
                {
                    See(prediction);
                    union[prediction] += cell.Pixels;
                }
            }

            long correct = 0;
            double sum = 0;
            present.Sort();
            foreach (int c in present)
            {
                sum += (double)intersection[c] / union[c];
                correct += intersection[c];
                union[c] = intersection[c] = 0;
                isPresent[c] = false;
            }

            scores.Add(new ImageScore(image, labelled, correct, present.Count, present.Count == 0 ? null : sum / present.Count));
            present.Clear();
        }

        return scores;

        void See(int c)
        {
            if (!isPresent[c])
            {
                isPresent[c] = true;
                present.Add(c);
            }
        }
    }
}
