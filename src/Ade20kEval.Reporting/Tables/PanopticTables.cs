using Ade20kEval.Panoptic;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Panoptic runs as tables.</summary>
internal static class PanopticTables
{
    private const string DaggerMeans = "PQ in which stuff needs no IoU above 0.5 to count (Porzi et al. 2019).";

    /// <summary>Means over all categories, things and stuff.</summary>
    public static Table Summary(PanopticRun run) => Fitting(run, new(
        "summary",
        $"panoptic quality{(run.UsesBoundaries ? " of boundaries" : "")}, protocol {Protocol(run)}",
        [
            new("of", "Of", CellKind.Text),
            new("pq", "PQ", CellKind.Percent) { HasBar = true },
            new("pqLow", "from", CellKind.Percent) { Explanation = "Lower limit of the interval of PQ.", Rank = 4, Note = string.Join(' ', IntervalText.Sentences(run.Intervals, "PQ", run.Evidence.Images.Count)) },
            new("pqHigh", "to", CellKind.Percent) { Explanation = "Upper limit of the interval of PQ.", Rank = 4 },
            new("sq", "SQ", CellKind.Percent) { Explanation = "Mean IoU of matched segments." },
            new("rq", "RQ", CellKind.Percent) { Explanation = "F1 of finding segments." },
            new("pqDagger", "PQ†", CellKind.Percent) { Explanation = DaggerMeans, Rank = 2 },
            new("categories", "Categories", CellKind.Count) { Explanation = "Categories that occur; others are left out of the means." },
            new("truePositives", "TP", CellKind.Count) { Rank = 3 },
            new("falsePositives", "FP", CellKind.Count) { Rank = 3 },
            new("falseNegatives", "FN", CellKind.Count) { Rank = 3 },
        ],
        [
            Row("all", run.Scores.All, IntervalOf(run, "pq"), run.Scores.Categories),
            Row("things", run.Scores.Things, IntervalOf(run, "pqThings"), [.. run.Scores.Categories.Where(static score => score.IsThing)]),
            Row("stuff", run.Scores.Stuff, IntervalOf(run, "pqStuff"), [.. run.Scores.Categories.Where(static score => !score.IsThing)]),
        ]));

    /// <summary>Each category that occurs.</summary>
    public static Table PerCategory(PanopticRun run) => Fitting(run, new(
        "categories",
        $"panoptic quality{(run.UsesBoundaries ? " of boundaries" : "")} of every category, protocol {Protocol(run)}",
        [
            new("id", "Id", CellKind.Count),
            new("name", "Category", CellKind.Text),
            new("kind", "Kind", CellKind.Text) { Rank = 4 },
            new("pq", "PQ", CellKind.Percent) { HasBar = true },
            new("pqLow", "from", CellKind.Percent) { Explanation = "Lower limit of the interval, where the category is in ten images or more. By the jackknife, its units are the images that have something of the category.", Rank = 5 },
            new("pqHigh", "to", CellKind.Percent) { Explanation = "Upper limit of the interval.", Rank = 5 },
            new("sq", "SQ", CellKind.Percent),
            new("rq", "RQ", CellKind.Percent),
            new("pqDagger", "PQ†", CellKind.Percent) { Explanation = DaggerMeans, Rank = 3 },
            new("truePositives", "TP", CellKind.Count) { Rank = 2 },
            new("falsePositives", "FP", CellKind.Count) { Rank = 2 },
            new("falseNegatives", "FN", CellKind.Count) { Rank = 2 },
        ],
        [.. run.Scores.Categories.Index().Where(static item => item.Item.Pq is not null || item.Item.PqDagger is not null).Select(item => (Score: item.Item, Interval: run.Intervals?.Categories[item.Index])).Select(static item => (Cell[])
            [
                Cell.Of(item.Score.Id), Cell.Of(item.Score.Name), Cell.Of(item.Score.IsThing ? "thing" : "stuff"), Cell.Of(item.Score.Pq), Cell.Of(item.Interval?.Low), Cell.Of(item.Interval?.High), Cell.Of(item.Score.Sq), Cell.Of(item.Score.Rq), Cell.Of(item.Score.PqDagger),
                Cell.Of(item.Score.TruePositives), Cell.Of(item.Score.FalsePositives), Cell.Of(item.Score.FalseNegatives),
            ])]));

    /// <summary>Each image, the worst first.</summary>
    public static Table PerImage(PanopticRun run) => new(
        "images",
        $"panoptic quality of every image, worst first, protocol {Protocol(run)}",
        [
            new("name", "Image", CellKind.Text),
            new("pq", "PQ", CellKind.Percent) { HasBar = true, Explanation = "Mean over the categories that occur in the image." },
            new("truePositives", "TP", CellKind.Count),
            new("falsePositives", "FP", CellKind.Count),
            new("falseNegatives", "FN", CellKind.Count),
        ],
        [.. run.Evidence.Images
            .Select(image => (image.Name, Scores: run.ScoresOf(image)))
            .OrderBy(static image => image.Scores.All.Pq ?? double.PositiveInfinity)
            .ThenBy(static image => image.Name, StringComparer.Ordinal)
            .Select(static image => (Cell[])
            [
                Cell.Of(image.Name), Cell.Of(image.Scores.All.Pq),
                Cell.Of(image.Scores.Categories.Sum(static score => score.TruePositives)),
                Cell.Of(image.Scores.Categories.Sum(static score => score.FalsePositives)),
                Cell.Of(image.Scores.Categories.Sum(static score => score.FalseNegatives)),
            ])]);

    /// <summary>What the original's quirks cost on this data.</summary>
    public static Table Quirks(PanopticRun run) => new(
        "quirks",
        $"quirks of the original that matter here, protocol {Protocol(run)}",
        [
            new("quirk", "Quirk", CellKind.Text),
            new("pqWhenMended", "PQ mended", CellKind.Percent),
            new("difference", "Effect", CellKind.Points) { Explanation = "PQ without the quirk minus PQ with it." },
            new("says", "What it does", CellKind.Text) { Wraps = true },
        ],
        [.. run.Quirks.Select(quirk => (Cell[])[Cell.Of(quirk.Name), Cell.Of(quirk.PqWhenMended), Cell.Of(quirk.PqWhenMended - run.Scores.All.Pq), Cell.Of(quirk.Says)])]);

    /// <summary>The protocol, and what was mended in it.</summary>
    public static string Protocol(PanopticRun run) => run.Mended.Count == 0 ? run.Protocol : $"{run.Protocol}, mended: {string.Join(", ", run.Mended)}";

    private static Table Fitting(PanopticRun run, Table table) => run.Intervals is null ? table.Without("pqLow", "pqHigh") : table;

    private static Interval? IntervalOf(PanopticRun run, string key) => run.Intervals?.Figures.GetValueOrDefault(key);

    private static Cell[] Row(string of, PanopticMeans means, Interval? interval, IReadOnlyList<PanopticCategoryScore> categories) =>
    [
        Cell.Of(of), Cell.Of(means.Pq), Cell.Of(interval?.Low), Cell.Of(interval?.High), Cell.Of(means.Sq), Cell.Of(means.Rq), Cell.Of(means.PqDagger), Cell.Of(means.Categories),
        Cell.Of(categories.Sum(static score => score.TruePositives)), Cell.Of(categories.Sum(static score => score.FalsePositives)), Cell.Of(categories.Sum(static score => score.FalseNegatives)),
    ];
}
