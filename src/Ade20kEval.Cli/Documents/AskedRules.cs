using Ade20kEval.Panoptic;

namespace Ade20kEval.Cli.Documents;

/// <summary>Rules that a command line asks for on a saved run of segments or detections; what is <see langword="null"/> stays as it is.</summary>
/// <param name="Protocol">Whose arithmetic.</param>
/// <param name="Areas">Where areas of the ground truth come from; of panoptic runs.</param>
/// <param name="Mend">Quirks to leave out.</param>
internal sealed record AskedRules(string? Protocol = null, PanopticAreas? Areas = null, IReadOnlyList<string>? Mend = null);
