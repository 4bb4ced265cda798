using Ade20kEval.Panoptic;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs.Drawings;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Pages;

/// <summary>What is shown of a panoptic run.</summary>
internal static class PanopticReport
{
    /// <summary>The parts of a run's report.</summary>
    public static FigureReport Of(PanopticRun run) => new(
        $"{run.Header.Predictions.Name} on {run.Header.GroundTruth.Name}: panoptic quality",
        $"{Plural.Of(run.Evidence.Images.Count, "image")}, {run.Scores.All.Categories} categories that occur, {(run.UsesBoundaries ? "boundaries" : "masks")}, areas of the {(run.Areas == PanopticAreas.Json ? "JSON" : "PNGs")}, protocol {PanopticTables.Protocol(run)}",
        run.Header,
        PanopticRun.Schema,
        [
            new FigureSection("figures", "Figures", [PanopticTables.Summary(run), .. run.Quirks.Count == 0 ? (Table[])[] : [PanopticTables.Quirks(run)]])
            {
                Text = "Panoptic quality is segmentation quality (mean IoU of matches) times recognition quality (F1 of finding segments), each category by itself; means are over the categories that occur.",
            },
            new FigureSection("categories-section", "Categories", [PanopticTables.PerCategory(run)]) { Charts = [Categories(run)] },
            new FigureSection("images-section", "Images", [PanopticTables.PerImage(run)]),
        ]);

    /// <summary>The worst images, for a page.</summary>
    public static FigureSection Worst(IReadOnlyList<DrawnImage> images) => OutlineGallery.Section(images, "PQ", "a predicted segment of its category covers at an IoU above 0.50");

    /// <summary>PQ of every category that occurs.</summary>
    public static BarChart Categories(PanopticRun run) => FigureReport.Bars(
        "categories",
        $"PQ per category: {run.Header.Predictions.Name}",
        "PQ",
        PanopticTables.Protocol(run),
        run.Scores.Categories.Index().Where(static item => item.Item.Pq is not null).Select(item => (item.Item.Name, FigureReport.Bar(item.Item.Pq, run.Intervals?.Categories[item.Index]))));
}
