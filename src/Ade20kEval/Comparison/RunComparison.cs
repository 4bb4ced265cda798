using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Slices;
using Ade20kEval.Statistics;

namespace Ade20kEval.Comparison;

/// <summary>One run against another over the same images: how the figures, the classes and the images differ, and how sure that is.</summary>
public sealed record RunComparison
{
    /// <summary>The run that is compared with, scored by the protocol.</summary>
    public required RunDocument Baseline { get; init; }

    /// <summary>The run that is compared, scored by the protocol.</summary>
    public required RunDocument Run { get; init; }

    /// <summary>Differences, intervals and p-values.</summary>
    public required PairedStatistics Statistics { get; init; }

    /// <summary>The level of the intervals.</summary>
    public required double Level { get; init; }

    /// <summary>Randomisations behind every p-value.</summary>
    public required int Draws { get; init; }

    /// <summary>Every image, in name order.</summary>
    public required IReadOnlyList<ImageChange> Images { get; init; }

    /// <summary>How the runs differ on slices of their images, by column; empty where none were asked for.</summary>
    internal IReadOnlyList<(string Column, IReadOnlyList<SliceChange> Changes)> Slices { get; init; } = [];

    /// <summary>How the runs differ in each kind of error; <see langword="null"/> where one of them has none, or theirs are of different widths.</summary>
    internal ErrorKindChange? ErrorKinds { get; init; }

    /// <summary>What a person should know of the comparison, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Classes whose IoU rose.</summary>
    public int ClassesBetter => Statistics.ClassIou.Count(change => change?.Difference > 0);

    /// <summary>Classes whose IoU fell.</summary>
    public int ClassesWorse => Statistics.ClassIou.Count(change => change?.Difference < 0);

    /// <summary>How two runs differ in a figure.</summary>
    /// <returns><see langword="null"/> where one side has none, or it is none of the headline figures.</returns>
    public PairedDifference? Of(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Statistics.Figures.GetValueOrDefault(metric.Key);
    }

    /// <summary>Compares.</summary>
    /// <param name="baseline">The run that is compared with.</param>
    /// <param name="run">The run that is compared.</param>
    /// <param name="options">How; the defaults where <see langword="null"/>.</param>
    /// <exception cref="NotComparableException">The runs are of different classes, ground truth or images, or the protocol gives no figures for one.</exception>
    /// <exception cref="Files.InputException">An image is in no scene.</exception>
    public static RunComparison Create(RunDocument baseline, RunDocument run, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(run);
        options ??= new ComparisonOptions();
        List<string> warnings = [];
        (RunCounts before, RunCounts after) = Comparability.Require(baseline, run, options.Force, warnings);
        Protocol protocol = options.Protocol ?? ProtocolCatalog.Find(baseline.PrimaryProtocol);
        IReadOnlyList<SliceColumn> columns = options.Slices?.Divide(before.Images)
            ?? (ReferenceEquals(before, baseline.Counts) ? baseline.Slices.Count > 0 ? baseline.Slices : run.Slices : []);
        baseline = Scored(baseline, before, protocol, options);
        run = Scored(run, after, protocol, options);
        return new RunComparison
        {
            Baseline = baseline,
            Run = run,
            Statistics = PairedTest.Compare(before, after, protocol, options.Draws, options.Level, options.Scenes?.Group(before.Images)),
            Level = options.Level,
            Draws = options.Draws,
            Images = Changes(before, after),
            Slices = [.. columns.Select(column => (column.Name, SliceChange.Of(before, after, column, options.Level)))],
            ErrorKinds = ErrorKindChange.Of(before, after, options.Level, options.Scenes?.Group(before.Images)),
            Warnings = [.. new[] { baseline, run }.SelectMany(source => source.Disagreements.Select(disagreement => $"{source.Predictions.Name}: {disagreement}")), .. warnings],
        };
    }

    private static RunDocument Scored(RunDocument run, RunCounts counts, Protocol protocol, ComparisonOptions options)
    {
        RunDocument scored = run with { Counts = counts, Scores = [protocol.Score(counts)], Intervals = [], Subset = null, Slices = ReferenceEquals(counts, run.Counts) ? run.Slices : [] };
        return scored.Primary.Error is string error
            ? throw new NotComparableException($"{run.Predictions.Name}: protocol {protocol.Name} gives no figures to compare: {error}")
            : RunIntervals.Add(scored, new IntervalOptions { Level = options.Level, Scenes = options.Scenes });
    }

    private static List<ImageChange> Changes(RunCounts baseline, RunCounts run)
    {
        IReadOnlyList<ImageScore> before = PerImageScores.Compute(baseline, ClassPresence.GroundTruth).Images;
        IReadOnlyList<ImageScore> after = PerImageScores.Compute(run, ClassPresence.GroundTruth).Images;
        return [.. before.Select((image, i) => new ImageChange(image.Image.Name, image, after[i]))];
    }
}
