using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Comparison.Figures;

/// <summary>One run of segments or detections against another over the same images: how figures, categories and images differ, and how sure that is.</summary>
/// <remarks>Intervals are paired jackknife intervals: the same image is left out of both. There are no p-values: an interval that does not hold 0 says as much.</remarks>
internal sealed record FigureComparison
{
    private const int Named = 3;

    /// <summary>The run that is compared with.</summary>
    public required ComparableRun Baseline { get; init; }

    /// <summary>The run that is compared.</summary>
    public required ComparableRun Run { get; init; }

    /// <summary>The level of the intervals.</summary>
    public required double Level { get; init; }

    /// <summary>By figure, in their order; <see langword="null"/> where one side has none.</summary>
    public required IReadOnlyList<PairedDifference?> Figures { get; init; }

    /// <summary>By category; <see langword="null"/> where one side has no figure.</summary>
    public required IReadOnlyList<PairedDifference?> Categories { get; init; }

    /// <summary>What a person should know, one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The figure that categories and images are judged by.</summary>
    public Metric Main => Run.Metrics[0];

    /// <summary>How the runs differ in a figure; <see langword="null"/> where one side has none.</summary>
    public PairedDifference? Of(Metric metric) => Figures[PlaceOf(metric)];

    /// <summary>The value of a figure in one of the two runs.</summary>
    public double? ValueOf(ComparableRun run, Metric metric) => run.Figures.Values[PlaceOf(metric)] is double value && double.IsFinite(value) ? value : null;

    /// <summary>Compares.</summary>
    /// <param name="baseline">The run that is compared with.</param>
    /// <param name="run">The run that is compared.</param>
    /// <param name="force">Whether other ground truth, and images that only one has, are no hindrance.</param>
    /// <param name="level">The level of the intervals, in (0, 1).</param>
    /// <exception cref="NotComparableException">The runs are of different kinds, arithmetic, categories, ground truth or images.</exception>
    public static FigureComparison Create(ComparableRun baseline, ComparableRun run, bool force, double level = 0.95)
    {
        List<string> warnings = [.. new[] { baseline, run }.SelectMany(static of => of.Warnings.Select(warning => $"{of.Name}: {warning}"))];
        (baseline, run) = Require(baseline, run, force, warnings);
        return new FigureComparison
        {
            Baseline = baseline,
            Run = run,
            Level = level,
            Figures = [.. Enumerable.Range(0, baseline.Metrics.Count).Select(f => baseline.Figures.Difference(run.Figures, f, level))],
            Categories = [.. Enumerable.Range(0, baseline.Categories.Count).Select(c => baseline.Figures.CategoryDifference(run.Figures, c, level))],
            Warnings = warnings,
        };
    }

    private int PlaceOf(Metric metric) => Run.Metrics.Index().First(item => item.Item.Key == metric.Key).Index;

    private static (ComparableRun Baseline, ComparableRun Run) Require(ComparableRun baseline, ComparableRun run, bool force, List<string> warnings)
    {
        string both = $"{run.Name} cannot be compared with {baseline.Name}";
        if (run.Kind != baseline.Kind)
        {
            throw new NotComparableException($"{both}: it is a run of the kind {run.Kind}, the other of {baseline.Kind}.");
        }

        if (run.Protocol != baseline.Protocol)
        {
            throw new NotComparableException($"{both}: it was scored by {run.Protocol}, the other by {baseline.Protocol}. Score both alike.");
        }

        if (!run.Categories.SequenceEqual(baseline.Categories))
        {
            throw new NotComparableException($"{both}: they have other categories. Score both with the same.");
        }

        string[] lost = [.. baseline.Images.Except(run.Images).Select(static image => image.Name)];
        string[] added = [.. run.Images.Except(baseline.Images).Select(static image => image.Name)];
        if (lost.Length > 0 || added.Length > 0)
        {
            string images = string.Join("; ", new[] { Images("lacks", lost), Images("has in addition", added) }.Where(static text => text.Length > 0));
            if (!force || lost.Length == baseline.Images.Count)
            {
                throw new NotComparableException($"{both}: it {images}. Score both over the same images.");
            }

            HashSet<string> kept = [.. baseline.Images.Intersect(run.Images).Select(static image => image.Key)];
            warnings.Add(Invariant($"{run.Name} {images}: compared over the {kept.Count} images that both have."));
            (baseline, run) = (baseline.Only(kept), run.Only(kept));
        }
        else if (baseline.GroundTruthDigest != run.GroundTruthDigest)
        {
            if (!force)
            {
                throw new NotComparableException(
                    $"{both}: their ground truths ({baseline.GroundTruthName}, {run.GroundTruthName}) have the same names but other contents (digests {baseline.GroundTruthDigest}, {run.GroundTruthDigest}). Score both against the same files.");
            }

            warnings.Add($"{run.Name} was scored against other ground truth than {baseline.Name}: the difference is not one of predictions alone.");
        }

        return baseline.Images.SequenceEqual(run.Images)
            ? (baseline, run)
            : throw new NotComparableException($"{both}: their images are in another order. Score both against the same files.");
    }

    private static string Images(string what, string[] names) => names.Length == 0 ? ""
        : Invariant($"{what} {(names.Length == 1 ? "1 image" : $"{names.Length:N0} images")} ({string.Join(", ", names.Take(Named))}{(names.Length > Named ? ", ..." : "")})");
}
