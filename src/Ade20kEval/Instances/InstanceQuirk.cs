using Ade20kEval.Text;

namespace Ade20kEval.Instances;

/// <summary>Something that the programs do and nobody would expect; reproduced unless it is mended.</summary>
/// <param name="Name">How to ask for its mending.</param>
/// <param name="Says">What the programs do, one sentence.</param>
/// <param name="Touches">Whether it can matter for some evidence under some rules.</param>
/// <param name="Mend">The rules without it.</param>
internal sealed record InstanceQuirk(string Name, string Says, Func<InstanceEvidence, InstanceRules, bool> Touches, Func<InstanceRules, InstanceRules> Mend)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<InstanceQuirk> All { get; } =
    [
        new(
            "id-0",
            "an annotation with the id 0 is never found, because 0 stands for \"nothing\"",
            (evidence, rules) => !rules.FindsIdZero && evidence.Images.Any(image => Array.Exists(image.Objects, item => item.Id == 0)),
            rules => rules with { FindsIdZero = true }),
        new(
            "box-areas",
            "areas of detections are those of their boxes, because the first result has one",
            (evidence, rules) => !rules.MeasuresMasks && evidence.Kind != OverlapKind.Box && evidence.Images.Any(image => Array.Exists(image.Detections, detection => detection.Area != detection.Extent)),
            rules => rules with { MeasuresMasks = true }),
        new(
            "ignore",
            "objects marked \"ignore\" count like any other, because the mark is overwritten by iscrowd",
            (evidence, rules) => !rules.HonoursIgnore && evidence.Images.Any(image => Array.Exists(image.Objects, item => item.IsIgnored && !item.IsCrowd)),
            rules => rules with { HonoursIgnore = true }),
        new(
            "headline-limit",
            "AP is read at 100 detections, which is none of the limits, and so is undefined",
            (_, rules) => !rules.DetectionLimits.Contains(rules.HeadlineLimit),
            rules => rules with { HeadlineLimit = rules.FigureLimit }),
    ];

    /// <summary>A quirk by name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those that exist.</exception>
    public static InstanceQuirk Find(string name) =>
        All.FirstOrDefault(quirk => quirk.Name == name) ?? throw new ArgumentException(NearestNames.NotFound("quirk", name, [.. All.Select(quirk => quirk.Name)]), nameof(name));
}
