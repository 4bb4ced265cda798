using System.Globalization;
using Ade20kEval.Instances;
using Ade20kEval.Instances.Json;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Runs of instances as tables.</summary>
internal static class InstanceTables
{
    /// <summary>The twelve figures of COCO.</summary>
    public static Table Summary(InstanceRun run) => run.Scores.Rules.IsCityscapes ? Cityscapes(run) : Coco(run);

    private static Table Cityscapes(InstanceRun run)
    {
        Table all = Coco(run);
        return new Table(all.Id, $"AP, protocol {Protocol(run)}", all.Columns, [.. all.Rows.Take(3)]).Without("area", "maxDetections");
    }

    private static Table Coco(InstanceRun run)
    {
        InstanceRules rules = run.Scores.Rules;
        string most = rules.FigureLimit.ToString(CultureInfo.InvariantCulture);
        (string Iou, string Area, string Detections)[] where =
        [
            ("0.50:0.95", "all", rules.HeadlineLimit.ToString(CultureInfo.InvariantCulture)), ("0.50", "all", most), ("0.75", "all", most),
            ("0.50:0.95", "small", most), ("0.50:0.95", "medium", most), ("0.50:0.95", "large", most),
            .. rules.DetectionLimits.Take(rules.FigureLimitIndex + 1).Select(static limit => ("0.50:0.95", "all", limit.ToString(CultureInfo.InvariantCulture))),
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
                new("low", "from", CellKind.Percent) { Explanation = "Lower limit of the interval.", Rank = 4, Note = string.Join(' ', IntervalText.Sentences(run.Intervals, "AP", run.Evidence.Images.Count)) },
                new("high", "to", CellKind.Percent) { Explanation = "Upper limit of the interval.", Rank = 4 },
            ],
            [.. run.Scores.Named.Zip(where, (figure, at) => (Cell[])
                [Cell.Of(figure.Key), Cell.Of(at.Iou), Cell.Of(at.Area), Cell.Of(at.Detections), Cell.Of(figure.Value), Cell.Of(IntervalOf(run, figure.Key)?.Low), Cell.Of(IntervalOf(run, figure.Key)?.High)])])
        {
            Note = LaterLimits(rules),
        }.Without(run.Intervals is null ? ["low", "high"] : []);
    }

    private static string LaterLimits(InstanceRules rules) => rules.DetectionLimits.Skip(rules.FigureLimitIndex + 1).ToArray() is { Length: > 0 } later
        ? Invariant($"As in pycocotools' summary, figures are read at the third limit of detections, the first, ap, at {rules.HeadlineLimit}; else {string.Join(" and ", later)} {(later.Length == 1 ? "is" : "are")} in the whole arrays only.")
        : "";

    /// <summary>What is wrong with detections, and what mending it would add to AP50.</summary>
    public static Table Errors(InstanceRun run, DetectionErrors errors) => new(
        "errors",
        $"kinds of error at IoU 0.50, {InstanceJsonWriter.Word(run.Overlap)}, protocol {Protocol(run)}",
        [
            new("kind", "Kind", CellKind.Text),
            new("count", "Count", CellKind.Count),
            new("dAp", "dAP50", CellKind.Points) { HasBar = true, Explanation = "What AP50 would gain were all errors of this kind mended, and nothing else." },
            new("ap50WhenMended", "AP50 mended", CellKind.Percent) { Rank = 2 },
        ],
        [.. errors.Kinds.Select(score => (Cell[])[Cell.Of(score.Name), Cell.Of(score.Count), Cell.Of(score.Ap50WhenMended - errors.Ap50), Cell.Of(score.Ap50WhenMended)])])
    {
        Note = "Each kind by itself, so that gains do not add up. In the manner of TIDE (Bolya et al. 2020): at something from IoU 0.50, at nothing below 0.10.",
    };

    /// <summary>How many errors of each kind every category has.</summary>
    public static Table ErrorsPerClass(InstanceRun run, DetectionErrors errors) => new(
        "error-classes",
        $"kinds of error of every category, {InstanceJsonWriter.Word(run.Overlap)}, protocol {Protocol(run)}",
        [new("id", "Id", CellKind.Count), new("name", "Class", CellKind.Text), .. errors.Kinds.Take(errors.Categories.Count > 0 ? errors.Categories[0].Length : 0).Select(static kind => new TableColumn(kind.Name, kind.Name, CellKind.Count))],
        [.. run.Scores.Classes.Zip(errors.Categories, static (score, counts) => (Cell[])[Cell.Of(score.Id), Cell.Of(score.Name), .. counts.Select(static count => Cell.Of(count))])]);

    /// <summary>Each image, the worst first.</summary>
    public static Table PerImage(InstanceRun run) => new(
        "images",
        $"{InstanceJsonWriter.Word(run.Overlap)} AP of every image, worst first, protocol {Protocol(run)}",
        [
            new("name", "Image", CellKind.Text),
            new("ap", "AP", CellKind.Percent) { HasBar = true, Explanation = "Mean over the categories of its objects." },
            new("objects", "Objects", CellKind.Count),
            new("detections", "Detections", CellKind.Count),
        ],
        [.. run.Evidence.Images.Zip(InstanceFigures.OfImages(run))
            .OrderBy(static pair => pair.Second ?? double.PositiveInfinity).ThenBy(static pair => pair.First.Id)
            .Select(static pair => (Cell[])[Cell.Of(NameOf(pair.First)), Cell.Of(pair.Second), Cell.Of(pair.First.Objects.LongCount(static item => !item.IsCrowd)), Cell.Of(pair.First.Detections.Length)])]);

    /// <summary>All categories.</summary>
    public static Table PerClass(InstanceRun run) => new Table(
        "classes",
        $"{InstanceJsonWriter.Word(run.Overlap)} AP of every category, protocol {Protocol(run)}",
        [
            new("id", "Id", CellKind.Count),
            new("name", "Class", CellKind.Text),
            new("ap", "AP", CellKind.Percent) { HasBar = true },
            new("apLow", "from", CellKind.Percent) { Explanation = "Lower limit of the interval, where the category is in ten images or more. By the jackknife, its units are the images that have something of the category.", Rank = 5 },
            new("apHigh", "to", CellKind.Percent) { Explanation = "Upper limit of the interval.", Rank = 5 },
            new("ap50", "AP50", CellKind.Percent),
            new("ap75", "AP75", CellKind.Percent),
            new("ar", "AR", CellKind.Percent),
            new("objects", "Objects", CellKind.Count) { Rank = 2 },
            new("detections", "Detections", CellKind.Count) { Rank = 3 },
        ],
        [.. run.Scores.Classes.Select((score, c) => (Cell[])
        [
            Cell.Of(score.Id), Cell.Of(score.Name), Cell.Of(score.Ap), Cell.Of(run.Intervals?.Categories[c]?.Low), Cell.Of(run.Intervals?.Categories[c]?.High),
            Cell.Of(score.Ap50), Cell.Of(score.Ap75), Cell.Of(score.Ar), Cell.Of(score.Objects), Cell.Of(score.Detections),
        ])]).Without(run.Intervals is null ? ["apLow", "apHigh"] : []);

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

    /// <summary>What an image is called: its file, or its number where nobody said.</summary>
    public static string NameOf(ImageInstances image) => image.Name.Length > 0 ? image.Name : Invariant($"image {image.Id}");

    private static Interval? IntervalOf(InstanceRun run, string key) => run.Intervals?.Figures.GetValueOrDefault(key);

    /// <summary>The protocol, and what was mended in it.</summary>
    public static string Protocol(InstanceRun run) => run.Mended.Count == 0 ? run.Protocol : $"{run.Protocol}, mended: {string.Join(", ", run.Mended)}";
}
