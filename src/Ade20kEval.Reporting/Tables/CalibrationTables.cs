using Ade20kEval.Calibration;
using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Analysis;

namespace Ade20kEval.Reporting.Tables;

/// <summary>Whether the confidence of predictions can be trusted: on the whole, by bins of confidence, and by predicted class.</summary>
internal static class CalibrationTables
{
    /// <summary>A row for all pixels, those near boundaries and those away from them.</summary>
    /// <param name="view">A run with calibration.</param>
    public static Table Figures(RunView view)
    {
        CalibrationScores scores = view.Calibration!;
        return new Table("calibration", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: can its confidence be trusted?",
            [
                new TableColumn("part", "Pixels", CellKind.Text),
                new TableColumn("pixels", "Number", CellKind.Count) { Rank = 4 },
                new TableColumn("accuracy", "Right", CellKind.Percent),
                new TableColumn("confidence", "Sure", CellKind.Percent) { Explanation = "Mean probability of the class that was given." },
                new TableColumn("ece", "ECE", CellKind.Percent) { Explanation = "Expected calibration error: right against sure in 15 bins of equal width, mean over pixels." },
                new TableColumn("mce", "MCE", CellKind.Percent) { Rank = 3, Explanation = "The same in the worst bin." },
                new TableColumn("auroc", "AUROC", CellKind.Percent) { Rank = 2, Explanation = "How often a right pixel is surer than a wrong one." },
                new TableColumn("aurc", "AURC", CellKind.Percent) { Rank = 5, Explanation = "Share of errors among the surest pixels, mean over all numbers of them." },
                new TableColumn("excessAurc", "excess", CellKind.Percent) { Rank = 7, Explanation = "What of it would not be there if all errors came last." },
            ],
            [Row("all", scores.All), Row("near boundaries", scores.Near), Row("elsewhere", scores.Away)])
        {
            Owner = view.Run.Predictions.Name,
            Note = $"{string.Join(' ', ((string[])[CalibrationWords.Trust(scores), CalibrationWords.Order(scores)]).Distinct())} {Proper(scores)}{CalibrationWords.Band}",
        };
    }

    /// <summary>The bins of the reliability diagram.</summary>
    /// <param name="view">A run with calibration.</param>
    public static Table Bins(RunView view) => new("calibration-bins", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: by confidence",
        [
            new TableColumn("low", "Surer than", CellKind.Percent),
            new TableColumn("high", "up to", CellKind.Percent),
            new TableColumn("pixels", "Pixels", CellKind.Count),
            new TableColumn("accuracy", "Right", CellKind.Percent) { HasBar = true },
            new TableColumn("confidence", "Sure", CellKind.Percent),
            new TableColumn("gap", "Claims", CellKind.Points) { Explanation = "Above zero: too much." },
        ],
        [.. view.Calibration!.All.Bins.Select(bin => (Cell[])[Cell.Of(bin.Low), Cell.Of(bin.High), Cell.Of(bin.Sum.Pixels), Cell.Of(bin.Accuracy), Cell.Of(bin.Confidence), Cell.Of(bin.Confidence - bin.Accuracy)])])
    { Owner = view.Run.Predictions.Name };

    /// <summary>Every class that was given to a pixel or is in the ground truth.</summary>
    /// <param name="view">A run with calibration.</param>
    public static Table Classes(RunView view)
    {
        CalibrationScores scores = view.Calibration!;
        List<Cell[]> rows = [];
        foreach (ClassInfo info in view.Run.Dataset.Classes)
        {
            ReliabilityBin all = new(0, scores.PredictedAs(info.Index));
            rows.Add(
            [
                Cell.Of(info.Index), Cell.Of(info.Name, info.Color), Cell.Of(all.Sum.Pixels), Cell.Of(all.Accuracy), Cell.Of(all.Confidence), Cell.Of(all.Confidence - all.Accuracy),
                Cell.Of(scores.EceOf(info.Index)), Cell.Of(scores.ClasswiseEceOf(info.Index) * 1000),
            ]);
        }

        return new Table("calibration-classes", $"{view.Run.Predictions.Name} on {view.Run.Dataset.Title}: confidence by predicted class",
            [
                new TableColumn("index", "#", CellKind.Count) { Explanation = "Class index." },
                new TableColumn("name", "Class", CellKind.Text),
                new TableColumn("pixels", "Pixels", CellKind.Count) { Explanation = "Labelled ones that were given the class." },
                new TableColumn("accuracy", "Right", CellKind.Percent),
                new TableColumn("confidence", "Sure", CellKind.Percent),
                new TableColumn("gap", "Claims", CellKind.Points) { Explanation = "Above zero: too much." },
                new TableColumn("ece", "ECE", CellKind.Percent) { HasBar = true, Explanation = "Of the pixels that were given the class." },
                new TableColumn("classwiseEcePerMille", "Classwise ‰", CellKind.Number) { Rank = 5, Explanation = "Of the class's probabilities in all pixels: how far they are from its share, in parts per thousand." },
            ],
            rows)
        { Owner = view.Run.Predictions.Name };
    }

    private static string Proper(CalibrationScores scores) => scores is { Nll: double nll, Brier: double brier, ClasswiseEce: double classwise }
        ? Invariant($"Negative log likelihood {nll:0.0000}, Brier score {brier:0.0000}, classwise ECE {1000 * classwise:0.000} parts per thousand. ")
        : "";

    private static Cell[] Row(string part, ConfidenceFigures figures) =>
    [
        Cell.Of(part), Cell.Of(figures.Sum.Pixels), Cell.Of(figures.Accuracy), Cell.Of(figures.Confidence), Cell.Of(figures.Ece), Cell.Of(figures.Mce),
        Cell.Of(figures.Auroc), Cell.Of(figures.Aurc), Cell.Of(figures.ExcessAurc),
    ];
}
