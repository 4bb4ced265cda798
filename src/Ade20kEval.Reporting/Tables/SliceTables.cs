using Ade20kEval.Comparison;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Slices;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Slices of a run, beside the whole run on the same classes; and how two runs differ on them.</summary>
internal static class SliceTables
{
    /// <summary>A table for each column, the slices that cost most first.</summary>
    /// <param name="view">The run.</param>
    /// <param name="most">How many slices of a column; <see langword="null"/> for all.</param>
    public static IReadOnlyList<Table> Of(RunView view, int? most = null) => [.. view.Slices.Select((column, i) => Of(view, column.Name, column.Scores, i, most))];

    /// <summary>All columns in one table, as machines want them.</summary>
    public static Table All(RunView view) => new("slices", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: slices",
        [new TableColumn("column", "Column", CellKind.Text), .. Columns, .. s_limits],
        [.. view.Slices.SelectMany(column => column.Scores.Select(score => (Cell[])[Cell.Of(column.Name), .. Row(score), Cell.Of(score.Interval?.Low), Cell.Of(score.Interval?.High)]))])
    { Owner = view.Run.Predictions.Name };

    /// <summary>How two runs differ on slices: a table for each column.</summary>
    public static IReadOnlyList<Table> Changes(RunComparison comparison) =>
        [.. comparison.Slices.Select(column => Changes(column.Column, column.Changes, comparison.Run.Predictions.Name, comparison.Baseline.Predictions.Name))];

    /// <summary>How two runs differ on the slices of a column, the greatest fall first.</summary>
    public static Table Changes(string name, IReadOnlyList<SliceChange> changes, string run, string baseline) => new("slice-changes", $"{run} against {baseline}, by {name}",
        [
            new TableColumn("value", name, CellKind.Text),
            new TableColumn("images", "Images", CellKind.Count) { Rank = 2 },
            new TableColumn("classesAveraged", "Classes", CellKind.Count) { Rank = 5, Explanation = "That occur in the ground truth of the slice." },
            new TableColumn("baseline", "Baseline", CellKind.Percent) { Rank = 1 },
            new TableColumn("run", "Run", CellKind.Percent) { Rank = 1 },
            new TableColumn("difference", "Change", CellKind.Points),
            new TableColumn("low", "from", CellKind.Points) { Rank = 3, Explanation = "Lower limit of the 95 % interval of the change: paired jackknife over the slice's images." },
            new TableColumn("high", "to", CellKind.Points) { Rank = 3, Explanation = "Upper limit." },
        ],
        [.. changes.OrderBy(change => change.Difference ?? double.MaxValue).Select(change => (Cell[])
        [
            Cell.Of(ValueName(change.Slice)), Cell.Of(change.Slice.Images.Count), Cell.Of(change.ClassesAveraged), Cell.Of(change.Baseline), Cell.Of(change.Run),
            Cell.Of(change.Difference), Cell.Of(change.Interval?.Low), Cell.Of(change.Interval?.High),
        ])])
    {
        Owner = run,
        Note = $"{SliceWords.Changed(changes)} Mean IoU over the classes that occur in the ground truth of the slice." + FewOf(changes.Select(change => change.Slice)),
    };

    /// <summary>What a slice is called.</summary>
    public static string ValueName(Slice slice) => slice.Value.Length == 0 ? "(nothing said)" : slice.Value;

    private static TableColumn[] Columns =>
    [
        new("value", "Slice", CellKind.Text),
        new("images", "Images", CellKind.Count) { Rank = 1 },
        new("labelled", "Labelled pixels", CellKind.Count) { Rank = 7 },
        new("classesAveraged", "Classes", CellKind.Count) { Rank = 3, Explanation = "That occur in the slice." },
        new("meanIou", "Mean IoU", CellKind.Percent),
        new("wholeSetMeanIou", "Whole set", CellKind.Percent) { Rank = 2, Explanation = "Mean IoU of the whole set over the classes of the slice." },
        new("difference", "Difference", CellKind.Points),
    ];

    private static readonly TableColumn[] s_limits =
    [
        new("low", "from", CellKind.Points) { Explanation = "Lower limit of the interval of the difference, by the method of the scores." },
        new("high", "to", CellKind.Points) { Explanation = "Upper limit." },
    ];

    private static Table Of(RunView view, string name, IReadOnlyList<SliceScore> scores, int place, int? most)
    {
        SliceScore[] sorted = [.. scores.OrderBy(score => score.Difference ?? double.MaxValue)];
        SliceScore[] shown = most is int few ? [.. sorted.Take(few)] : sorted;
        string left = shown.Length < sorted.Length ? $" {sorted.Length - shown.Length} more slices are left out." : "";
        Interval? any = shown.Select(score => score.Interval).FirstOrDefault(interval => interval is not null);
        bool isOutside = shown.Any(score => score.Interval is Interval own && IntervalText.Mark(score.Difference, own).Length > 0);
        TableColumn[] interval = any is null ? [] : [new TableColumn("interval", IntervalText.Title(any), CellKind.Text) { Rank = 4, Explanation = "Of the difference, by the method of the scores.", Note = isOutside ? IntervalText.OutsideOfFew : "" }];
        return new Table(
            Invariant($"slices-{place + 1}"), $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}, by {name}", [.. Columns, .. interval],
            [.. shown.Select(score => any is null ? Row(score) : (Cell[])[.. Row(score), score.Interval is Interval own ? Cell.Of(IntervalText.Points(own) + IntervalText.CellMark(score.Difference, own)) : Cell.Undefined])])
        {
            Owner = view.Run.Predictions.Name,
            Note = "Means over the classes that occur in the slice, under no protocol; beside it the whole set over the same classes, and the difference of the two." + Few(shown.Select(score => score.Slice)) + left,
        };
    }

    // Both runs are on the same part, so that it costs them alike.
    private static string FewOf(IEnumerable<Slice> slices) => slices.Any(slice => slice.Images.Count < SliceScore.FewImages) ? Invariant($" Slices of fewer than {SliceScore.FewImages} images say little.") : "";

    private static string Few(IEnumerable<Slice> slices) => slices.Any(slice => slice.Images.Count < SliceScore.FewImages) ? Invariant($" Slices of fewer than {SliceScore.FewImages} images say little, and any part does somewhat worse than the whole: compare slices with each other.") : "";

    private static Cell[] Row(SliceScore score) =>
    [
        Cell.Of(ValueName(score.Slice)), Cell.Of(score.Slice.Images.Count), Cell.Of(score.Labelled), Cell.Of(score.ClassesAveraged), Cell.Of(score.MeanIou), Cell.Of(score.WholeSetMeanIou),
        Cell.Of(score.Difference),
    ];
}
