namespace Ade20kEval.Cli;

/// <summary>What files of ours are called, whoever writes them and whatever a run holds: by these names those of earlier runs are found.</summary>
/// <remarks>A list, because what a run writes depends on what it holds, and what an earlier one held is not known any more. Tests hold it against all that is written.</remarks>
internal static class OutputNames
{
    private const int MostViews = 9;
    private const int MostCompared = 9;

    private static readonly string[] s_tables =
    [
        "boundary", "calibration", "calibration-bins", "calibration-classes", "categories", "changed-categories", "changed-classes", "changed-figures", "changed-images", "classes", "confusions",
        "error-classes", "errors", "groups", "images", "per-image", "protocols", "quirks", "rings", "sizes", "slices", "summary", "trimap",
    ];

    private static readonly string[] s_charts =
    [
        "categories", "classes", "confidence", "confusion", "deltas", "error-classes", "error-kinds", "errors", "frequency", "gains", "images", "precision-recall", "protocols", "ratios", "reliability", "rings",
        "risk", "side", "sizes", "trimap",
    ];

    private static readonly string[] s_changes =
        ["figures", "classes", "confusions", "images", "errors", "slices-1", "slices-2", "slices-3", "changed-categories", "changed-figures", "changed-images"];

    private static readonly string[] s_changeCharts = ["errors", "deltas", "side"];

    private static readonly string[] s_pictures = [".svg", ".png", ".pdf"];

    /// <summary>What a folder of a run may hold, by relative paths: page, texts, tables, charts, documents.</summary>
    public static IReadOnlyList<string> OfRuns { get; } =
    [
        "report.html", "report.md", "report.tex", "methods.csv", "methods.md", "methods.tex",
        .. s_tables.Select(static table => $"{table}.csv"),
        .. new[] { "categories", "images", "summary" }.SelectMany(static table => new[] { $"{table}.md", $"{table}.tex" }),
        "arrays.npz",
        .. s_charts.SelectMany(static chart => s_pictures.Select(extension => $"charts/{chart}{extension}")),
        .. new[] { "fusion", "fusion-classes" }.SelectMany(static gain => s_pictures.Select(extension => gain + extension).Prepend($"{gain}.csv")),
        .. Enumerable.Range(1, MostViews).SelectMany(static view => new[] { Invariant($"view-{view}/run.json"), Invariant($"first-{view}/run.json") }),
        "run.json",
    ];

    /// <summary>What a folder of a comparison may hold; of several comparisons each with its number before the name.</summary>
    public static IReadOnlyList<string> OfComparisons { get; } =
    [
        "comparison.md", "comparison.tex", "runs.csv", "junit.xml", "metrics.txt", "benchmark.json",
        .. Enumerable.Range(0, MostCompared + 1).SelectMany(static number => OfComparison(number == 0 ? "" : Invariant($"{number}-"))),
        "comparison.json",
    ];

    private static string[] OfComparison(string number) =>
    [
        $"{number}comparison.html",
        .. s_changes.Select(table => $"{number}{table}.csv"),
        .. s_changeCharts.SelectMany(chart => s_pictures.Select(extension => $"charts/{number}{chart}{extension}")),
    ];
}
