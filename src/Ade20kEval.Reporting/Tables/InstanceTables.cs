using System.Globalization;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Runs of instances as tables.</summary>
internal static class InstanceTables
{
    /// <summary>The twelve figures of COCO.</summary>
    public static Table Summary(InstanceRun run)
    {
        IReadOnlyList<int> limits = run.Scores.Rules.DetectionLimits;
        string most = limits[^1].ToString(CultureInfo.InvariantCulture);
        string Limit(int index) => index < limits.Count ? limits[index].ToString(CultureInfo.InvariantCulture) : most;
        (string Iou, string Area, string Detections)[] where =
        [
            ("0.50:0.95", "all", run.Scores.Rules.HeadlineLimit.ToString(CultureInfo.InvariantCulture)), ("0.50", "all", most), ("0.75", "all", most),
            ("0.50:0.95", "small", most), ("0.50:0.95", "medium", most), ("0.50:0.95", "large", most),
            ("0.50:0.95", "all", Limit(0)), ("0.50:0.95", "all", Limit(1)), ("0.50:0.95", "all", most),
            ("0.50:0.95", "small", most), ("0.50:0.95", "medium", most), ("0.50:0.95", "large", most),
        ];
        return new Table(
            "summary",
            $"{InstanceJsonWriter.Word(run.Overlap)} AP and AR, protocol {Protocol(run)}",
            [
                new("figure", "Figure", CellKind.Text),
                new("iou", "IoU", CellKind.Text),
                new("area", "Area", CellKind.Text),
                new("maxDetections", "Max dets", CellKind.Text) { Explanation = "Detections of a category in an image that count, best scores first." },
                new("value", "Value", CellKind.Percent) { HasBar = true },
            ],
            [.. run.Scores.Summary.Figures.Zip(where, (figure, at) => (Cell[])[Cell.Of(figure.Key), Cell.Of(at.Iou), Cell.Of(at.Area), Cell.Of(at.Detections), Cell.Of(figure.Value)])]);
    }

    /// <summary>All categories.</summary>
    public static Table PerClass(InstanceRun run) => new(
        "classes",
        $"{InstanceJsonWriter.Word(run.Overlap)} AP of every category, protocol {Protocol(run)}",
        [
            new("id", "Id", CellKind.Count),
            new("name", "Class", CellKind.Text),
            new("ap", "AP", CellKind.Percent) { HasBar = true },
            new("ap50", "AP50", CellKind.Percent),
            new("ap75", "AP75", CellKind.Percent),
            new("ar", "AR", CellKind.Percent),
            new("objects", "Objects", CellKind.Count) { Rank = 2 },
            new("detections", "Detections", CellKind.Count) { Rank = 3 },
        ],
        [.. run.Scores.Classes.Select(score => (Cell[])
            [Cell.Of(score.Id), Cell.Of(score.Name), Cell.Of(score.Ap), Cell.Of(score.Ap50), Cell.Of(score.Ap75), Cell.Of(score.Ar), Cell.Of(score.Objects), Cell.Of(score.Detections)])]);

    /// <summary>What the original's quirks cost on this data.</summary>
    public static Table Quirks(InstanceRun run) => new(
        "quirks",
        $"quirks of the original that matter here, protocol {Protocol(run)}",
        [
            new("quirk", "Quirk", CellKind.Text),
            new("apWhenMended", "AP mended", CellKind.Percent),
            new("difference", "Effect", CellKind.Points) { Explanation = "AP without the quirk minus AP with it." },
            new("says", "What it does", CellKind.Text),
        ],
        [.. run.Quirks.Select(quirk => (Cell[])[Cell.Of(quirk.Name), Cell.Of(quirk.ApWhenMended), Cell.Of(quirk.ApWhenMended - run.Scores.Summary.Ap), Cell.Of(quirk.Says)])]);

    /// <summary>The protocol, and what was mended in it.</summary>
    public static string Protocol(InstanceRun run) => run.Mended.Count == 0 ? run.Protocol : $"{run.Protocol}, mended: {string.Join(", ", run.Mended)}";
}
