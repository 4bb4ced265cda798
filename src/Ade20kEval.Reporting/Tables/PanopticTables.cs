using Ade20kEval.Panoptic;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Panoptic runs as tables.</summary>
internal static class PanopticTables
{
    private const string DaggerMeans = "PQ in which stuff needs no IoU above 0.5 to count (Porzi et al. 2019).";

    /// <summary>Means over all categories, things and stuff.</summary>
    public static Table Summary(PanopticRun run) => new(
        "summary",
        $"panoptic quality{(run.UsesBoundaries ? " of boundaries" : "")}, protocol {Protocol(run)}",
        [
            new("of", "Of", CellKind.Text),
            new("pq", "PQ", CellKind.Percent) { HasBar = true },
            new("sq", "SQ", CellKind.Percent) { Explanation = "Mean IoU of matched segments." },
            new("rq", "RQ", CellKind.Percent) { Explanation = "F1 of finding segments." },
            new("pqDagger", "PQ†", CellKind.Percent) { Explanation = DaggerMeans, Rank = 2 },
            new("categories", "Categories", CellKind.Count) { Explanation = "Categories that occur; others are left out of the means." },
            new("truePositives", "TP", CellKind.Count) { Rank = 3 },
            new("falsePositives", "FP", CellKind.Count) { Rank = 3 },
            new("falseNegatives", "FN", CellKind.Count) { Rank = 3 },
        ],
        [
            Row("all", run.Scores.All, run.Scores.Categories),
            Row("things", run.Scores.Things, [.. run.Scores.Categories.Where(static score => score.IsThing)]),
            Row("stuff", run.Scores.Stuff, [.. run.Scores.Categories.Where(static score => !score.IsThing)]),
        ]);

    /// <summary>Each category that occurs.</summary>
    public static Table PerCategory(PanopticRun run) => new(
        "categories",
        $"panoptic quality{(run.UsesBoundaries ? " of boundaries" : "")} of every category, protocol {Protocol(run)}",
        [
            new("id", "Id", CellKind.Count),
            new("name", "Category", CellKind.Text),
            new("kind", "Kind", CellKind.Text) { Rank = 4 },
            new("pq", "PQ", CellKind.Percent) { HasBar = true },
            new("sq", "SQ", CellKind.Percent),
            new("rq", "RQ", CellKind.Percent),
            new("pqDagger", "PQ†", CellKind.Percent) { Explanation = DaggerMeans, Rank = 3 },
            new("truePositives", "TP", CellKind.Count) { Rank = 2 },
            new("falsePositives", "FP", CellKind.Count) { Rank = 2 },
            new("falseNegatives", "FN", CellKind.Count) { Rank = 2 },
        ],
        [.. run.Scores.Categories.Where(static score => score.Pq is not null || score.PqDagger is not null).Select(static score => (Cell[])
            [
                Cell.Of(score.Id), Cell.Of(score.Name), Cell.Of(score.IsThing ? "thing" : "stuff"), Cell.Of(score.Pq), Cell.Of(score.Sq), Cell.Of(score.Rq), Cell.Of(score.PqDagger),
                Cell.Of(score.TruePositives), Cell.Of(score.FalsePositives), Cell.Of(score.FalseNegatives),
            ])]);

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

    private static string Protocol(PanopticRun run) => run.Mended.Count == 0 ? run.Protocol : $"{run.Protocol}, mended: {string.Join(", ", run.Mended)}";

    private static Cell[] Row(string of, PanopticMeans means, IReadOnlyList<PanopticCategoryScore> categories) =>
    [
        Cell.Of(of), Cell.Of(means.Pq), Cell.Of(means.Sq), Cell.Of(means.Rq), Cell.Of(means.PqDagger), Cell.Of(means.Categories),
        Cell.Of(categories.Sum(static score => score.TruePositives)), Cell.Of(categories.Sum(static score => score.FalsePositives)), Cell.Of(categories.Sum(static score => score.FalseNegatives)),
    ];
}
