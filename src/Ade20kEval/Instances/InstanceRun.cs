using Ade20kEval.Runs;
using Ade20kEval.Statistics;

namespace Ade20kEval.Instances;

/// <summary>Evidence, provenance and scores of one set of detections: what tables and comparisons of instances are views of.</summary>
/// <remarks>Immutable. The scores follow from the evidence, so that a saved run can be scored again under other rules. Two runs over the same files are equal but for <see cref="RunHeader.Tool"/>.</remarks>
public sealed record InstanceRun
{
    /// <summary>The schema that the document names in its first key.</summary>
    public const string Schema = "ade20k-eval/instances/1";

    /// <summary>Where it comes from.</summary>
    public required RunHeader Header { get; init; }

    /// <summary>The name of the arithmetic.</summary>
    public required string Protocol { get; init; }

    /// <summary>The names of quirks of the original that were mended, in the order in which they are listed.</summary>
    public IReadOnlyList<string> Mended { get; init; } = [];

    /// <summary>What the arithmetic makes of the evidence.</summary>
    public required InstanceScores Scores { get; init; }

    /// <summary>What was laid over what.</summary>
    public OverlapKind Overlap => Evidence.Kind;

    /// <summary>What was seen.</summary>
    internal InstanceEvidence Evidence { get; init; } = new([], [], OverlapKind.Mask);

    /// <summary>Quirks of the original that matter on this data, with what mending each would give.</summary>
    internal IReadOnlyList<QuirkEffect> Quirks { get; init; } = [];

    /// <summary>How sure the figures are; <see langword="null"/> where that was not asked for, or cannot be told.</summary>
    internal FigureIntervals? Intervals { get; init; }

    /// <summary>What kinds of error there are, and what mending each would add; <see langword="null"/> where detections were not laid over objects of other categories.</summary>
    internal DetectionErrors? Errors { get; init; }

    /// <summary>A copy with intervals; without any of fewer than two images.</summary>
    internal InstanceRun WithIntervals(IntervalOptions options) => this with { Intervals = InstanceFigures.IntervalsOf(this, options) };

    /// <summary>The same evidence under other rules; intervals are left out.</summary>
    /// <param name="protocol">The arithmetic.</param>
    /// <param name="mended">Quirks to leave out.</param>
    internal InstanceRun Rescored(InstanceProtocol protocol, IReadOnlyList<InstanceQuirk> mended) =>
        Create(Evidence, protocol, mended, InstanceScores.Of(Evidence, RulesOf(protocol, mended, Evidence.Kind)), Header);

    /// <summary>The same run over some of its images.</summary>
    internal InstanceRun Over(IReadOnlyList<ImageInstances> images)
    {
        InstanceEvidence evidence = Evidence with { Images = images };
        return this with { Evidence = evidence, Scores = InstanceScores.Of(evidence, Scores.Rules), Quirks = [], Intervals = null, Errors = null };
    }

    /// <summary>Puts the document together.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="protocol">The arithmetic.</param>
    /// <param name="mended">Quirks to leave out.</param>
    /// <param name="scores">What <see cref="RulesOf"/> both make of the evidence.</param>
    /// <param name="header">Where it comes from.</param>
    internal static InstanceRun Create(InstanceEvidence evidence, InstanceProtocol protocol, IReadOnlyList<InstanceQuirk> mended, InstanceScores scores, RunHeader header) => new()
    {
        Header = header,
        Protocol = protocol.Name,
        Mended = [.. InstanceQuirk.All.Where(mended.Contains).Select(quirk => quirk.Name)],
        Evidence = evidence,
        Scores = scores,
        Errors = evidence.AcrossCategories ? DetectionErrors.Of(evidence, scores.Rules) : null,
        Quirks = [.. InstanceQuirk.All
            .Where(quirk => quirk.Touches(evidence, scores.Rules))
            .Select(quirk => new QuirkEffect(quirk.Name, quirk.Says, InstanceScores.Of(evidence, quirk.Mend(scores.Rules)).Summary.Ap))],
    };

    /// <summary>A protocol's rules without some quirks; what compares boundaries honours the mark <c>ignore</c>, which pycocotools overwrites.</summary>
    /// <remarks>Source: cocoeval.py of bowenc0221/boundary-iou-api.</remarks>
    internal static InstanceRules RulesOf(InstanceProtocol protocol, IReadOnlyList<InstanceQuirk> mended, OverlapKind kind) =>
        mended.Aggregate(kind == OverlapKind.Boundary ? protocol.Rules with { HonoursIgnore = true } : protocol.Rules, (rules, quirk) => quirk.Mend(rules));
}
