using Ade20kEval.Comparison;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Errors;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Tables;

/// <summary>What is missing, by kinds of error: of all classes together, and of each.</summary>
internal static class ErrorTables
{
    /// <summary>The mean shares, which add up to 100 %, and of what could still go wrong, how much does.</summary>
    /// <param name="view">A run with kinds of error.</param>
    public static Table Means(RunView view)
    {
        ErrorKindScores scores = view.Errors!;
        ErrorKindIntervals? intervals = view.Run.ErrorKindIntervals;
        RenormalisedErrors renormalised = scores.Renormalised;
        ErrorShares?[] shares = [.. scores.Shares];
        return new Table("errors", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: kinds of error",
            [
                new TableColumn("part", "Part", CellKind.Text),
                new TableColumn("share", "Share", CellKind.Percent) { HasBar = true, Explanation = "Of ground truth and prediction together, mean over classes." },
                .. intervals is null ? [] : (TableColumn[])
                [
                    new TableColumn("shareLow", "from", CellKind.Percent) { Rank = 4, Explanation = "Lower limit of the 95 % interval of the share." },
                    new TableColumn("shareHigh", "to", CellKind.Percent) { Rank = 4, Explanation = "Upper limit of the 95 % interval of the share." },
                    new TableColumn("mark", "", CellKind.Text) { Rank = 4, Note = ErrorWords.IsOutside(view) ? IntervalText.OutsideOfFew : "" },
                ],
                new TableColumn("falsePositive", "Invented", CellKind.Percent) { Rank = 3, Explanation = "The part of it that was predicted and is not there." },
                new TableColumn("falseNegative", "Missed", CellKind.Percent) { Rank = 3, Explanation = "The part of it that is there and was not predicted." },
                new TableColumn("renormalised", "Of what could", CellKind.Percent) { Rank = 2, Explanation = "boundary / (right + boundary), extent / (right + boundary + extent), segment / all: mean over the classes in which it is defined." },
                new TableColumn("renormalisedClasses", "Over classes", CellKind.Count) { Rank = 5 },
            ],
            [
                Row("right (IoU)", scores.Mean?.Iou, intervals?.Iou, null, null, null, null),
                Row("boundary: ragged edges", scores.Mean?.Boundary, intervals?.Boundary, Mean(c => c.FalsePositiveBoundary), Mean(c => c.FalseNegativeBoundary), renormalised.Boundary, renormalised.BoundaryClasses),
                Row("extent: regions that end in the wrong place", scores.Mean?.Extent, intervals?.Extent, Mean(c => c.FalsePositiveExtent), Mean(c => c.FalseNegativeExtent), renormalised.Extent, renormalised.ExtentClasses),
                Row("segment: regions of the wrong name", scores.Mean?.Segment, intervals?.Segment, Mean(c => c.FalsePositiveSegment), Mean(c => c.FalseNegativeSegment), renormalised.Segment, renormalised.SegmentClasses),
            ])
        {
            Owner = view.Run.Predictions.Name,
            Note = $"Means over the {scores.ClassesAveraged} classes that occur, under no protocol; edges within {ErrorWords.Width(scores.Width)}. Definitions: Beyond mIoU (mxbh/beyond-iou, WACV 2024).",
        };

        Cell[] Row(string part, double? share, Interval? interval, double? invented, double? missed, double? could, int? classes) =>
        [
            Cell.Of(part), Cell.Of(share), .. intervals is null ? [] : (Cell[])[Cell.Of(interval?.Low), Cell.Of(interval?.High), Cell.Of(interval is null ? "" : IntervalText.CellMark(share, interval))],
            Cell.Of(invented), Cell.Of(missed), Cell.Of(could), classes is int n ? Cell.Of(n) : Cell.Undefined,
        ];

        double? Mean(Func<ClassErrors, long> pixels) =>
            Averages.OfDefined([.. scores.Classes.Select(c => c.Union == 0 ? (double?)null : (double)pixels(c) / c.Union)]);
    }

    /// <summary>Right pixels and kinds of error of two runs beside each other; <see langword="null"/> where one of them has none.</summary>
    public static Table? Changes(RunComparison comparison)
    {
        if (comparison.ErrorKinds is not ErrorKindChange change)
        {
            return null;
        }

        bool isOutside = change.Parts.Any(part => part.Change.Interval is Interval interval && !interval.Holds(part.Change.Difference));
        return new Table("changed-errors", $"kinds of error of {comparison.Run.Predictions.Name} against {comparison.Baseline.Predictions.Name}",
            [
                new TableColumn("part", "Part", CellKind.Text),
                new TableColumn("baseline", "Baseline", CellKind.Percent),
                new TableColumn("run", "Run", CellKind.Percent),
                new TableColumn("difference", "Change", CellKind.Points),
                new TableColumn("low", "from", CellKind.Points) { Rank = 3, Explanation = "Lower limit of the 95 % interval of the change: paired jackknife over images." },
                new TableColumn("high", "to", CellKind.Points) { Rank = 3, Explanation = "Upper limit." },
                new TableColumn("mark", "", CellKind.Text) { Rank = 4, Note = isOutside ? IntervalText.OutsideOfFew : "" },
            ],
            [
                Row("right (IoU)", change.Iou), Row("boundary: ragged edges", change.Boundary),
                Row("extent: wrong extents", change.Extent), Row("segment: wrong names", change.Segment),
            ])
        {
            Owner = comparison.Run.Predictions.Name,
            Note = $"Shares of ground truth and prediction together, means over the classes that occur in each run; edges within {ErrorWords.Width(comparison.Run.ErrorKinds!.Width)}. {ErrorWords.Changed(change)}",
        };

        static Cell[] Row(string part, PairedDifference change) =>
        [
            Cell.Of(part), Cell.Of(change.Baseline), Cell.Of(change.Value), Cell.Of(change.Difference), Cell.Of(change.Interval?.Low), Cell.Of(change.Interval?.High),
            Cell.Of(change.Interval is Interval interval ? IntervalText.CellMark(change.Difference, interval) : ""),
        ];
    }

    /// <summary>Every class that occurs, in order of its index.</summary>
    /// <param name="view">A run with kinds of error.</param>
    public static Table Classes(RunView view)
    {
        ErrorKindScores scores = view.Errors!;
        List<Cell[]> rows = [];
        foreach (ClassErrors c in scores.Classes)
        {
            if (scores.Shares[c.ClassIndex] is ErrorShares shares)
            {
                ClassInfo info = view.Run.Dataset.Classes[c.ClassIndex];
                rows.Add(
                [
                    Cell.Of(c.ClassIndex), Cell.Of(info.Name, info.Color), Cell.Of(shares.Iou), Cell.Of(shares.Boundary), Cell.Of(shares.Extent), Cell.Of(shares.Segment),
                    Cell.Of(c.TruePositives), Cell.Of(c.FalsePositiveBoundary), Cell.Of(c.FalsePositiveExtent), Cell.Of(c.FalsePositiveSegment),
                    Cell.Of(c.FalseNegativeBoundary), Cell.Of(c.FalseNegativeExtent), Cell.Of(c.FalseNegativeSegment),
                ]);
            }
        }

        return new Table("error-classes", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: kinds of error of each class",
            [
                new TableColumn("index", "#", CellKind.Count) { Explanation = "Class index." },
                new TableColumn("name", "Class", CellKind.Text),
                new TableColumn("iou", "IoU", CellKind.Percent) { HasBar = true, Explanation = "Under no protocol." },
                new TableColumn("boundary", "Boundary", CellKind.Percent) { Explanation = "Ragged edges, share of the union." },
                new TableColumn("extent", "Extent", CellKind.Percent) { Explanation = "Regions that end in the wrong place, share of the union." },
                new TableColumn("segment", "Segment", CellKind.Percent) { Explanation = "Regions of the wrong name, share of the union." },
                new TableColumn("tp", "Right", CellKind.Count) { Rank = 5 },
                new TableColumn("fpBoundary", "FP boundary", CellKind.Count) { Rank = 6 },
                new TableColumn("fpExtent", "FP extent", CellKind.Count) { Rank = 6 },
                new TableColumn("fpSegment", "FP segment", CellKind.Count) { Rank = 6 },
                new TableColumn("fnBoundary", "FN boundary", CellKind.Count) { Rank = 6 },
                new TableColumn("fnExtent", "FN extent", CellKind.Count) { Rank = 6 },
                new TableColumn("fnSegment", "FN segment", CellKind.Count) { Rank = 6 },
            ],
            rows)
        { Owner = view.Run.Predictions.Name };
    }
}
