using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols.CountingRules;
using Ade20kEval.Scoring;

namespace Ade20kEval.Protocols;

/// <summary>BoundaryIoU and min(IoU, B-IoU) of Detectron2's SemSegEvaluator, by class.</summary>
/// <remarks>
/// Its boundary value is a difference of labels, not a class, and it indexes its table with bytes: (N + 1) x pred + gt
/// wraps round at 256, so from 16 classes on boundary pixels land in cells of other classes, all of them in the first rows.
/// <c>indexWraps</c> tells the original's figures from what it meant.
/// Source: facebookresearch/detectron2, detectron2/evaluation/sem_seg_evaluation.py.
/// </remarks>
internal static class Detectron2Boundary
{
    /// <summary>BoundaryIoU of each class, in [0, 1]; <see langword="null"/> where its boundary occurs on neither side.</summary>
    /// <param name="run">A run with boundary counts.</param>
    /// <param name="indexWraps">Whether to index with bytes, as the original does, or without wrapping, as it meant to.</param>
    /// <returns><see langword="null"/> where nothing was counted, or the original raises because a value lies beyond its table.</returns>
    public static IReadOnlyList<double?>? Iou(RunCounts run, bool indexWraps)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Boundary?.Labels is not IReadOnlyList<ImageCounts> images)
        {
            return null;
        }

        int n = run.Dataset.ClassCount;
        SpillingTable table = new(n + 1);
        ClassCounts counts = new(n);
        foreach (PairCount cell in JointHistogram.Sum(images).Cells)
        {
            if (cell.Prediction == BoundaryCounts.LeftOut)
            {
                if (cell.GroundTruth < n)
                {
                    counts.AddMiss(cell.GroundTruth, cell.Pixels);
                }

                continue;
            }

            int index = ((n + 1) * cell.Prediction) + cell.GroundTruth;
            if (!table.TryPlace(0, indexWraps ? (byte)index : index, out int prediction, out int groundTruth))
            {
                return null;
            }

            if (prediction < n && groundTruth < n)
            {
                counts.AddCell(groundTruth, prediction, cell.Pixels);
            }
        }

        return ClassFormulas.Each(counts, ClassFormulas.Iou);
    }

    /// <summary>min(IoU, B-IoU) of each class, as Python's min orders what is undefined: no IoU gives none, no Boundary IoU gives the IoU.</summary>
    /// <param name="iou">IoU of each class.</param>
    /// <param name="boundaryIou">BoundaryIoU of each class.</param>
    public static IReadOnlyList<double?> Smaller(IReadOnlyList<double?> iou, IReadOnlyList<double?> boundaryIou)
    {
        ArgumentNullException.ThrowIfNull(iou);
        ArgumentNullException.ThrowIfNull(boundaryIou);
        return [.. iou.Zip(boundaryIou, static (whole, band) => band < whole ? band : whole)];
    }

    /// <summary>The means that runs with boundary counts show beside mIoU; the original gives the classes alone.</summary>
    internal static IReadOnlyList<MetricValue> Means(RunCounts run, double?[] iou)
    {
        if (run.Boundary is null)
        {
            return [];
        }

        double?[]? original = Iou(run, indexWraps: true)?.ToArray();
        double?[]? meant = Iou(run, indexWraps: false)?.ToArray();
        return
        [
            new("meanBoundaryIou", Averages.OfDefined(original)),
            new("meanMinIou", original is null ? null : Averages.OfDefined([.. Smaller(iou, original)])),
            new("meanBoundaryIouUnwrapped", Averages.OfDefined(meant)),
            new("meanMinIouUnwrapped", meant is null ? null : Averages.OfDefined([.. Smaller(iou, meant)])),
        ];
    }
}
