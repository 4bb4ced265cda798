namespace Ade20kEval.Instances;

/// <summary>The arithmetic of average precision: what the programs that compute it agree on, and what they do not.</summary>
public sealed record InstanceRules
{
    /// <summary>
    /// How many detections of a category count in an image, best scores first; ascending, at least one. COCO: 1, 10, 100. Figures but the headline AP (<see cref="HeadlineLimit"/>) are read at the third, or at the last of
    /// fewer: pycocotools' summary reads its places 0, 1 and 2, so that a fourth limit is in the arrays only.
    /// </summary>
    public IReadOnlyList<int> DetectionLimits { get; init; } = [1, 10, 100];

    /// <summary>The limit that the headline AP is read at; where it is none of the limits, AP is undefined, as in COCO's summary.</summary>
    public int HeadlineLimit { get; init; } = 100;

    /// <summary>Whether an object that the file marks <c>ignore</c> is left out like a crowd. pycocotools overwrites that mark; boundary-iou-api honours it.</summary>
    public bool HonoursIgnore { get; init; }

    /// <summary>
    /// Whether the annotation with the number 0 can be found. In pycocotools 0 stands for "matches nothing": the detection that takes it is
    /// wrong, the object missed, and yet it is taken.
    /// </summary>
    public bool FindsIdZero { get; init; }

    /// <summary>
    /// Whether areas of detections are those of their masks. pycocotools takes the area of the box for all, where the first result of a file has a box.
    /// </summary>
    public bool MeasuresMasks { get; init; }

    /// <summary>
    /// Cityscapes' reading: IoU of masks must be above a threshold, objects below 100 pixels do not count, groups and small objects excuse, precision is integrated
    /// step-wise over recall; there are no limits and no ranges of area.
    /// </summary>
    public bool IsCityscapes { get; init; }

    /// <summary>What average precision means in COCO.</summary>
    public static InstanceRules Coco { get; } = new();

    /// <summary>What InstSeg100's evaluation means by it: up to 255 detections of a category in an image.</summary>
    public static InstanceRules InstSeg100 { get; } = new() { DetectionLimits = [1, 50, 255], HeadlineLimit = 255 };

    /// <summary>What Cityscapes' instance-level script means by it.</summary>
    public static InstanceRules Cityscapes { get; } = new() { IsCityscapes = true, DetectionLimits = [int.MaxValue], HeadlineLimit = int.MaxValue, FindsIdZero = true, MeasuresMasks = true, HonoursIgnore = true };

    /// <summary>Which of the limits figures are read at.</summary>
    /// <remarks>Source: summarize of cocoeval.py, <c>maxDets=self.params.maxDets[2]</c>.</remarks>
    internal int FigureLimitIndex => Math.Min(2, DetectionLimits.Count - 1);

    /// <summary>The limit that figures are read at.</summary>
    internal int FigureLimit => DetectionLimits[FigureLimitIndex];

    /// <summary>Whether the keys <c>ar1</c>, <c>ar10</c> and <c>ar100</c> name the limits that recall is read at.</summary>
    internal bool KeysNameLimits => IsCityscapes || DetectionLimits.Take(FigureLimitIndex + 1).SequenceEqual([1, 10, 100]);

    /// <summary>Average recall at a limit by its true name: <c>ar100</c> with COCO's limits, <c>ar@255</c> with others.</summary>
    internal string RecallKey(int limit) => Invariant($"ar{(KeysNameLimits ? "" : "@")}{DetectionLimits[limit]}");

    /// <summary>Makes what matches images by these rules; it is not thread-safe.</summary>
    /// <param name="kind">What is compared.</param>
    internal Func<ImageInstances, ImageMatches> Matcher(OverlapKind kind) => IsCityscapes ? CityscapesMatching.Match : new CocoMatching(kind, this).Match;

    /// <summary>Says that the limits must ascend from at least 1.</summary>
    /// <exception cref="ArgumentException">They do not, or there are none.</exception>
    internal void RequireLimits()
    {
        if (DetectionLimits.Count == 0 || DetectionLimits[0] < 1 || DetectionLimits.Zip(DetectionLimits.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException("Limits of detections are at least 1 and ascend, and there is at least one.");
        }
    }
}
