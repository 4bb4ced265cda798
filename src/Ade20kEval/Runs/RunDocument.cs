using Ade20kEval.Boundaries;
using Ade20kEval.Calibration;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Slices;
using Ade20kEval.Statistics;

namespace Ade20kEval.Runs;

/// <summary>The product: counts, provenance and scores of one prediction set. Every table, chart and page is a view of this.</summary>
/// <remarks>
/// Immutable. The scores follow from the counts; they are kept beside them so that a reader needs no tool.
/// Two runs over the same files give the same document byte for byte, whatever the number of workers and the kernel,
/// except for <see cref="RunHeader.Tool"/>. Two documents are equal when they share counts, scores and header, not when these hold the same.
/// What follows from <see cref="Counts"/> is computed when first asked for: not safe to share between threads until then.
/// </remarks>
public sealed record RunDocument
{
    /// <summary>The schema that <c>run.json</c> names in its first key.</summary>
    public const string Schema = "ade20k-eval/run/1";

    /// <summary>Where it comes from.</summary>
    public required RunHeader Header { get; init; }

    /// <summary>Raw counts of every image, with the dataset that reads them.</summary>
    public required RunCounts Counts { get; init; }

    /// <summary>What every protocol that was asked for makes of the counts, the primary one first; at least one.</summary>
    public required IReadOnlyList<Scores> Scores { get; init; }

    /// <summary>How sure the figures are, by protocol; empty where that was not asked for, or cannot be told.</summary>
    public IReadOnlyList<ScoreIntervals> Intervals { get; init; } = [];

    /// <summary>How sure the shares of the kinds of error are; <see langword="null"/> where that was not asked for, or they were not counted.</summary>
    internal ErrorKindIntervals? ErrorKindIntervals { get; init; }

    /// <summary>Scores over a chosen few classes, where that was asked for.</summary>
    public SubsetScores? Subset { get; init; }

    /// <summary>How good predictions are near boundaries, where that was asked for. It does not follow from <see cref="Counts"/>, and no protocol changes it.</summary>
    public TrimapScores? Trimap { get; init; }

    /// <summary>What figures of calibration follow from, where predictions were fused from probabilities and that was asked for. It does not follow from <see cref="Counts"/>, and no protocol changes it.</summary>
    internal CalibrationCounts? Calibration { get; init; }

    /// <summary>Ways in which the images are divided, where that was asked for; of whole runs only.</summary>
    internal IReadOnlyList<SliceColumn> Slices { get; init; } = [];

    /// <summary>What wrote this.</summary>
    public ToolInfo Tool => Header.Tool;

    /// <summary>The ground-truth files.</summary>
    public InputInfo GroundTruth => Header.GroundTruth;

    /// <summary>The prediction files.</summary>
    public InputInfo Predictions => Header.Predictions;

    /// <summary>Whether some ground truth was left out, or this is one shard of several.</summary>
    public bool Partial => Header.Partial;

    /// <summary>Which slice of the list this is; <see langword="null"/> for all of it.</summary>
    public ShardInfo? Shard => Header.Shard;

    /// <summary>What a shard needs to become part of the whole run; <see langword="null"/> for a whole one.</summary>
    internal MaskShardEvidence? Evidence => Header.Evidence as MaskShardEvidence;

    /// <summary>Things a person should know of this run, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => Header.Warnings;

    /// <summary>Where the document that this was read from states other figures than those of its own counts, one sentence each; they are the first of <see cref="Warnings"/>. Empty where it was not read.</summary>
    internal IReadOnlyList<string> Disagreements { get; init; } = [];

    /// <summary>How the predictions were fused; <see langword="null"/> where they came as they are.</summary>
    public FusionInfo? Fusion => Header.Fusion;

    /// <summary>What raw values mean.</summary>
    public Dataset Dataset => Counts.Dataset;

    /// <summary>What prediction files hold.</summary>
    public PredictionLabels PredictionLabels => Counts.Labels;

    /// <summary>Counts per image, in name order.</summary>
    public IReadOnlyList<ImageCounts> Images => Counts.Images;

    /// <summary>Counts of boundaries, where they were asked for; per image in the order of <see cref="Images"/>.</summary>
    public BoundaryCounts? Boundary => Counts.Boundary;

    /// <summary>Counts of the kinds of error, where they were asked for; per image in the order of <see cref="Images"/>.</summary>
    internal ErrorKindCounts? ErrorKinds => Counts.ErrorKinds;

    /// <summary>How the pixels divide.</summary>
    public PixelTotals Pixels => PixelTotals.Of(Counts);

    /// <summary>The primary protocol's figures.</summary>
    public Scores Primary => Scores[0];

    /// <summary>How sure the primary protocol's figures are; <see langword="null"/> where that is not known.</summary>
    public ScoreIntervals? PrimaryIntervals => Intervals.FirstOrDefault(intervals => intervals.Protocol == PrimaryProtocol);

    /// <summary>The name of the primary protocol, whose figures <see cref="Classes"/> shows.</summary>
    public string PrimaryProtocol => Primary.Protocol;

    /// <summary>The classes under the primary protocol.</summary>
    public IReadOnlyList<ClassScore> Classes => Primary.Classes;

    /// <summary>Scores counts and puts the document together.</summary>
    /// <param name="counts">Raw counts of every image: as an evaluator made them, or counted by a training loop of one's own.</param>
    /// <param name="protocols">The scorers whose arithmetic to apply, the primary one first; at least one.</param>
    /// <param name="header">Where the counts come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no protocol.</exception>
    public static RunDocument Create(RunCounts counts, IReadOnlyList<Protocol> protocols, RunHeader header)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(protocols);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentOutOfRangeException.ThrowIfZero(protocols.Count);
        return new RunDocument { Header = header, Counts = counts, Scores = [.. protocols.Select(protocol => protocol.Score(counts))] };
    }
}
