using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Panoptic;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Comparison.Figures;

/// <summary>A run of segments or detections as comparisons see it: figures with one image at a time left out, whatever they are figures of.</summary>
internal sealed record ComparableRun
{
    /// <summary>What kind of run it is, one word: only runs of one kind are compared.</summary>
    public required string Kind { get; init; }

    /// <summary>What its predictions are called.</summary>
    public required string Name { get; init; }

    /// <summary>Whose arithmetic, and all else that changes figures, in words: runs of other words are not compared.</summary>
    public required string Protocol { get; init; }

    /// <summary>What its ground truth is called.</summary>
    public required string GroundTruthName { get; init; }

    /// <summary>The digest of its ground truth.</summary>
    public required string GroundTruthDigest { get; init; }

    /// <summary>What tells its images apart, and their names; in their order.</summary>
    public required IReadOnlyList<(string Key, string Name)> Images { get; init; }

    /// <summary>The figure of every image, <see langword="null"/> where undefined.</summary>
    public required IReadOnlyList<double?> ImageFigures { get; init; }

    /// <summary>The categories: number and name.</summary>
    public required IReadOnlyList<(long Id, string Name)> Categories { get; init; }

    /// <summary>The figures, the most important one first; that one is also given for categories and images.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>The figures with one image at a time left out.</summary>
    public required LeftOutFigures Figures { get; init; }

    /// <summary>The same run over some of its images, by their keys.</summary>
    public required Func<IReadOnlySet<string>, ComparableRun> Only { get; init; }

    /// <summary>What a person should know of it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>A panoptic run.</summary>
    public static ComparableRun Of(PanopticRun run) => new()
    {
        Kind = "panoptic",
        Name = run.Header.Predictions.Name,
        Protocol = $"{run.Protocol}, {(run.UsesBoundaries ? "boundaries" : "masks")}, areas of the {(run.Areas == PanopticAreas.Json ? "JSON" : "PNGs")}{(run.Mended.Count == 0 ? "" : $", mended: {string.Join(", ", run.Mended)}")}",
        GroundTruthName = run.Header.GroundTruth.Name,
        GroundTruthDigest = run.Header.GroundTruth.Digest,
        Warnings = run.Header.Warnings,
        Images = [.. run.Evidence.Images.Select(static image => (KeyOf(image), image.Name))],
        ImageFigures = [.. run.Evidence.Images.Select(image => run.ScoresOf(image).All.Pq)],
        Categories = [.. run.Evidence.Categories.Select(static category => (category.Id, category.Name))],
        Metrics = PanopticFigures.Metrics,
        Figures = PanopticFigures.LeaveOut(run),
        Only = keys => Of(run.Over([.. run.Evidence.Images.Where(image => keys.Contains(KeyOf(image)))])),
    };

    /// <summary>A run of instances.</summary>
    public static ComparableRun Of(InstanceRun run) => new()
    {
        Kind = "instances",
        Name = run.Header.Predictions.Name,
        Protocol = Invariant($"{run.Protocol}, {InstanceJsonWriter.Word(run.Overlap)}{LimitsOf(run)}{(run.Mended.Count == 0 ? "" : $", mended: {string.Join(", ", run.Mended)}")}"),
        GroundTruthName = run.Header.GroundTruth.Name,
        GroundTruthDigest = run.Header.GroundTruth.Digest,
        Warnings = run.Header.Warnings,
        Images = [.. run.Evidence.Images.Select(static image => (KeyOf(image), image.Name.Length > 0 ? image.Name : KeyOf(image)))],
        ImageFigures = InstanceFigures.OfImages(run),
        Categories = [.. run.Evidence.Categories.Select(static category => (category.Id, category.Name))],
        Metrics = InstanceFigures.MetricsOf(run.Scores.Rules),
        Figures = InstanceFigures.LeaveOut(run),
        Only = keys => Of(run.Over([.. run.Evidence.Images.Where(image => keys.Contains(KeyOf(image)))])),
    };

    // A fourth limit changes no figure, and the headline has its own.
    private static string LimitsOf(InstanceRun run)
    {
        InstanceRules rules = run.Scores.Rules;
        bool areOwn = InstanceProtocol.Find(run.Protocol).Rules.DetectionLimits.SequenceEqual(rules.DetectionLimits);
        return rules.IsCityscapes ? ""
            : areOwn ? Invariant($", {rules.FigureLimit} detections")
            : Invariant($", {string.Join('/', rules.DetectionLimits.Take(rules.FigureLimitIndex + 1))} detections{(rules.DetectionLimits.Contains(rules.HeadlineLimit) ? "" : ", no headline")}");
    }

    private static string KeyOf(ImageInstances image) => Invariant($"image {image.Id}");

    private static string KeyOf(PanopticImage image) => $"{image.Id} {image.Name}";
}
