namespace Ade20kEval.Panoptic;

/// <summary>What a segment of the ground truth and one of the prediction have in common; pairs that have nothing are not kept.</summary>
/// <param name="GroundTruth">Index into the ground truth's segments, <see cref="Void"/> or <see cref="Unlisted"/>.</param>
/// <param name="Prediction">Index into the predicted segments, or <see cref="Void"/>.</param>
/// <param name="Pixels">What both cover; at least 1.</param>
/// <param name="BoundaryPixels">Pixels that the bands along both outlines share; of void, pixels of the other's band in it. 0 where boundaries are not compared.</param>
internal readonly record struct SegmentOverlap(int GroundTruth, int Prediction, long Pixels, long BoundaryPixels = 0)
{
    /// <summary>Stands for pixels that belong to no segment.</summary>
    public const int Void = -1;

    /// <summary>Stands for ground-truth pixels of a number that the JSON does not list.</summary>
    public const int Unlisted = -2;
}
