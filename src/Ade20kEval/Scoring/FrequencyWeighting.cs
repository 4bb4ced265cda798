namespace Ade20kEval.Scoring;

/// <summary>Frequency-weighted IoU: the classes' IoUs weighted with their shares of the ground truth.</summary>
internal static class FrequencyWeighting
{
    /// <summary><c>sum over k of (t_k / sum of t) * IoU_k</c>.</summary>
    /// <param name="counts">Ground-truth pixels by class, the weights.</param>
    /// <param name="iou">IoU by class; a class without ground truth has no weight, whatever its IoU.</param>
    /// <returns>A value in [0, 1]; <see langword="null"/> when no class occurs in the ground truth.</returns>
    /// <remarks>Source: Long, Shelhamer, Darrell, "Fully Convolutional Networks for Semantic Segmentation", CVPR 2015.</remarks>
    public static double? Iou(ClassCounts counts, ReadOnlySpan<double?> iou)
    {
        ArgumentNullException.ThrowIfNull(counts);
        long all = 0;
        foreach (long pixels in counts.GroundTruth)
        {
            all += pixels;
        }

        if (all == 0)
        {
            return null;
        }

        double sum = 0;
        for (int k = 0; k < iou.Length; k++)
        {
            sum += (double)counts.GroundTruth[k] / all * (iou[k] ?? 0);
        }

        return sum;
    }
}
