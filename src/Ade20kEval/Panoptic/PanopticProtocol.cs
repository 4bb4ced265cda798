using Ade20kEval.Text;

namespace Ade20kEval.Panoptic;

/// <summary>A public program's arithmetic by name.</summary>
/// <param name="Name">As one asks for it.</param>
/// <param name="Description">Whose it is, one sentence.</param>
/// <param name="Rules">The arithmetic.</param>
/// <remarks>Sources: cocodataset/panopticapi @7bb4655, evaluation.py (cityscapesScripts' evalPanopticSemanticLabeling.py computes the same); Lightning-AI/torchmetrics 1.9, functional/detection.</remarks>
internal sealed record PanopticProtocol(string Name, string Description, PanopticRules Rules)
{
    /// <summary>All of them; the first is the default.</summary>
    public static IReadOnlyList<PanopticProtocol> All { get; } =
    [
        new("panopticapi", "COCO's panopticapi, which Cityscapes, ADE20K and Mapillary use", PanopticRules.PanopticApi),
        new("torchmetrics", "torchmetrics' PanopticQuality: void in predictions counts as void, stuff of one category is one segment, no crowds", PanopticRules.TorchMetrics),
    ];

    /// <summary>A protocol by name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message has the nearest.</exception>
    public static PanopticProtocol Find(string name) =>
        All.FirstOrDefault(protocol => protocol.Name == name) ?? throw new ArgumentException(NearestNames.NotFound("panoptic protocol", name, [.. All.Select(protocol => protocol.Name)]), nameof(name));
}
