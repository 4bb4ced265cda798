using Ade20kEval.Text;

namespace Ade20kEval.Panoptic;

/// <summary>Something that a program does and nobody would expect; reproduced unless it is mended.</summary>
/// <param name="Name">How to ask for its mending.</param>
/// <param name="Says">What the program does, one sentence.</param>
/// <param name="Touches">Whether it can matter for some evidence under some rules.</param>
/// <param name="Mend">The rules without it.</param>
internal sealed record PanopticQuirk(string Name, string Says, Func<PanopticEvidence, PanopticRules, bool> Touches, Func<PanopticRules, PanopticRules> Mend)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PanopticQuirk> All { get; } =
    [
        new(
            "json-areas",
            "unions are made of areas that the ground truth's JSON claims, which are not those of its PNGs",
            (evidence, rules) => rules.Areas == PanopticAreas.Json && Any(evidence, static segment => !segment.IsCrowd && segment.Area is double area && area != segment.Pixels),
            static rules => rules with { Areas = PanopticAreas.Png }),
        new(
            "last-crowd",
            "of several crowds of a category in an image only the last listed excuses predictions",
            static (evidence, rules) => !rules.JoinsCrowds && !rules.IsTorchMetrics && evidence.Images.Any(HasTwoCrowds),
            static rules => rules with { JoinsCrowds = true }),
        new(
            "unlisted-pixels",
            "ground-truth pixels of a number that the JSON does not list are no void: they count against predictions",
            static (evidence, rules) => !rules.UnlistedIsVoid && evidence.Images.Any(static image => Array.Exists(image.Overlaps, static overlap => overlap is { GroundTruth: SegmentOverlap.Unlisted, Prediction: >= 0 })),
            static rules => rules with { UnlistedIsVoid = true }),
        new(
            "empty-segments",
            "a ground-truth segment that the JSON lists and the PNG does not have is missed by everybody",
            static (evidence, rules) => !rules.SkipsEmpty && Any(evidence, static segment => segment is { Pixels: 0, IsCrowd: false, Category: >= 0 }),
            static rules => rules with { SkipsEmpty = true }),
        new(
            "segment-0",
            "a ground-truth segment of the number 0 is void as well, so that its own pixels leave the union and excuse predictions",
            static (evidence, rules) => !rules.ZeroIsSegment && Any(evidence, static segment => segment is { Id: 0, Pixels: > 0 }),
            static rules => rules with { ZeroIsSegment = true }),
        new(
            "interior-id",
            "a segment whose number is that behind the largest category's takes the interiors of all others into its boundary; what that costs only scoring without it tells",
            static (evidence, rules) => evidence.HasBoundaries && !rules.DropsInteriors && evidence.Images.Any(image => HasSegment(image, SegmentBands.InteriorId(evidence.Categories))),
            static rules => rules with { DropsInteriors = true }) { IsOfEvidence = true },
    ];

    /// <summary>Whether what it does is done before there is evidence, so that evidence cannot tell what mending it would give.</summary>
    public bool IsOfEvidence { get; init; }

    /// <summary>A quirk by name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those that exist.</exception>
    public static PanopticQuirk Find(string name) =>
        All.FirstOrDefault(quirk => quirk.Name == name) ?? throw new ArgumentException(NearestNames.NotFound("quirk", name, [.. All.Select(quirk => quirk.Name)]), nameof(name));

    private static bool Any(PanopticEvidence evidence, Predicate<GroundTruthSegment> has) => evidence.Images.Any(image => Array.Exists(image.GroundTruth, has));

    private static bool HasSegment(PanopticImage image, long id) => Array.Exists(image.GroundTruth, segment => segment.Id == id) || Array.Exists(image.Predictions, segment => segment.Id == id);

    private static bool HasTwoCrowds(PanopticImage image)
    {
        HashSet<int> categories = [];
        return Array.Exists(image.GroundTruth, segment => segment is { IsCrowd: true, Category: >= 0 } && !categories.Add(segment.Category));
    }
}
