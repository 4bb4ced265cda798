using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>segmentation.MeanIoU of TorchMetrics: a mean over images and classes, not over the dataset.</summary>
internal sealed class TorchMetricsProtocol : Protocol
{
    /// <inheritdoc/>
    public override string Name => "torchmetrics";

    /// <inheritdoc/>
    public override string Title => "TorchMetrics segmentation.MeanIoU (per image)";

    /// <inheritdoc/>
    public override string Source => "Lightning-AI/torchmetrics@dab0333 (1.9.0): segmentation/mean_iou.py, functional/segmentation/mean_iou.py";

    /// <inheritdoc/>
    public override string Explanation => """
        Labels: 0..N-1 and nothing else; there is no ignore_index.
        IoU: per image and class; the mean is over all pairs of image and class with a union, so that a class seen often weighs more (extra figure imageClassPairs). Per class: mean over the images in which it occurs on either side.
        Absent classes: skipped image by image; predicted but absent in an image: 0.
        Out of range: one_hot raises, on either side.
        Predicted void: one_hot raises; void ground truth likewise. Pixels without label must be removed beforehand.
        Arithmetic: float32 in the original, double here. Before 1.7.1 absent classes scored 0 and stayed in the mean.
        """;

    /// <inheritdoc/>
    internal override ProtocolTraits Traits(Dataset dataset) => new()
    {
        AbsentClasses = "left out, image by image",
        PredictedOutOfRange = "the original raises",
        PredictedVoid = "the original raises",
        GroundTruthOutOfRange = "the original raises",
        GroundTruthVoid = "the original raises",
        Always = "mean over pairs of image and class, not over the dataset",
    };

    /// <inheritdoc/>
    internal override AdditiveScore Additive(Dataset dataset) => new()
    {
        ClassCount = dataset.ClassCount,
        Count = ClosedBins.Add,
        MeanOfImages = true,
    };

    /// <inheritdoc/>
    public override Scores Score(RunCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int n = counts.Dataset.ClassCount;
        ClassCounts all = new(n);
        foreach (LabelPair pair in counts.ZeroBased.Pairs)
        {
            if ((uint)pair.GroundTruth >= (uint)n || (pair.Prediction != ZeroBasedLabels.Nothing && (uint)pair.Prediction >= (uint)n))
            {
                return Scores.Failed(Name, Invariant($"The original raises: one_hot takes 0..{n - 1} only, but ground-truth value {pair.Raw.GroundTruth} meets predicted value {pair.Raw.Prediction} in {pair.Pixels:N0} pixels; it has no ignore_index."));
            }

            ClosedBins.Add(pair.GroundTruth, pair.Prediction, pair.Pixels, all);
        }

        double sum = 0;
        long pairs = 0;
        double[] sumOfClass = new double[n];
        long[] imagesOfClass = new long[n];
        ClassCounts image = new(n);
        foreach (ImageCounts cells in counts.Images)
        {
            image.Clear();
            foreach (PairCount cell in cells.Cells)
            {
                ClosedBins.Add(counts.ZeroBased.GroundTruth(cell.GroundTruth), counts.ZeroBased.Prediction(cell.Prediction), cell.Pixels, image);
            }

            for (int k = 0; k < n; k++)
            {
                if (ClassFormulas.Iou(image, k) is double iou)
                {
                    sum += iou;
                    pairs++;
                    sumOfClass[k] += iou;
                    imagesOfClass[k]++;
                }
            }
        }

        double?[] classIou = new double?[n];
        for (int k = 0; k < n; k++)
        {
            classIou[k] = imagesOfClass[k] == 0 ? null : sumOfClass[k] / imagesOfClass[k];
        }

        return ScoreSheet.Fill(Name, counts, all, classIou) with
        {
            MeanIou = pairs == 0 ? null : sum / pairs,
            ClassesAveraged = Averages.DefinedCount(classIou),
            Extra = [new("imageClassPairs", pairs)],
        };
    }
}
