using Ade20kEval.Boards;
using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Boards;

/// <summary>What leaves a host of classes and images, where it reveals them: rounded shares.</summary>
/// <remarks>
/// No pixel counts, no confusions, no numbers of images: counts of the ground truth, by class or image, are the ground truth in part. Values are rounded before
/// they get into a cell, so that neither a bar nor an attribute holds more digits than the words.
/// </remarks>
internal static class RevealedTables
{
    /// <summary>The IoU of every class.</summary>
    /// <param name="run">The run.</param>
    /// <param name="decimals">Decimals of percent.</param>
    public static Table Classes(RunDocument run, int decimals) => new("classes", $"IoU of every class under protocol {run.PrimaryProtocol}",
        [new("name", "Class", CellKind.Text), Share("iou", "IoU", decimals) with { HasBar = true }],
        [.. run.Classes.Select(score => (Cell[])[Named(run.Dataset.Classes[score.Index]), Rounded(score.Iou, decimals)])]);

    /// <summary>The mean IoU of every image.</summary>
    /// <param name="run">The run.</param>
    /// <param name="decimals">Decimals of percent.</param>
    public static Table Images(RunDocument run, int decimals) => new("images", "Mean IoU of every image",
        [new("name", "Image", CellKind.Text), Share("meanIou", "Mean IoU", decimals) with { HasBar = true }],
        [.. new RunView(run).Images.Select(score => (Cell[])[Cell.Of(score.Image.Name), Rounded(score.MeanIou, decimals)])])
    {
        Note = "Over the classes that its ground truth has. The mean over images is not the mean IoU of the dataset.",
    };

    private static Cell Named(ClassInfo info) => Cell.Of(info.Name, info.Color);

    private static TableColumn Share(string key, string header, int decimals) => new(key, header, CellKind.Percent) { Digits = decimals };

    private static Cell Rounded(double? share, int decimals) => Cell.Of(share is double value ? ToldFigure.Rounded(value, decimals + ToldFigure.PercentShift) : null);
}
