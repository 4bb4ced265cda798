using Ade20kEval.Comparison.Figures;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Tables;

/// <summary>The tables of a comparison of segments or detections.</summary>
internal static class FigureComparisonTables
{
    /// <summary>The verdict in one sentence: how much better or worse, and how sure.</summary>
    public static string Verdict(FigureComparison comparison)
    {
        string figure = comparison.Main.ShortName;
        if (comparison.Of(comparison.Main) is not PairedDifference change)
        {
            return $"{comparison.Run.Name} cannot be told from {comparison.Baseline.Name}: {figure} is not defined for both.";
        }

        string direction = change.Difference switch
        {
            > 0 => Invariant($"{change.Difference * 100:0.00} points better than {comparison.Baseline.Name}"),
            < 0 => Invariant($"{-change.Difference * 100:0.00} points worse than {comparison.Baseline.Name}"),
            _ => $"as good as {comparison.Baseline.Name}",
        };
        string interval = change.Interval is Interval limits ? Invariant($", {limits.Level * 100:0.##} % interval {IntervalText.Points(limits)}") : "";
        string doubt = change.Difference != 0 && change.Interval?.Holds(0) == true ? " That may be chance." : "";
        int better = comparison.Categories.Count(static category => category?.Difference > 0);
        int worse = comparison.Categories.Count(static category => category?.Difference < 0);
        return Invariant($"{comparison.Run.Name} is {direction} in {figure}{interval}; {better} {(better == 1 ? "category" : "categories")} better, {worse} worse.{doubt}");
    }

    /// <summary>The figures of both runs, their difference and how sure it is.</summary>
    public static Table Figures(FigureComparison comparison) => new(
        "changed-figures",
        $"{comparison.Run.Name} against {comparison.Baseline.Name}, protocol {comparison.Run.Protocol}",
        [new("figure", "Figure", CellKind.Text), .. Changes(comparison, "from, to: 95 % interval of the change, by the paired jackknife: the same image is left out of both runs.")],
        [.. comparison.Figures.Index().Where(static item => item.Item is not null).Select(item => (Cell[])[Cell.Of(comparison.Run.Metrics[item.Index].ShortName), .. Row(item.Item!)])])
    {
        Owner = comparison.Run.Name,
    };

    /// <summary>The categories that changed, the greatest fall first and the greatest rise last.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="ends">How many of each end; <see langword="null"/> for all.</param>
    public static Table Categories(FigureComparison comparison, int? ends = null)
    {
        (int Index, PairedDifference Change)[] changed = [.. comparison.Categories.Index()
            .Where(static item => item.Item is not null).Select(static item => (item.Index, item.Item!))
            .OrderBy(static item => item.Item2.Difference).ThenBy(static item => item.Index)];
        changed = Ends(changed, ends);
        return new Table(
            "changed-categories",
            $"{comparison.Main.ShortName} of categories: {comparison.Run.Name} against {comparison.Baseline.Name}",
            [
                new("id", "Id", CellKind.Count) { Rank = 4 },
                new("name", "Category", CellKind.Text),
                new("images", "Images", CellKind.Count) { Rank = 3, Explanation = "Images whose ground truth holds the category." },
                .. Changes(comparison, "An interval is given where the category is in ten images or more; others move by chance."),
            ],
            [.. changed.Select(item => (Cell[])
            [
                Cell.Of(comparison.Run.Categories[item.Index].Id), Cell.Of(comparison.Run.Categories[item.Index].Name), Cell.Of(comparison.Baseline.Figures.CategoryImages[item.Index]), .. Row(item.Change),
            ])])
        {
            Owner = comparison.Run.Name,
        };
    }

    /// <summary>The images that changed, the greatest fall first and the greatest rise last.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="ends">How many of each end; <see langword="null"/> for all.</param>
    public static Table Images(FigureComparison comparison, int? ends = null)
    {
        (string Name, double? Before, double? After)[] changed = [.. comparison.Run.Images
            .Select((image, i) => (image.Name, Before: comparison.Baseline.ImageFigures[i], After: comparison.Run.ImageFigures[i]))
            .Where(static image => image.Before is not null && image.After is not null)
            .OrderBy(static image => image.After - image.Before).ThenBy(static image => image.Name, StringComparer.Ordinal)];
        return new Table(
            "changed-images",
            $"{comparison.Main.ShortName} of images: {comparison.Run.Name} against {comparison.Baseline.Name}",
            [
                new("name", "Image", CellKind.Text),
                new("baseline", "Baseline", CellKind.Percent) { Explanation = "Mean over the categories that occur in the image." },
                new("run", "Run", CellKind.Percent),
                new("difference", "Change", CellKind.Points),
            ],
            [.. Ends(changed, ends).Select(static image => (Cell[])[Cell.Of(image.Name), Cell.Of(image.Before), Cell.Of(image.After), Cell.Of(image.After - image.Before)])])
        {
            Owner = comparison.Run.Name,
        };
    }

    private static T[] Ends<T>(T[] sorted, int? ends) => ends is int few && sorted.Length > 2 * few ? [.. sorted[..few], .. sorted[^few..]] : sorted;

    private static TableColumn[] Changes(FigureComparison comparison, string ofIntervals) =>
    [
        new("baseline", "Baseline", CellKind.Percent) { Explanation = comparison.Baseline.Name },
        new("run", "Run", CellKind.Percent) { Explanation = comparison.Run.Name },
        new("difference", "Change", CellKind.Points),
        new("low", "from", CellKind.Points) { Rank = 2, Explanation = "Lower limit of the interval of the change.", Note = ofIntervals },
        new("high", "to", CellKind.Points) { Rank = 2, Explanation = "Upper limit of the interval." },
    ];

    private static Cell[] Row(PairedDifference change) =>
        [Cell.Of(change.Baseline), Cell.Of(change.Value), Cell.Of(change.Difference), Cell.Of(change.Interval?.Low), Cell.Of(change.Interval?.High)];
}
