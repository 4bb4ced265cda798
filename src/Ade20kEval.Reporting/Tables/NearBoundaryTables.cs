using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Tables;

/// <summary>How good a run is near boundaries: bands around them, and the boundaries themselves.</summary>
internal static class NearBoundaryTables
{
    /// <summary>Those of the two that a run has.</summary>
    public static IReadOnlyList<Table> Of(RunDocument run) =>
        [.. run.Trimap is TrimapScores trimap ? (Table[])[Trimap(run, trimap)] : [], .. run.Boundary is BoundaryCounts counts ? (Table[])[Boundary(run, counts)] : []];

    /// <summary>A row a band, the narrowest first.</summary>
    public static Table Trimap(RunDocument run, TrimapScores trimap) => new(
        "trimap",
        $"{run.Predictions.Name} on {run.Dataset.Title}: bands near {Around(trimap)}",
        [
            new("width", "Width", CellKind.Count) { Explanation = "Pixels; each band holds those before it." },
            new("pixels", "Pixels", CellKind.Count) { Rank = 2 },
            new("meanIou", "Mean IoU", CellKind.Percent) { HasBar = true },
            new("pixelAccuracy", "Pixel acc.", CellKind.Percent),
        ],
        [.. trimap.Bands.Select(static band => (Cell[])[Cell.Of(band.Width), Cell.Of(band.Pixels), Cell.Of(band.MeanIou), Cell.Of(band.PixelAccuracy)])])
    {
        Owner = run.Predictions.Name,
        Note = "Over all images, without void; mean IoU is over the classes that are in a band, in the ground truth or in predictions.",
    };

    /// <summary>Boundary IoU of every class that has a boundary.</summary>
    public static Table Boundary(RunDocument run, BoundaryCounts counts)
    {
        BoundaryScores scores = BoundaryIou.Score(run.Dataset.ClassCount, counts);
        return new Table(
            "boundary",
            $"{run.Predictions.Name} on {run.Dataset.Title}: Boundary IoU of classes",
            [
                new("index", "#", CellKind.Count) { Rank = 4, Explanation = "Class index." },
                new("name", "Class", CellKind.Text),
                new("boundaryIou", "Boundary IoU", CellKind.Percent) { HasBar = true },
                new("groundTruthPixels", "Ground truth", CellKind.Count) { Rank = 3, Explanation = "Pixels of the band inside the class's outlines." },
                new("predictedPixels", "Predicted", CellKind.Count) { Rank = 3 },
                new("intersectionPixels", "Both", CellKind.Count) { Rank = 2 },
            ],
            [.. scores.Classes.Where(static score => score.Iou is not null).OrderBy(static score => score.Iou).ThenBy(static score => score.Index).Select(score => (Cell[])
            [
                Cell.Of(score.Index), Cell.Of(run.Dataset.Classes[score.Index].Name, run.Dataset.Classes[score.Index].Color), Cell.Of(score.Iou),
                Cell.Of(score.GroundTruthPixels), Cell.Of(score.PredictedPixels), Cell.Of(score.IntersectionPixels),
            ])])
        {
            Owner = run.Predictions.Name,
            Note = Invariant($"Mean {CellText.Of(Cell.Of(scores.MeanIou), CellKind.Percent)} % over {scores.ClassesAveraged} classes. IoU of the bands inside the outlines of ground truth and prediction, {100 * counts.Ratio:0.##} % of the image diagonal wide (Cheng et al., CVPR 2021)."),
        };
    }

    /// <summary>What the bands are around, in a word.</summary>
    public static string Around(TrimapScores trimap) => trimap.Kind == TrimapKind.Boundary ? "boundaries" : "void";
}
