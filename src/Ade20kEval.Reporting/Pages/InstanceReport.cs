using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs.Drawings;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Pages;

/// <summary>What is shown of a run of instances.</summary>
internal static class InstanceReport
{
    /// <summary>The parts of a run's report.</summary>
    public static FigureReport Of(InstanceRun run) => new(
        $"{run.Header.Predictions.Name} on {run.Header.GroundTruth.Name}: average precision",
        $"{Plural.Of(run.Evidence.Images.Count, "image")}, {Plural.Of(run.Scores.Classes.Sum(static score => score.Objects), "object")}, {Plural.Of(run.Scores.Classes.Sum(static score => score.Detections), "detection")}, {InstanceJsonWriter.Word(run.Overlap)}, protocol {InstanceTables.Protocol(run)}",
        run.Header,
        InstanceRun.Schema,
        [
            new FigureSection("figures", "Figures", [InstanceTables.Summary(run), .. run.Quirks.Count == 0 ? (Table[])[] : [InstanceTables.Quirks(run)]])
            {
                Text = "Average precision is the mean, over categories, IoU thresholds and recall levels, of the best precision that is reached at that recall or beyond.",
            },
            .. run.Errors is DetectionErrors errors
                ? (FigureSection[])[new FigureSection("errors-section", "Errors", [InstanceTables.Errors(run, errors), InstanceTables.ErrorsPerClass(run, errors)]) { Charts = [Errors(run, errors)] }]
                : [],
            .. run.Scores.Rules.IsCityscapes ? (FigureSection[])[] : [new FigureSection("curves", "Precision and recall", []) { Charts = [Curves(run)] }],
            new FigureSection("categories-section", "Categories", [InstanceTables.PerClass(run)]) { Charts = [Categories(run)] },
            new FigureSection("images-section", "Images", [InstanceTables.PerImage(run)]),
        ]);

    /// <summary>The worst images, for a page.</summary>
    public static FigureSection Worst(IReadOnlyList<DrawnImage> images) => OutlineGallery.Section(images, "AP", "a detection of its category covers at IoU 0.50 or more, the surest first; of false detections the surest are drawn, as many as there are objects");

    /// <summary>AP of every category that has objects.</summary>
    public static BarChart Categories(InstanceRun run) => FigureReport.Bars(
        "categories",
        $"AP per category: {run.Header.Predictions.Name}",
        "AP",
        InstanceTables.Protocol(run),
        run.Scores.Classes.Index().Where(static item => item.Item.Ap is not null).Select(item => (item.Item.Name, FigureReport.Bar(item.Item.Ap, run.Intervals?.Categories[item.Index]))));

    /// <summary>What mending each kind of error would add to AP50.</summary>
    public static BarChart Errors(InstanceRun run, DetectionErrors errors) => new(
        "errors",
        $"What mending would add to AP50: {run.Header.Predictions.Name}",
        new ValueFormat(CellKind.Points, "dAP50"),
        ["dAP50"],
        [.. errors.Kinds.Select(score => new BarGroup(score.Name, [new BarValue(score.Ap50WhenMended - errors.Ap50)]))])
    {
        Description = "Each kind by itself, at IoU 0.50: gains do not add up.",
    };

    /// <summary>Precision over recall, mean over the categories that have objects, at three thresholds.</summary>
    public static LineChart Curves(InstanceRun run)
    {
        PrecisionTable table = run.Scores.Table;
        (string Name, int Threshold)[] shown = [("IoU 0.50", 0), ("IoU 0.75", 5), ("IoU 0.90", 8)];
        return new LineChart(
            "precision-recall",
            $"Precision and recall: {run.Header.Predictions.Name}",
            new ValueFormat(CellKind.Percent, "Recall"),
            new ValueFormat(CellKind.Percent, "Precision"),
            [.. shown.Select(line => new LineSeries(line.Name, [.. InstanceGrid.RecallLevels.Index().Where(static level => level.Index % 5 == 0).Select(level => (level.Item, Mean(table, line.Threshold, level.Index)))]))])
        {
            Description = Invariant($"The best precision at or beyond each recall, mean over categories, all areas, {run.Scores.Rules.FigureLimit} detections of a category in an image."),
        };
    }

    private static double Mean(PrecisionTable table, int threshold, int level)
    {
        double[] defined = [.. table.Precision(threshold, level, range: 0, table.FigureLimit).ToArray().Where(static value => value > -1)];
        return defined.Length == 0 ? 0 : defined.Average();
    }
}
