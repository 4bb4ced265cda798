namespace Ade20kEval.Panoptic;

/// <summary>What was seen in all images: enough to score under any rules without a picture.</summary>
/// <param name="Categories">In the order in which they were listed, in which means are taken.</param>
/// <param name="Images">In the order of the ground truth's annotations.</param>
/// <param name="HasBoundaries">Whether bands along outlines were compared, too.</param>
internal sealed record PanopticEvidence(IReadOnlyList<PanopticCategory> Categories, IReadOnlyList<PanopticImage> Images, bool HasBoundaries);
