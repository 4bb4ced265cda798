using Ade20kEval.Comparison;
using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Tables;

/// <summary>The tables of a comparison.</summary>
internal static class ComparisonTables
{
    /// <summary>The headline figures of both runs, their difference and how sure it is; the means over classes without the rare ones below.</summary>
    public static Table Figures(RunComparison comparison)
    {
        List<Cell[]> rows = [];
        foreach (Metric metric in Metrics.ByImportance)
        {
            if (comparison.Of(metric) is PairedDifference difference)
            {
                rows.Add(Row(metric, metric.Title, difference));
            }
        }

        if (comparison.Statistics.WithoutRareClasses.TryGetValue(Metrics.MeanIou.Key, out PairedDifference? withoutRare))
        {
            rows.Add(Row(Metrics.MeanIou, Invariant($"{Metrics.MeanIou.Title}, {comparison.Statistics.ClassIou.Count(change => change?.Interval is not null)} classes"), withoutRare));
        }

        return new Table(
            "figures",
            $"{comparison.Run.Predictions.Name} against {comparison.Baseline.Predictions.Name}, protocol {comparison.Run.PrimaryProtocol}",
            [
                new("figure", "Figure", CellKind.Text),
                new("baseline", "Baseline", CellKind.Percent) { Explanation = comparison.Baseline.Predictions.Name },
                new("run", "Run", CellKind.Percent) { Explanation = comparison.Run.Predictions.Name },
                new("difference", "Change", CellKind.Points),
                new("low", "from", CellKind.Points) { Rank = 3, Explanation = "Lower limit of the 95 % interval of the change: paired jackknife.", Note = OfIntervals(comparison) },
                new("high", "to", CellKind.Points) { Rank = 3, Explanation = "Upper limit of the interval." },
                new("p", "p", CellKind.Text) { Rank = 2, Explanation = "How probable a change as large would be if it did not matter which run an image's prediction came from.", Note = $"p: {(comparison.Draws == 0 ? "not drawn for" : Invariant($"{comparison.Draws:N0} randomisations"))}." },
            ],
            rows)
        {
            Owner = comparison.Run.Predictions.Name,
            Note = HasRowWithoutRareClasses(comparison) ? Invariant($"Last row: the classes in {JackknifeIntervals.LeastImages} images or more.") : "",
        };
    }

    /// <summary>The classes that changed, the greatest fall first and the greatest rise last.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="ends">How many of each end; <see langword="null"/> for all.</param>
    public static Table Classes(RunComparison comparison, int? ends = null)
    {
        (ClassScore Score, PairedDifference Change)[] changed = [.. comparison.Baseline.Classes
            .Select(score => (Score: score, Change: comparison.Statistics.ClassIou[score.Index]))
            .Where(c => c.Change is not null).Select(c => (c.Score, c.Change!))
            .OrderBy(c => c.Item2.Difference).ThenBy(c => c.Score.Index)];
        if (ends is int few && changed.Length > 2 * few)
        {
            changed = [.. changed[..few], .. changed[^few..]];
        }

        IReadOnlyList<int> images = comparison.Baseline.Counts.ImagesPerClass;
        return new Table(
            "changed-classes",
            $"classes of {comparison.Run.Predictions.Name} against {comparison.Baseline.Predictions.Name}",
            [
                new("index", "#", CellKind.Count) { Rank = 4, Explanation = "Class index." },
                new("name", "Class", CellKind.Text),
                new("images", "Images", CellKind.Count) { Rank = 3, Explanation = "Images whose ground truth holds the class." },
                new("baselineIou", "Baseline", CellKind.Percent),
                new("iou", "Run", CellKind.Percent),
                new("difference", "Change", CellKind.Points),
                new("low", "from", CellKind.Points) { Rank = 5, Explanation = "Lower limit of the 95 % interval of the change, where the class is in ten images or more." },
                new("high", "to", CellKind.Points) { Rank = 5, Explanation = "Upper limit of the interval." },
                new("pAdjusted", "p", CellKind.Text) { Rank = 2, Explanation = "After Holm's correction over all classes in ten images or more.", Note = "p: after Holm's correction over the others." },
            ],
            [.. changed.Select(c => (Cell[])
            [
                Cell.Of(c.Score.Index), Name(comparison.Run, c.Score.Index), Cell.Of(images[c.Score.Index]), Cell.Of(c.Change.Baseline), Cell.Of(c.Change.Value),
                Cell.Of(c.Change.Difference), Cell.Of(c.Change.Interval?.Low), Cell.Of(c.Change.Interval?.High), P(comparison.Statistics.ClassPAdjusted[c.Score.Index]),
            ])])
        {
            Owner = comparison.Run.Predictions.Name,
            Note = "Classes in fewer than ten images move by chance.",
        };
    }

    /// <summary>The images that changed, the greatest fall first and the greatest rise last.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="ends">How many of each end; <see langword="null"/> for all.</param>
    public static Table Images(RunComparison comparison, int? ends = null)
    {
        ImageChange[] changed = [.. comparison.Images.Where(image => image.Difference is not null).OrderBy(image => image.Difference).ThenBy(image => image.Name, StringComparer.Ordinal)];
        if (ends is int few && changed.Length > 2 * few)
        {
            changed = [.. changed[..few], .. changed[^few..]];
        }

        return new Table(
            "changed-images",
            $"images of {comparison.Run.Predictions.Name} against {comparison.Baseline.Predictions.Name}",
            [
                new("name", "Image", CellKind.Text),
                new("baselineMeanIou", "Baseline", CellKind.Percent) { Explanation = "Mean IoU over the classes in the ground truth of the image." },
                new("meanIou", "Run", CellKind.Percent),
                new("difference", "Change", CellKind.Points),
            ],
            [.. changed.Select(image => (Cell[])[Cell.Of(image.Name), Cell.Of(image.Baseline.MeanIou), Cell.Of(image.Run.MeanIou), Cell.Of(image.Difference)])])
        {
            Owner = comparison.Run.Predictions.Name,
            Note = "Mean IoU of an image: over the classes that its ground truth has.",
        };
    }

    /// <summary>The confusions whose pixels changed most, the greatest change first.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="count">How many.</param>
    public static Table Confusions(RunComparison comparison, int count = 30)
    {
        Dictionary<(int, int), Confusion> before = ByClasses(comparison.Baseline);
        Dictionary<(int, int), Confusion> after = ByClasses(comparison.Run);
        (int Truth, int Guess)[] changed = [.. before.Keys.Union(after.Keys)
            .OrderByDescending(key => Math.Abs(Pixels(after, key) - Pixels(before, key))).ThenBy(key => key)
            .Where(key => Pixels(after, key) != Pixels(before, key)).Take(count)];
        return new Table(
            "changed-confusions",
            $"confusions of {comparison.Run.Predictions.Name} against {comparison.Baseline.Predictions.Name}",
            [
                new("groundTruth", "Ground truth", CellKind.Text),
                new("prediction", "Taken for", CellKind.Text),
                new("baseline", "Baseline", CellKind.Percent) { Explanation = "Share of the ground-truth class's pixels." },
                new("run", "Run", CellKind.Percent),
                new("difference", "Change", CellKind.Points),
                new("pixels", "Pixels more", CellKind.Count) { Rank = 1, Explanation = "How many pixels more the run confuses; fewer where negative." },
            ],
            [.. changed.Select(key => (Cell[])
            [
                Name(comparison.Run, key.Truth), key.Guess < 0 ? Cell.Of("(no class)") : Name(comparison.Run, key.Guess),
                Cell.Of(Share(before, key)), Cell.Of(Share(after, key)), Cell.Of(Share(after, key) - Share(before, key)), Cell.Of(Pixels(after, key) - Pixels(before, key)),
            ])])
        {
            Owner = comparison.Run.Predictions.Name,
            Note = "Shares of the pixels of the ground-truth class.",
        };

        static Dictionary<(int, int), Confusion> ByClasses(RunDocument run) => ConfusionAnalysis.All(run.Counts, run.Primary).ToDictionary(c => (c.GroundTruth, c.Prediction ?? -1));
        static long Pixels(Dictionary<(int, int), Confusion> confusions, (int, int) key) => confusions.TryGetValue(key, out Confusion? found) ? found.Pixels : 0;
        static double Share(Dictionary<(int, int), Confusion> confusions, (int, int) key) => confusions.TryGetValue(key, out Confusion? found) ? found.Share : 0;
    }

    /// <summary>Several runs, the best first, with the letters of those that cannot be told apart.</summary>
    /// <param name="standings">The runs in their order.</param>
    /// <param name="baseline">The place, among the runs given, of the one that changes are against.</param>
    public static Table Standings(RunStandings standings, int baseline = 0)
    {
        int against = Array.IndexOf([.. standings.Given], baseline);
        return new Table(
            "runs",
            $"{standings.Metric.Title} of {standings.Runs.Count} runs, protocol {standings.Runs[0].PrimaryProtocol}",
            [
                new("name", "Run", CellKind.Text),
                new("meanIou", "mIoU", CellKind.Percent) { HasBar = true, MarksBest = true },
                new("meanAccuracy", "mAcc", CellKind.Percent) { Rank = 3, MarksBest = true },
                new("pixelAccuracy", "aAcc", CellKind.Percent) { Rank = 1, MarksBest = true },
                new("challengeScore", "Score", CellKind.Percent) { Rank = 2, MarksBest = true },
                new("difference", "Change", CellKind.Points) { Explanation = $"{standings.Metric.Title} against {standings.Runs[against].Predictions.Name}." },
                new("interval", "95 % interval", CellKind.Text) { Rank = 4 },
                new("letters", "Group", CellKind.Text) { Explanation = "Two runs share a letter exactly when they cannot be told apart." },
            ],
            [.. standings.Runs.Select((run, i) => (Cell[])
            [
                Cell.Of(run.Predictions.Name), Cell.Of(run.Primary.MeanIou), Cell.Of(run.Primary.MeanAccuracy), Cell.Of(run.Primary.PixelAccuracy), Cell.Of(run.Primary.ChallengeScore),
                Cell.Of(standings.Differences[i][against]?.Difference),
                standings.Differences[i][against]?.Interval is Interval interval ? Cell.Of(IntervalText.Points(interval)) : Cell.Undefined,
                Cell.Of(standings.Letters[i]),
            ])])
        {
            Note = $"Change: {standings.Metric.Title} against {standings.Runs[against].Predictions.Name}. Runs that share a letter cannot be told apart (randomisation, Holm's correction over {standings.Runs.Count * (standings.Runs.Count - 1) / 2} pairs, 0.05).",
        };
    }

    /// <summary>Every run against every other one: row minus column.</summary>
    public static Table Matrix(RunStandings standings) => new(
        "matrix",
        $"differences of {standings.Metric.Title}: row minus column",
        [new("name", "", CellKind.Text), .. standings.Runs.Select((run, i) => new TableColumn(Invariant($"run{i + 1}"), run.Predictions.Name, CellKind.Points))],
        [.. standings.Runs.Select((run, i) => (Cell[])[Cell.Of(run.Predictions.Name), .. standings.Differences[i].Select(difference => Cell.Of(difference?.Difference))])]);

    private static Cell[] Row(Metric metric, string title, PairedDifference difference)
    {
        bool isShare = metric.Kind == MetricKind.Fraction;
        Cell Number(double? value, string format) => value is not double number ? Cell.Undefined : isShare ? Cell.Of(number) : Cell.Of(number.ToString(format, System.Globalization.CultureInfo.InvariantCulture));
        const string Signed = "+0.0000;-0.0000;0.0000";
        return
        [
            Cell.Of(title), Number(difference.Baseline, "0.0000"), Number(difference.Value, "0.0000"), Number(difference.Difference, Signed),
            Number(difference.Interval?.Low, Signed), Number(difference.Interval?.High, Signed), P(difference.P),
        ];
    }

    private static bool HasRowWithoutRareClasses(RunComparison comparison) => comparison.Statistics.WithoutRareClasses.ContainsKey(Metrics.MeanIou.Key);

    private static string OfIntervals(RunComparison comparison)
    {
        const string How = "from, to: 95 % interval of the change, by the paired jackknife over images.";
        return comparison.Statistics.RareClasses == 0 ? How
            : HasRowWithoutRareClasses(comparison) ? Invariant($"{How} Over the {comparison.Statistics.RareClasses} other classes they are too narrow.")
            : Invariant($"{How} No class is in {JackknifeIntervals.LeastImages} images or more, so that all these intervals are too narrow.");
    }

    private static Cell Name(RunDocument run, int index)
    {
        ClassInfo info = run.Dataset.Classes[index];
        return Cell.Of(info.Name, info.Color);
    }

    private static Cell P(double? p) => p is double value ? Cell.Of(IntervalText.P(value)) : Cell.Undefined;
}
