using Ade20kEval.Text;

namespace Ade20kEval.Instances;

/// <summary>A public program's arithmetic by name.</summary>
/// <param name="Name">As one asks for it.</param>
/// <param name="Description">Whose it is, one sentence.</param>
/// <param name="Rules">The arithmetic.</param>
internal sealed record InstanceProtocol(string Name, string Description, InstanceRules Rules)
{
    /// <summary>All of them; the first is the default.</summary>
    public static IReadOnlyList<InstanceProtocol> All { get; } =
    [
        new("coco", "pycocotools' COCOeval: 1, 10 and 100 detections of a category in an image", InstanceRules.Coco),
        new("instseg100", "the ADE20K instance benchmark: 255 detections, and annotation id 0 never found", InstanceRules.InstSeg100),
        new("instseg100-ids-from-1", "the same with annotations numbered from 1, so that all can be found", InstanceRules.InstSeg100 with { FindsIdZero = true }),
        new("cityscapes-instances", "cityscapesScripts' instance level on files in COCO's format: IoU above each threshold, at least 100 pixels, precision integrated over recall", InstanceRules.Cityscapes),
    ];

    /// <summary>The same with other limits of detections.</summary>
    public InstanceProtocol With(IReadOnlyList<int> limits) => this with { Rules = Rules with { DetectionLimits = limits } };

    /// <summary>A protocol by name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message has the nearest.</exception>
    public static InstanceProtocol Find(string name) =>
        All.FirstOrDefault(protocol => protocol.Name == name) ?? throw new ArgumentException(NearestNames.NotFound("protocol of instances", name, [.. All.Select(protocol => protocol.Name)]), nameof(name));
}
