using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Scoring;

namespace Ade20kEval.Runs;

/// <summary>The product: counts, provenance and scores of one prediction set. Every table, chart and page is a view of this.</summary>
/// <remarks>
/// Immutable. The scores follow from the counts; they are kept beside them so that a reader needs no tool.
/// Two runs over the same files give the same document byte for byte, whatever the number of workers and the kernel,
/// except for <see cref="Tool"/>.
/// </remarks>
public sealed record RunDocument
{
    /// <summary>The schema that <c>run.json</c> names in its first key.</summary>
    public const string Schema = "ade20k-eval/run/1";

    private RunCounts? _counts;

    /// <summary>What wrote this.</summary>
    public required ToolInfo Tool { get; init; }

    /// <summary>What raw values mean.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>What prediction files hold.</summary>
    public PredictionLabels PredictionLabels { get; init; }

    /// <summary>The ground-truth files.</summary>
    public required InputInfo GroundTruth { get; init; }

    /// <summary>The prediction files.</summary>
    public required InputInfo Predictions { get; init; }

    /// <summary>Whether some ground truth was left out (<c>--missing skip</c>) or this is one shard of several.</summary>
    public bool Partial { get; init; }

    /// <summary>Which slice of the list this is; <see langword="null"/> for all of it.</summary>
    public ShardInfo? Shard { get; init; }

    /// <summary>Things a person should know of this run, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How the predictions were fused from several views; <see langword="null"/> where they came as they are.</summary>
    public FusionInfo? Fusion { get; init; }

    /// <summary>How the pixels divide.</summary>
    public required PixelTotals Pixels { get; init; }

    /// <summary>The name of the primary protocol, whose figures <see cref="Classes"/> shows.</summary>
    public required string PrimaryProtocol { get; init; }

    /// <summary>Every protocol that was asked for, the primary one first.</summary>
    public required IReadOnlyList<Scores> Scores { get; init; }

    /// <summary>Scores over a chosen few classes, where that was asked for.</summary>
    public SubsetScores? Subset { get; init; }

    /// <summary>Counts per image, in name order.</summary>
    public required IReadOnlyList<ImageCounts> Images { get; init; }

    /// <summary>Counts of boundaries, where they were asked for; per image in the order of <see cref="Images"/>.</summary>
    public BoundaryCounts? Boundary { get; init; }

    /// <summary>The primary protocol's figures.</summary>
    public Scores Primary => Scores[0];

    /// <summary>The classes under the primary protocol.</summary>
    public IReadOnlyList<ClassScore> Classes => Primary.Classes;

    /// <summary>Raw counts of all images together, with the dataset that reads them. What follows from them is computed once.</summary>
    public RunCounts Counts
    {
        // A copy made with `with` begins with the counts of its original, and may have other images.
        get => _counts is RunCounts known && Holds(known) ? known : _counts = new(Dataset, PredictionLabels, Images) { Boundary = Boundary };

        // Set by whoever made the document and has computed from the same counts already.
        internal init => _counts = value;
    }

    private bool Holds(RunCounts counts) =>
        ReferenceEquals(counts.Images, Images) && ReferenceEquals(counts.Dataset, Dataset)
        && ReferenceEquals(counts.Boundary, Boundary) && counts.Labels == PredictionLabels;
}
