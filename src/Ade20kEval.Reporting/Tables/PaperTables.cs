using Ade20kEval.Datasets;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Tables as papers print them: a row a method, gains as in ablation studies, classes across or down.</summary>
internal static class PaperTables
{
    /// <summary>A row a method.</summary>
    /// <param name="methods">The methods in their order; one at least.</param>
    /// <param name="style">Which figures, how many decimals, and against which method gains are given.</param>
    public static Table Methods(IReadOnlyList<PaperMethod> methods, PaperStyle style)
    {
        bool scales = methods.Any(method => method.SingleScale is not null);
        List<TableColumn> columns = [new("name", "Method", CellKind.Text)];
        foreach (Metric metric in style.Figures)
        {
            CellKind kind = metric.Kind == MetricKind.Fraction ? CellKind.Percent : CellKind.Number;
            if (scales)
            {
                columns.Add(new(metric.Key + "SingleScale", $"{metric.ShortName} (ss)", kind) { Digits = style.Digits, MarksBest = true, Explanation = $"{metric.Definition} One scale." });
                columns.Add(new(metric.Key, $"{metric.ShortName} (ms)", kind) { Digits = style.Digits, MarksBest = true, Explanation = $"{metric.Definition} All scales and flips together." });
                continue;
            }

            columns.Add(new(metric.Key, metric.ShortName, kind) { Digits = style.Digits, MarksBest = true, Explanation = metric.Definition });
            if (style.Intervals)
            {
                columns.Add(new(metric.Key + "Interval", "95 % interval", CellKind.Text) { Explanation = $"Of {metric.ShortName}." });
            }
        }

        List<Cell[]> rows = [];
        PaperMethod? against = style.Against is int place ? methods[place] : null;
        foreach (PaperMethod method in methods)
        {
            rows.Add([Cell.Of(method.Name), .. style.Figures.SelectMany(metric => Figure(method, metric, scales, style.Intervals))]);
            if (against is not null && method != against)
            {
                rows.Add([Cell.Of($"  gain on {against.Name}, pp"), .. style.Figures.SelectMany(metric => Gain(method, against, metric, scales, style, isRelative: false))]);
                rows.Add([Cell.Of($"  relative, %"), .. style.Figures.SelectMany(metric => Gain(method, against, metric, scales, style, isRelative: true))]);
            }
        }

        RunDocument first = methods[0].Run;
        return new Table("methods", $"{first.Dataset.Title}, protocol {first.PrimaryProtocol}", columns, rows);
    }

    /// <summary>Classes down, a column a method, and the mean last.</summary>
    /// <param name="methods">The methods; one at least.</param>
    /// <param name="classes">Indices of the classes shown.</param>
    /// <param name="style">How many decimals.</param>
    public static Table ClassesDown(IReadOnlyList<PaperMethod> methods, IReadOnlyList<int> classes, PaperStyle style)
    {
        Dataset dataset = methods[0].Run.Dataset;
        return new Table(
            "class-iou",
            Title(methods[0].Run),
            [new("name", "Class", CellKind.Text), .. methods.Select((method, i) => new TableColumn(Invariant($"method{i + 1}"), method.Name, CellKind.Percent) { Digits = style.Digits })],
            [
                .. classes.Select(k => (Cell[])[Cell.Of(dataset.Classes[k].Name, dataset.Classes[k].Color), .. methods.Select(method => Cell.Of(method.Run.Classes[k].Iou))]),
                [Cell.Of(Mean(dataset, classes)), .. methods.Select(method => Cell.Of(method.Run.Primary.MeanIou))],
            ]);
    }

    /// <summary>Classes across, as in tables of PASCAL VOC and Cityscapes, in as many tables as are needed to fit a page; the mean ends the last.</summary>
    /// <param name="methods">The methods; one at least.</param>
    /// <param name="classes">Indices of the classes shown.</param>
    /// <param name="style">How many decimals, and how many classes of one table.</param>
    public static IReadOnlyList<Table> ClassesAcross(IReadOnlyList<PaperMethod> methods, IReadOnlyList<int> classes, PaperStyle style)
    {
        Dataset dataset = methods[0].Run.Dataset;
        int[][] groups = [.. classes.Chunk(style.ClassesOfATable)];
        return [.. groups.Select((group, g) =>
        {
            bool isLast = g == groups.Length - 1;
            string part = groups.Length == 1 ? "" : Invariant($", part {g + 1} of {groups.Length}");
            return new Table(
                groups.Length == 1 ? "class-iou" : Invariant($"class-iou-{g + 1}"),
                Title(methods[0].Run) + part,
                [
                    new("name", "Method", CellKind.Text),
                    .. group.Select(k => Column(dataset.Classes[k].Name, Invariant($"class{k}"))),
                    .. isLast ? (TableColumn[])[Column("mIoU", Metrics.MeanIou.Key)] : [],
                ],
                [.. methods.Select(method => (Cell[])
                [
                    Cell.Of(method.Name), .. group.Select(k => Cell.Of(method.Run.Classes[k].Iou)), .. isLast ? (Cell[])[Cell.Of(method.Run.Primary.MeanIou)] : [],
                ])]) { Note = "IoU in %." };
        })];

        TableColumn Column(string header, string key) => new(key, header, CellKind.Percent) { Digits = style.Digits, MarksBest = true, HidesUnit = true };
    }

    private static string Title(RunDocument run) => $"IoU of classes, {run.Dataset.Title}, protocol {run.PrimaryProtocol}";

    private static string Mean(Dataset dataset, IReadOnlyList<int> classes) => classes.Count == dataset.ClassCount ? "mIoU" : Invariant($"mIoU of all {dataset.ClassCount}");

    private static IEnumerable<Cell> Figure(PaperMethod method, Metric metric, bool scales, bool intervals)
    {
        if (scales)
        {
            yield return Cell.Of(method.SingleScale is RunDocument single ? metric.Of(single.Primary) : null);
        }

        yield return Cell.Of(metric.Of(method.Run.Primary));
        if (intervals && !scales)
        {
            yield return method.Run.PrimaryIntervals?.Figures.GetValueOrDefault(metric.Key) is Interval interval ? Cell.Of(IntervalText.Limits(interval, metric.Kind)) : Cell.Undefined;
        }
    }

    private static IEnumerable<Cell> Gain(PaperMethod method, PaperMethod against, Metric metric, bool scales, PaperStyle style, bool isRelative)
    {
        if (scales)
        {
            yield return Of(method.SingleScale, against.SingleScale);
        }

        yield return Of(method.Run, against.Run);
        if (style.Intervals && !scales)
        {
            yield return Cell.Undefined;
        }

        Cell Of(RunDocument? run, RunDocument? baseline)
        {
            double? after = run is null ? null : metric.Of(run.Primary);
            double? before = baseline is null ? null : metric.Of(baseline.Primary);
            return after is not double a || before is not double b || (isRelative && b == 0)
                ? Cell.Undefined
                : Cell.Of(isRelative ? CellText.Points((a - b) / b, style.Digits) + " %" : CellText.Points(a - b, style.Digits));
        }
    }
}
