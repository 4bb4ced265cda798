namespace Ade20kEval.Panoptic;

/// <summary>The arithmetic of panoptic quality: what the programs that compute it do not agree on.</summary>
internal sealed record PanopticRules
{
    /// <summary>Where the areas of the ground truth's segments come from.</summary>
    public PanopticAreas Areas { get; init; }

    /// <summary>Whether all crowds of a category in an image excuse predictions, and not only the last.</summary>
    public bool JoinsCrowds { get; init; }

    /// <summary>Whether ground-truth pixels of a number that the JSON does not list are void.</summary>
    public bool UnlistedIsVoid { get; init; }

    /// <summary>Whether a listed ground-truth segment without pixels is left out, and not missed.</summary>
    public bool SkipsEmpty { get; init; }

    /// <summary>Whether a ground-truth segment with the number 0, which is void's, is a segment only.</summary>
    public bool ZeroIsSegment { get; init; }

    /// <summary>
    /// Whether the interiors that Boundary PQ leaves out belong to nothing. boundary-iou-api paints them with the number behind the largest category's, into the picture
    /// of the segments: a segment of that number takes them all.
    /// </summary>
    public bool DropsInteriors { get; init; }

    /// <summary>
    /// torchmetrics' reading: segments are pairs of category and instance, those of one stuff category are one; what has no known category is void; void in the
    /// prediction leaves unions and excuses misses as void in the ground truth does; there are no crowds; shares are computed in single precision.
    /// </summary>
    public bool IsTorchMetrics { get; init; }

    /// <summary>panopticapi's.</summary>
    public static PanopticRules PanopticApi { get; } = new();

    /// <summary>torchmetrics'.</summary>
    public static PanopticRules TorchMetrics { get; } = new() { IsTorchMetrics = true, Areas = PanopticAreas.Png, UnlistedIsVoid = true, SkipsEmpty = true, ZeroIsSegment = true };
}
