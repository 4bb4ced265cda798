namespace Ade20kEval.Instances;

/// <summary>The evidence of one image: objects, detections and what they have in common. Every figure is a pure function of it. Not modified once made.</summary>
/// <param name="Id">The number of the image.</param>
/// <param name="Name">Its file; empty where nobody said.</param>
/// <param name="Objects">In the order in which the ground truth has them.</param>
/// <param name="Detections">In the order in which the results have them.</param>
/// <param name="Overlaps">Pairs of equal category that share pixels, by detection and then by object.</param>
internal sealed record ImageInstances(
    long Id,
    string Name,
    GroundTruthObject[] Objects,
    Detection[] Detections,
    Overlap[] Overlaps)
{
    /// <summary>Intersection over union as COCO's programs take it.</summary>
    /// <param name="overlap">A pair of this image.</param>
    /// <param name="kind">What was compared.</param>
    /// <returns>In (0, 1].</returns>
    /// <remarks>
    /// For a crowd the union is the detection alone: what share of it lies in the crowd. The order of operations is the original's, because the
    /// areas of boxes are no whole numbers: <c>(detection + object) - intersection</c>. Source: maskApi.c of cocoapi; boundary-iou-api takes
    /// the smaller of both IoUs, and of crowds the mask's alone.
    /// </remarks>
    public double Iou(Overlap overlap, OverlapKind kind)
    {
        ref readonly GroundTruthObject found = ref Objects[overlap.GroundTruthObject];
        ref readonly Detection detection = ref Detections[overlap.Detection];
        if (found.IsCrowd)
        {
            return overlap.Intersection / detection.Extent;
        }

        double iou = overlap.Intersection / (detection.Extent + found.Extent - overlap.Intersection);
        return kind == OverlapKind.Boundary
            ? Math.Min(iou, overlap.BoundaryIntersection / (detection.BoundaryExtent + found.BoundaryExtent - overlap.BoundaryIntersection))
            : iou;
    }
}
