using Ade20kEval.Errors;
using Ade20kEval.Reporting.Analysis;

namespace Ade20kEval.Reporting.Tables;

/// <summary>How a run does on small and on large regions.</summary>
internal static class SizeTables
{
    /// <summary>A row for every range of size: by pixels and by share of the image, of the ground truth's regions and of the predicted ones.</summary>
    /// <param name="view">A run with sizes.</param>
    public static Table Of(RunView view) => new("sizes", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: regions by size",
        [
            new TableColumn("side", "Regions of", CellKind.Text),
            new TableColumn("size", "Size", CellKind.Text) { Wraps = true },
            new TableColumn("regions", "Regions", CellKind.Count) { Rank = 1 },
            new TableColumn("pixels", "Pixels", CellKind.Count) { Rank = 4, Explanation = "Labelled ones." },
            new TableColumn("share", "Right", CellKind.Percent) { HasBar = true, Explanation = "Share of the pixels: of ground truth what was found, of predictions what is right." },
            new TableColumn("meanShare", "Mean", CellKind.Percent) { Rank = 2, Explanation = "Mean of this share over the classes that have such regions." },
            new TableColumn("classesAveraged", "Classes", CellKind.Count) { Rank = 5 },
            new TableColumn("mostlyRight", "Mostly right", CellKind.Percent) { Rank = 3, Explanation = "Regions of which more than half is right." },
            new TableColumn("whollyWrong", "Wholly wrong", CellKind.Percent) { Explanation = "Regions of which nothing is right: missed, or invented." },
        ],
        [.. view.Sizes!.Divisions.SelectMany(division => Rows("ground truth", division.Key, division.GroundTruth).Concat(Rows("prediction", division.Key, division.Prediction)))])
    {
        Owner = view.Run.Predictions.Name,
        Note = "A region is a piece of one class that hangs together, by eight neighbours; limits by pixels are COCO's. " + SizeWords.Small(view.Sizes!),
    };

    private static IEnumerable<Cell[]> Rows(string side, string division, IReadOnlyList<RegionSizeScore> scores) => scores.Select(score => (Cell[])
    [
        Cell.Of(side), Cell.Of(SizeWords.Limits(division, score.Name)), Cell.Of(score.Regions), Cell.Of(score.Pixels), Cell.Of(score.Share), Cell.Of(score.MeanShare), Cell.Of(score.ClassesAveraged),
        Cell.Of(Part(score.MostlyRight, score.Regions)), Cell.Of(Part(score.WhollyWrong, score.Regions)),
    ]);

    private static double? Part(long count, long regions) => regions == 0 ? null : (double)count / regions;
}
