using Ade20kEval.Instances;

namespace Ade20kEval;

/// <summary>How instances are scored.</summary>
public sealed record InstanceOptions
{
    /// <summary>What is laid over what.</summary>
    public OverlapKind Overlap { get; init; } = OverlapKind.Mask;

    /// <summary>The arithmetic, by name: coco, instseg100, instseg100-ids-from-1, cityscapes-instances.</summary>
    public string Protocol { get; init; } = "coco";

    /// <summary>How many detections of a category count in an image, ascending; <see langword="null"/> for the protocol's own limits.</summary>
    public IReadOnlyList<int>? DetectionLimits { get; init; }

    /// <summary>Names of quirks of the original to mend: id-0, box-areas, ignore, headline-limit.</summary>
    public IReadOnlyList<string> Mend { get; init; } = [];

    /// <summary>
    /// The list of images of the ADE20K instance benchmark, imgCatIds.json; then the ground truth is a folder or archive of its PNGs, whose red is the category and whose green the
    /// instance. <see langword="null"/> for ground truth in COCO's format.
    /// </summary>
    public string? ImageList { get; init; }

    /// <summary>The categories: inst100, coco-80, or a JSON file with a list of them; <see langword="null"/> for those that the ground truth lists.</summary>
    public string? Categories { get; init; }

    /// <summary>Whether to tell kinds of error apart, and what mending each would add to AP50 (Bolya et al. 2020): takes longer, because detections are laid over objects of other categories, too.</summary>
    public bool Errors { get; init; }

    /// <summary>How the work is done; a shard is a slice of the images by ascending id, for which both files are read whole.</summary>
    public ExecutionOptions Execution { get; init; } = new();
}
