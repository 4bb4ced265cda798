using Ade20kEval.Reporting.Analysis;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Groups of classes: each as one class, and the mean of its classes.</summary>
internal static class GroupTables
{
    /// <summary>All groupings of the dataset in one table; empty where it has none.</summary>
    public static Table Of(RunView view) => new("groups", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: groups of classes",
        [
            new TableColumn("grouping", "By", CellKind.Text),
            new TableColumn("name", "Group", CellKind.Text),
            new TableColumn("classCount", "Classes", CellKind.Count) { Rank = 2 },
            new TableColumn("iou", "IoU as one", CellKind.Percent) { HasBar = true, Explanation = "IoU of the group as one class: confusions within it are no errors." },
            new TableColumn("accuracy", "Accuracy", CellKind.Percent) { Rank = 3, Explanation = "Recall of the group as one class." },
            new TableColumn("meanClassIou", "Mean IoU of its classes", CellKind.Percent) { Rank = 1, Explanation = "Each against all others, over those that occur." },
            new TableColumn("groundTruthPixels", "True pixels", CellKind.Count) { Rank = 5 },
        ],
        [.. view.Groups.SelectMany(errors => errors.Groups.Select(group => (Cell[])
        [
            Cell.Of(errors.Grouping.Name), Cell.Of(group.Name), Cell.Of(group.ClassCount), Cell.Of(group.Iou), Cell.Of(group.Accuracy), Cell.Of(group.MeanClassIou), Cell.Of(group.GroundTruthPixels),
        ]))])
    {
        Owner = view.Run.Predictions.Name,
        Note = string.Join(' ', view.Groups.Select(GroupWords.Within)),
    };
}
