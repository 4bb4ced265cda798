namespace Ade20kEval.Instances;

/// <summary>What was seen in all images: enough to score under any rules without a mask.</summary>
/// <param name="Categories">By ascending id.</param>
/// <param name="Images">By ascending id.</param>
/// <param name="Kind">What was laid over what.</param>
internal sealed record InstanceEvidence(IReadOnlyList<InstanceCategory> Categories, IReadOnlyList<ImageInstances> Images, OverlapKind Kind)
{
    /// <summary>Whether detections were laid over objects of other categories, too: what kinds of error are told from.</summary>
    public bool AcrossCategories { get; init; }
}
