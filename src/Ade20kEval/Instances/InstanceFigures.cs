using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Instances;

/// <summary>The figures by which runs of instances are compared, and what they are without one image at a time.</summary>
internal static class InstanceFigures
{
    private const string Source = "Lin et al., \"Microsoft COCO: Common Objects in Context\", ECCV 2014";

    // At COCO's limits.
    private static readonly Metric[] s_coco = Named(InstanceRules.Coco);

    /// <summary>What they are called, in the order in which they are shown: recall by the limit that it is read at.</summary>
    public static IReadOnlyList<Metric> MetricsOf(InstanceRules rules) => rules.KeysNameLimits ? s_coco : Named(rules);

    private static Metric[] Named(InstanceRules rules) =>
    [
        Figure("ap", "Average precision", "AP", "mean over categories, IoU thresholds 0.50 to 0.95 and 101 recall levels of the best precision from there on"),
        Figure("ap50", "Average precision at IoU 0.50", "AP50", "AP at the threshold 0.50 alone"),
        Figure("ap75", "Average precision at IoU 0.75", "AP75", "AP at the threshold 0.75 alone"),
        Figure("apSmall", "Average precision of small objects", "AP small", "AP of objects of at most 32² pixels"),
        Figure("apMedium", "Average precision of medium objects", "AP medium", "AP of objects of 32² to 96² pixels"),
        Figure("apLarge", "Average precision of large objects", "AP large", "AP of objects of at least 96² pixels"),
        Figure(RecallKey(rules), "Average recall", "AR", Invariant($"mean over categories and thresholds of the recall that {rules.FigureLimit} detections of a category in an image reach")),
    ];

    /// <summary>Their values, in the same order; NaN where undefined.</summary>
    public static double[] ValuesOf(InstanceScores scores)
    {
        Dictionary<string, double?> byKey = scores.Named.ToDictionary(static figure => figure.Key, static figure => figure.Value);
        return [.. MetricsOf(scores.Rules).Select(metric => byKey[metric.Key] ?? double.NaN)];
    }

    /// <summary>The figures of a run, and what they are without each image.</summary>
    public static LeftOutFigures LeaveOut(InstanceRun run)
    {
        int images = run.Evidence.Images.Count;
        CategorySample[] samples = Samples(run);
        double[][] whole = [.. samples.Select(static sample => sample.Without(-1))];
        double[][][] without = [.. samples.Select((sample, c) =>
        {
            double[][] rows = new double[sample.Images.Count][];
            Parallel.For(0, rows.Length, i => rows[i] = Kept(sample.Without(sample.Images[i]), whole[c]));
            return rows;
        })];
        List<(int Category, double[] Row)>[] touched = [.. Enumerable.Range(0, images).Select(static _ => new List<(int, double[])>())];
        for (int c = 0; c < samples.Length; c++)
        {
            for (int i = 0; i < without[c].Length; i++)
            {
                touched[samples[c].Images[i]].Add((c, without[c][i]));
            }
        }

        IReadOnlyList<Metric> metrics = MetricsOf(run.Scores.Rules);
        double[][] leftOut = [.. metrics.Select(_ => new double[images])];
        double[][] rest = [.. whole];
        for (int i = 0; i < images; i++)
        {
            touched[i].ForEach(item => rest[item.Category] = item.Row);
            double[] means = Means(rest);
            for (int f = 0; f < means.Length; f++)
            {
                leftOut[f][i] = means[f];
            }

            touched[i].ForEach(item => rest[item.Category] = whole[item.Category]);
        }

        return new LeftOutFigures
        {
            Keys = [.. metrics.Select(static metric => metric.Key)],
            Values = ValuesOf(run.Scores),
            LeftOut = leftOut,
            Categories = [.. whole.Select(static row => row[0])],
            CategoryLeftOut = [.. without.Select((rows, c) => rows.Select((row, i) => (samples[c].Images[i], row[0])).ToArray())],
            CategoryImages = [.. samples.Select(static sample => sample.ImagesWithObjects)],
        };
    }

    /// <summary>How sure the figures of a run are; <see langword="null"/> below two images.</summary>
    public static FigureIntervals? IntervalsOf(InstanceRun run, IntervalOptions options)
    {
        if (run.Evidence.Images.Count < 2)
        {
            return null;
        }

        LeftOutFigures figures = LeaveOut(run);
        if (options.Method == IntervalMethod.Jackknife)
        {
            return figures.ToIntervals(options.Level);
        }

        CategorySample[] samples = Samples(run);
        return DrawnFigures.Of(figures, run.Evidence.Images.Count, times => Means([.. samples.Select(sample => sample.Of(times))]), options);
    }

    /// <summary>AP of every image alone, mean over the categories of its objects; <see langword="null"/> where it has none that count.</summary>
    public static double?[] OfImages(InstanceRun run)
    {
        Func<ImageInstances, ImageMatches> match = run.Scores.Rules.Matcher(run.Overlap);
        return [.. run.Evidence.Images.Select(image =>
        {
            double[][] rows = [.. CategorySample.Of(run.Evidence.Categories.Count, [match(image)], run.Scores.Rules).Where(static sample => sample.ImagesWithObjects > 0).Select(static sample => sample.Without(-1))];
            return rows.Length > 0 && double.IsFinite(Means(rows)[0]) ? Means(rows)[0] : (double?)null;
        })];
    }

    private static CategorySample[] Samples(InstanceRun run) =>
        CategorySample.Of(run.Evidence.Categories.Count, [.. run.Evidence.Images.Select(run.Scores.Rules.Matcher(run.Overlap))], run.Scores.Rules);

    // What would vanish keeps its figure.
    private static double[] Kept(double[] row, double[] whole) => [.. row.Zip(whole, static (left, all) => double.IsNaN(left) ? all : left)];

    private static double[] Means(double[][] categories)
    {
        double[] means = new double[s_coco.Length];
        for (int f = 0; f < means.Length; f++)
        {
            double sum = 0;
            int count = 0;
            foreach (double[] row in categories)
            {
                (sum, count) = double.IsNaN(row[f]) ? (sum, count) : (sum + row[f], count + 1);
            }

            means[f] = count == 0 ? double.NaN : sum / count;
        }

        return means;
    }

    // Of the one limit that Cityscapes' reading has, there is no recall; the key keeps its place.
    private static string RecallKey(InstanceRules rules) => rules.IsCityscapes ? "ar100" : rules.RecallKey(rules.FigureLimitIndex);

    private static Metric Figure(string key, string title, string shortName, string definition) => new(key, title, shortName, MetricKind.Fraction, definition, Source, static _ => null);
}
