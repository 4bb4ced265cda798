using Ade20kEval.Datasets;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Comparison;

/// <summary>Several runs over the same images, in order of one figure: every pair compared, and which cannot be told apart.</summary>
public sealed record RunStandings
{
    // The least p-value that draws can give is one over their number; times the pairs, as Holm's correction has it, it must stay well below 0.05.
    // Forty a pair bring it to 0.025; more, for 45 pairs of 2,000 images, would take a minute and move no letter.
    private const int DrawsPerPair = 40;
    private const int LeastDraws = 1000;

    /// <summary>The figure that orders.</summary>
    public required Metric Metric { get; init; }

    /// <summary>The runs, the best first; of equal ones the earlier given first.</summary>
    public required IReadOnlyList<RunDocument> Runs { get; init; }

    /// <summary>The place of each run among those given.</summary>
    public required IReadOnlyList<int> Given { get; init; }

    /// <summary>Of the run in a row against the run in a column: row minus column; <see langword="null"/> on the diagonal.</summary>
    public required IReadOnlyList<IReadOnlyList<PairedDifference?>> Differences { get; init; }

    /// <summary>The p-values of the same pairs after Holm's correction over all pairs; <see langword="null"/> on the diagonal.</summary>
    public required IReadOnlyList<IReadOnlyList<double?>> PAdjusted { get; init; }

    /// <summary>Letters of each run: two runs share one exactly when their corrected p-value is above 0.05.</summary>
    public required IReadOnlyList<string> Letters { get; init; }

    /// <summary>Compares every pair.</summary>
    /// <param name="runs">The runs; two at least.</param>
    /// <param name="metric">The figure that orders; one of the headline figures.</param>
    /// <param name="options">How; the defaults where <see langword="null"/>. Without draws nothing is told apart.</param>
    /// <exception cref="NotComparableException">Two runs cannot be compared, or one has no such figure.</exception>
    public static RunStandings Create(IReadOnlyList<RunDocument> runs, Metric metric, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs.Count, 2, nameof(runs));
        options ??= new ComparisonOptions();
        options = options with { Protocol = options.Protocol ?? Protocols.ProtocolCatalog.Find(runs[0].PrimaryProtocol) };
        (int Left, int Right)[] pairs = [.. Enumerable.Range(0, runs.Count).SelectMany(i => Enumerable.Range(i + 1, runs.Count - i - 1).Select(j => (i, j)))];
        options = options with { Draws = Math.Min(options.Draws, Math.Max(LeastDraws, DrawsPerPair * pairs.Length)) };
        InParallel.Prepare(runs);
        RunCounts?[] whole = new RunCounts?[runs.Count];
        FigureUnits?[] worked = new FigureUnits?[runs.Count];
        PairedDifference[] found = new PairedDifference[pairs.Length];
        InParallel.For(runs.Count, i =>
        {
            whole[i] = runs[i].Counts;
            worked[i] = Work(runs[i].Counts, runs[i]);
        });
        InParallel.For(pairs.Length, i =>
        {
            (int left, int right) = pairs[i];
            (RunCounts before, RunCounts after) = Comparability.Require(runs[right], runs[left], options.Force, []);

            // Counts that are not the run's own are those of the images that both have.
            FigureUnits? leftUnits = ReferenceEquals(after, whole[left]) ? worked[left] : Work(after, runs[left]);
            FigureUnits? rightUnits = ReferenceEquals(before, whole[right]) ? worked[right] : Work(before, runs[right]);
            found[i] = (rightUnits is null ? null : leftUnits?.Minus(rightUnits, options.Draws, options.Level))
                ?? throw new NotComparableException($"{metric.Title} is not defined for both {runs[left].Predictions.Name} and {runs[right].Predictions.Name}.");
        });

        double?[] adjusted = HolmCorrection.Adjust([.. found.Select(difference => difference.P)]);
        double[] values = [found[0].Value, .. Enumerable.Range(1, runs.Count - 1).Select(j => found[j - 1].Baseline)];
        int[] order = [.. Enumerable.Range(0, runs.Count).OrderByDescending(i => values[i])];
        FigureUnits? Work(RunCounts counts, RunDocument run) => options.Protocol.Score(counts).Error is string error
            ? throw new NotComparableException($"{run.Predictions.Name}: protocol {options.Protocol.Name} gives no figures to compare: {error}")
            : FigureUnits.Of(counts, options.Protocol, metric.Key, options.Scenes?.Group(counts.Images));
        int PlaceOf(int left, int right) => Array.IndexOf(pairs, (Math.Min(left, right), Math.Max(left, right)));
        return new RunStandings
        {
            Metric = metric,
            Runs = [.. order.Select(i => runs[i] with { Scores = [options.Protocol.Score(runs[i].Counts)], Intervals = [] })],
            Given = order,
            Differences = [.. order.Select(i => (IReadOnlyList<PairedDifference?>)[.. order.Select(j => i == j ? null : i < j ? found[PlaceOf(i, j)] : Turned(found[PlaceOf(i, j)]))])],
            PAdjusted = [.. order.Select(i => (IReadOnlyList<double?>)[.. order.Select(j => i == j ? null : adjusted[PlaceOf(i, j)])])],
            Letters = CompactLetters.Of(runs.Count, (a, b) => adjusted[PlaceOf(order[a], order[b])] <= 0.05),
        };
    }

    private static PairedDifference Turned(PairedDifference difference) => new(
        difference.Value, difference.Baseline, difference.Interval is Interval interval ? interval with { Low = -interval.High, High = -interval.Low } : null, difference.P);
}
