using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Panoptic;

/// <summary>The figures by which panoptic runs are judged and compared, and what they are without one image at a time.</summary>
internal static class PanopticFigures
{
    private const string Source = "Kirillov et al., \"Panoptic Segmentation\", CVPR 2019";

    private static readonly (Metric Metric, Func<PanopticScores, double?> Of)[] s_figures =
    [
        Figure("pq", "Panoptic quality", "PQ", "mean over categories of sum of IoU / (TP + FP / 2 + FN / 2)", static scores => scores.All.Pq),
        Figure("sq", "Segmentation quality", "SQ", "mean over categories of the mean IoU of matches", static scores => scores.All.Sq),
        Figure("rq", "Recognition quality", "RQ", "mean over categories of TP / (TP + FP / 2 + FN / 2)", static scores => scores.All.Rq),
        Figure("pqThings", "Panoptic quality of things", "PQ things", "PQ over things alone", static scores => scores.Things.Pq),
        Figure("sqThings", "Segmentation quality of things", "SQ things", "SQ over things alone", static scores => scores.Things.Sq),
        Figure("rqThings", "Recognition quality of things", "RQ things", "RQ over things alone", static scores => scores.Things.Rq),
        Figure("pqStuff", "Panoptic quality of stuff", "PQ stuff", "PQ over stuff alone", static scores => scores.Stuff.Pq),
        Figure("sqStuff", "Segmentation quality of stuff", "SQ stuff", "SQ over stuff alone", static scores => scores.Stuff.Sq),
        Figure("rqStuff", "Recognition quality of stuff", "RQ stuff", "RQ over stuff alone", static scores => scores.Stuff.Rq),
        Figure("pqDagger", "PQ dagger", "PQ†", "PQ in which stuff needs no IoU above one half", static scores => scores.All.PqDagger),
    ];

    /// <summary>What they are called, in the order in which they are shown.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } = [.. s_figures.Select(static figure => figure.Metric)];

    /// <summary>Their values, in the same order; NaN where undefined.</summary>
    public static double[] ValuesOf(PanopticScores scores) => Array.ConvertAll(s_figures, figure => figure.Of(scores) ?? double.NaN);

    /// <summary>The figures of a run, and what they are without each image.</summary>
    public static LeftOutFigures LeaveOut(PanopticRun run)
    {
        (int Category, CategoryTally Tally)[][] images = Tallies(run);
        CategoryTally[] whole = Sum(run, images, times: null);
        CategoryTally[] rest = [.. whole];
        double[][] leftOut = [.. s_figures.Select(_ => new double[images.Length])];
        List<(int, double)>[] categories = [.. whole.Select(static _ => new List<(int, double)>())];
        int[] inImages = new int[whole.Length];
        for (int i = 0; i < images.Length; i++)
        {
            foreach ((int category, CategoryTally tally) in images[i])
            {
                rest[category] = Without(whole[category], tally);
                inImages[category] += tally.Segments > 0 ? 1 : 0;
            }

            PanopticScores scores = PanopticScores.Of(run.Evidence.Categories, rest);
            double[] row = ValuesOf(scores);
            for (int f = 0; f < row.Length; f++)
            {
                leftOut[f][i] = row[f];
            }

            foreach ((int category, _) in images[i])
            {
                if (scores.Categories[category].Pq is double pq)
                {
                    categories[category].Add((i, pq));
                }

                rest[category] = whole[category];
            }
        }

        return new LeftOutFigures
        {
            Keys = [.. Metrics.Select(static metric => metric.Key)],
            Values = ValuesOf(run.Scores),
            LeftOut = leftOut,
            Categories = [.. run.Scores.Categories.Select(static score => score.Pq ?? double.NaN)],
            CategoryLeftOut = [.. categories.Select(static list => list.ToArray())],
            CategoryImages = inImages,
        };
    }

    /// <summary>How sure the figures of a run are; <see langword="null"/> below two images.</summary>
    public static FigureIntervals? IntervalsOf(PanopticRun run, IntervalOptions options)
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

        (int Category, CategoryTally Tally)[][] images = Tallies(run);
        return DrawnFigures.Of(figures, images.Length, times => ValuesOf(PanopticScores.Of(run.Evidence.Categories, Sum(run, images, times))), options);
    }

    // A category whose ground truth all leaves keeps its figure, whatever is predicted elsewhere, as in JackknifeIntervals.
    private static CategoryTally Without(CategoryTally whole, CategoryTally part)
    {
        CategoryTally rest = whole - part;
        if (rest.Segments == 0)
        {
            (rest.AnyIou, rest.Segments) = (whole.AnyIou, whole.Segments);
        }

        return rest.Matched + rest.Missed > 0 ? rest : whole;
    }

    private static CategoryTally[] Sum(PanopticRun run, (int Category, CategoryTally Tally)[][] images, int[]? times)
    {
        CategoryTally[] sums = new CategoryTally[run.Evidence.Categories.Count];
        for (int i = 0; i < images.Length; i++)
        {
            foreach ((int category, CategoryTally tally) in images[i])
            {
                sums[category] += tally * (times?[i] ?? 1);
            }
        }

        return sums;
    }

    /// <summary>What each image adds to the categories that it touches.</summary>
    private static (int Category, CategoryTally Tally)[][] Tallies(PanopticRun run)
    {
        PanopticMatching matching = new(run.Evidence.Categories, run.Rules, run.UsesBoundaries);
        return [.. run.Evidence.Images.Select(image =>
        {
            Array.Clear(matching.Tallies);
            matching.Add(image);
            return matching.Tallies.Index().Where(static item => item.Item.Touches).ToArray();
        })];
    }

    private static (Metric, Func<PanopticScores, double?>) Figure(string key, string title, string shortName, string definition, Func<PanopticScores, double?> of) =>
        (new Metric(key, title, shortName, MetricKind.Fraction, definition, key == "pqDagger" ? "Porzi et al., \"Seamless Scene Segmentation\", CVPR 2019" : Source, static _ => null), of);
}
