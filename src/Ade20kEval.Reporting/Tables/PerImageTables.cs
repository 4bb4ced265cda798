using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Means over images instead of over all pixels together, under both rules of which classes count in an image.</summary>
internal static class PerImageTables
{
    /// <summary>A row a rule.</summary>
    public static Table Means(RunView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new Table("per-image", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: mean IoU by image",
            [
                new TableColumn("rule", "Classes of an image", CellKind.Text),
                new TableColumn("meanOverImages", "mIoU^I", CellKind.Percent) { Explanation = "Mean over images of the mean over their classes." },
                new TableColumn("meanOverClasses", "mIoU^C", CellKind.Percent) { Explanation = "Mean over classes of the mean over their images." },
                new TableColumn("worstImages5Floor", "mIoU^I, worst twentieth", CellKind.Percent) { Rank = 1, Explanation = "Over the twentieth of the images that score lowest, rounded down, at least one." },
                new TableColumn("worstImagesOfClasses5Floor", "mIoU^C, worst twentieth", CellKind.Percent) { Rank = 2, Explanation = "Over each class's own lowest twentieth, then over classes." },
            ],
            [
                Row("in its ground truth", PerImageScores.Compute(view.Counts, ClassPresence.GroundTruth)),
                Row("in its ground truth or prediction", PerImageScores.Compute(view.Counts, ClassPresence.Either)),
            ])
        {
            Owner = view.Run.Predictions.Name,
            Note = "The first row is mIoU^I and mIoU^C of Wang et al., NeurIPS 2023. In the second a class that is only invented in an image counts there as 0. The same under every protocol.",
        };

        static Cell[] Row(string rule, PerImageScores scores) =>
            [Cell.Of(rule), Cell.Of(scores.MeanOverImages), Cell.Of(scores.MeanOverClasses), Cell.Of(scores.WorstImages()), Cell.Of(scores.WorstImagesOfClasses())];
    }
}
