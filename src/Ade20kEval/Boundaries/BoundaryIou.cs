using Ade20kEval.Counting;
using Ade20kEval.Scoring;

namespace Ade20kEval.Boundaries;

/// <summary>Boundary IoU for label maps: the IoU of each class, counted in the band along the class's own boundary only.</summary>
/// <remarks>
/// <c>|G_d ∩ P_d ∩ G ∩ P| / |(G_d ∩ G) ∪ (P_d ∩ P)|</c> with G_d, P_d the pixels within d of the contour of ground truth and prediction.
/// Source: Cheng et al., "Boundary IoU: Improving Object-Centric Image Segmentation Evaluation", CVPR 2021, equation 2, for the mask of
/// each class; pixels are summed over images before the ratio, as for IoU. A boundary towards void, and the image's edge, is a
/// boundary; pixels whose ground truth is void are left out.
/// </remarks>
public static class BoundaryIou
{
    /// <summary>Scores a run's boundary counts.</summary>
    /// <param name="classCount">How many classes the dataset has.</param>
    /// <param name="boundary">The counts. Not modified.</param>
    public static BoundaryScores Score(int classCount, BoundaryCounts boundary)
    {
        ArgumentNullException.ThrowIfNull(boundary);
        ClassCounts counts = new(classCount);
        foreach (PairCount cell in JointHistogram.Sum(boundary.Classes).Cells)
        {
            if (cell.GroundTruth == BoundaryCounts.LeftOut)
            {
                continue;
            }

            // Code 0, no boundary, becomes -1, and a missing prediction a number beyond all classes: neither is counted.
            counts.AddGroundTruth(cell.GroundTruth - 1, cell.Pixels);
            counts.AddPredicted(cell.Prediction - 1, cell.Pixels);
            if (cell.GroundTruth == cell.Prediction)
            {
                counts.AddIntersection(cell.GroundTruth - 1, cell.Pixels);
            }
        }

        double?[] iou = ClassFormulas.Each(counts, ClassFormulas.Iou);
        return new BoundaryScores(Averages.OfDefined(iou), Averages.DefinedCount(iou), [.. iou.Select((value, k) =>
            new BoundaryClassScore(k, value, counts.GroundTruth[k], counts.Predicted[k], counts.Intersection[k]))]);
    }
}
