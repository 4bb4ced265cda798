using Ade20kEval.Datasets;
using Ade20kEval.Panoptic;

namespace Ade20kEval;

/// <summary>How panoptic predictions are scored.</summary>
public sealed record PanopticOptions
{
    /// <summary>The arithmetic, by name: panopticapi, torchmetrics.</summary>
    public string Protocol { get; init; } = "panopticapi";

    /// <summary>Whether IoU is the smaller of that of the segments and that of the bands along their outlines (Cheng et al. 2021); panopticapi only.</summary>
    public bool Boundaries { get; init; }

    /// <summary>Where the areas of the ground truth's segments come from; <see langword="null"/> for the protocol's own way.</summary>
    public PanopticAreas? Areas { get; init; }

    /// <summary>The categories: ade20k-150, coco-133, cityscapes-19, or a JSON file; <see langword="null"/> for those that the ground truth lists.</summary>
    public string? Categories { get; init; }

    /// <summary>What predicted label maps hold; <see langword="null"/> for what <see cref="Categories"/> says. Of no account for panoptic predictions.</summary>
    public PredictionLabels? PredictionLabels { get; init; }

    /// <summary>Where the ground truth's PNGs are; <see langword="null"/> for the usual places.</summary>
    public string? GroundTruthPictures { get; init; }

    /// <summary>Where the predictions' PNGs are; <see langword="null"/> for the usual places.</summary>
    public string? PredictionPictures { get; init; }

    /// <summary>Names of quirks of the original to mend: json-areas, last-crowd, unlisted-pixels, empty-segments, segment-0, interior-id.</summary>
    public IReadOnlyList<string> Mend { get; init; } = [];

    /// <summary>How the work is done; a shard is a slice of the ground truth's annotations.</summary>
    public ExecutionOptions Execution { get; init; } = new();
}
