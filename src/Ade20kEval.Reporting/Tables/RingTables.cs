using Ade20kEval.Reporting.Analysis;

namespace Ade20kEval.Reporting.Tables;

/// <summary>How a run does by distance from the image's border.</summary>
internal static class RingTables
{
    /// <summary>A row a ring, the outermost first.</summary>
    /// <param name="view">A run with rings.</param>
    public static Table Of(RunView view) => new("rings", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: rings from the border to the centre",
        [
            new TableColumn("ring", "Ring", CellKind.Count) { Explanation = "0 is the outermost; all are equally wide." },
            new TableColumn("labelled", "Labelled pixels", CellKind.Count) { Rank = 3 },
            new TableColumn("classesAveraged", "Classes", CellKind.Count) { Rank = 2, Explanation = "That occur in the ring." },
            new TableColumn("meanIou", "Mean IoU", CellKind.Percent) { HasBar = true },
            new TableColumn("wholeSetMeanIou", "All pixels", CellKind.Percent) { Rank = 1, Explanation = "Mean IoU of all pixels over the classes of the ring." },
            new TableColumn("pixelAccuracy", "Pixel acc.", CellKind.Percent),
        ],
        [.. view.Rings.Select(score => (Cell[])[Cell.Of(score.Ring), Cell.Of(score.Labelled), Cell.Of(score.ClassesAveraged), Cell.Of(score.MeanIou), Cell.Of(score.WholeSetMeanIou), Cell.Of(score.PixelAccuracy)])])
    {
        Owner = view.Run.Predictions.Name,
        Note = "Means over the classes that occur in the ring, under no protocol; beside it all pixels over the same classes. " + RingWords.Border(view.Rings),
    };
}
