using Ade20kEval.Runs;
using Ade20kEval.Statistics;

namespace Ade20kEval.Panoptic;

/// <summary>Evidence, provenance and scores of one set of panoptic predictions: what tables and comparisons of them are views of.</summary>
/// <remarks>Immutable. The scores follow from the evidence, so that a saved run can be scored again under other rules. Two runs over the same files are equal but for <see cref="RunHeader.Tool"/>.</remarks>
public sealed record PanopticRun
{
    /// <summary>The schema that the document names in its first key.</summary>
    public const string Schema = "ade20k-eval/panoptic/1";

    /// <summary>Where it comes from.</summary>
    public required RunHeader Header { get; init; }

    /// <summary>The name of the arithmetic.</summary>
    public required string Protocol { get; init; }

    /// <summary>Where the areas of the ground truth's segments come from.</summary>
    public required PanopticAreas Areas { get; init; }

    /// <summary>The names of quirks of the original that were mended, in the order in which they are listed.</summary>
    public IReadOnlyList<string> Mended { get; init; } = [];

    /// <summary>What the arithmetic makes of the evidence.</summary>
    public required PanopticScores Scores { get; init; }

    /// <summary>Whether IoU is the smaller of that of masks and that of the bands along their outlines.</summary>
    public bool UsesBoundaries => Evidence.HasBoundaries;

    /// <summary>The arithmetic, mended.</summary>
    internal PanopticRules Rules { get; init; } = PanopticRules.PanopticApi;

    /// <summary>What was seen.</summary>
    internal PanopticEvidence Evidence { get; init; } = new([], [], HasBoundaries: false);

    /// <summary>Quirks of the original that matter on this data, with what mending each would give.</summary>
    internal IReadOnlyList<QuirkCost> Quirks { get; init; } = [];

    /// <summary>How sure the figures are; <see langword="null"/> where that was not asked for, or cannot be told.</summary>
    internal FigureIntervals? Intervals { get; init; }

    /// <summary>A copy with intervals; without any of fewer than two images.</summary>
    internal PanopticRun WithIntervals(IntervalOptions options) => this with { Intervals = PanopticFigures.IntervalsOf(this, options) };

    /// <summary>The same evidence under other rules; intervals are left out.</summary>
    /// <param name="protocol">The arithmetic.</param>
    /// <param name="areas">Where areas come from; <see langword="null"/> for the protocol's own.</param>
    /// <param name="mended">Quirks to leave out.</param>
    /// <exception cref="Files.InputException">The evidence does not have what the rules need.</exception>
    internal PanopticRun Rescored(PanopticProtocol protocol, PanopticAreas? areas, IReadOnlyList<PanopticQuirk> mended)
    {
        bool dropped = Rules.DropsInteriors;
        if (protocol.Rules.IsTorchMetrics && UsesBoundaries)
        {
            throw new Files.InputException($"{Header.Predictions.Name}: holds boundaries, which torchmetrics does not compare; expected a document of masks.");
        }

        if (UsesBoundaries && mended.Any(static quirk => quirk.IsOfEvidence) != dropped)
        {
            throw new Files.InputException($"{Header.Predictions.Name}: was scored {(dropped ? "without" : "with")} the quirk interior-id, which only scoring the pictures again can change.");
        }

        return Create(Evidence, protocol, areas, mended, Header);
    }

    /// <summary>The same run over some of its images.</summary>
    internal PanopticRun Over(IReadOnlyList<PanopticImage> images)
    {
        PanopticEvidence evidence = Evidence with { Images = images };
        return this with { Evidence = evidence, Scores = PanopticScores.Of(evidence, Rules), Quirks = [], Intervals = null };
    }

    /// <summary>What the arithmetic makes of one image alone.</summary>
    internal PanopticScores ScoresOf(PanopticImage image) => PanopticScores.Of(Evidence with { Images = [image] }, Rules);

    /// <summary>Puts the document together.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="protocol">The arithmetic.</param>
    /// <param name="areas">Where areas come from; <see langword="null"/> for the protocol's own.</param>
    /// <param name="mended">Quirks to leave out.</param>
    /// <param name="header">Where it comes from.</param>
    /// <exception cref="Files.InputException">An area that the JSON claims is missing or smaller than what the segment shares with a prediction.</exception>
    internal static PanopticRun Create(PanopticEvidence evidence, PanopticProtocol protocol, PanopticAreas? areas, IReadOnlyList<PanopticQuirk> mended, RunHeader header)
    {
        PanopticRules rules = RulesOf(protocol, areas, mended);
        return new PanopticRun
        {
            Header = header,
            Protocol = protocol.Name,
            Areas = rules.Areas,
            Rules = rules,
            Mended = [.. PanopticQuirk.All.Where(mended.Contains).Select(static quirk => quirk.Name)],
            Evidence = evidence,
            Scores = PanopticScores.Of(evidence, rules),
            Quirks = [.. PanopticQuirk.All
                .Where(quirk => quirk.Touches(evidence, rules))
                .Select(quirk => new QuirkCost(quirk.Name, quirk.Says, quirk.IsOfEvidence ? null : PanopticScores.Of(evidence, quirk.Mend(rules)).All.Pq))],
        };
    }

    /// <summary>A protocol's rules without some quirks.</summary>
    internal static PanopticRules RulesOf(PanopticProtocol protocol, PanopticAreas? areas, IReadOnlyList<PanopticQuirk> mended) =>
        mended.Aggregate(protocol.Rules with { Areas = areas ?? protocol.Rules.Areas }, static (rules, quirk) => quirk.Mend(rules));
}
