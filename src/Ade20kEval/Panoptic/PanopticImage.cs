using Ade20kEval.Formats.CocoJson;

namespace Ade20kEval.Panoptic;

/// <summary>The evidence of one image: segments and what they have in common. Every figure is a pure function of it. Not modified once made.</summary>
/// <param name="Id">What names the image in the files.</param>
/// <param name="Name">The PNG of its ground truth.</param>
/// <param name="GroundTruth">In the order in which the JSON has them.</param>
/// <param name="Predictions">Likewise.</param>
/// <param name="Overlaps">All pixels, by the number of the ground truth's segment and then of the prediction's: the order in which IoU are summed.</param>
internal sealed record PanopticImage(
    PanopticImageId Id,
    string Name,
    GroundTruthSegment[] GroundTruth,
    PredictedSegment[] Predictions,
    SegmentOverlap[] Overlaps);
