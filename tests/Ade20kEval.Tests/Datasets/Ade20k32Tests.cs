using Ade20kEval.Counting;
using Ade20kEval.Datasets;

namespace Ade20kEval.Tests.Datasets;

public sealed class Ade20k32Tests
{
    [Test]
    public void Ground_truth_above_31_is_background()
    {
        for (int raw = 32; raw <= 150; raw++)
        {
            Assert.That(Ade20k32.Dataset.GroundTruth(raw, out int index), Is.EqualTo(LabelKind.Class));
            Assert.That(index, Is.Zero);
        }

        Assert.That(Ade20k32.Dataset.GroundTruth(151, out _), Is.EqualTo(LabelKind.Unexpected));
    }

    [Test]
    public void Predictions_above_31_are_not_folded() =>
        Assert.That(Ade20k32.Dataset.Prediction(32, PredictionLabels.Ids, out _), Is.EqualTo(LabelKind.Unexpected));

    [Test]
    public void Ids_and_indices_are_the_same() =>
        Assert.That(Ade20k32.Dataset.Classes.Where(c => c.Id != c.Index), Is.Empty);

    [Test]
    public void Both_scorers_readings_come_from_one_matrix()
    {
        // Worked example E14: ground truth 1 1 40 0 31, prediction 1 0 0 5 31.
        PairCount[] cells = [new(0, 5, 1), new(1, 0, 1), new(1, 1, 1), new(31, 31, 1), new(40, 0, 1)];
        ConfusionMatrix matrix = new(Ade20k32.Dataset, PredictionLabels.Ids, cells);

        // TI, background scored: IoU 1/3 (0), 1/2 (1), 0 (5), 1 (31), else 0; mean over 32.
        Assert.That((Iou(matrix, 0, 0) + Iou(matrix, 1, 0) + Iou(matrix, 5, 0) + Iou(matrix, 31, 0)) / 32, Is.EqualTo(0.057292).Within(1e-6));

        // MLPerf, background void: 5 was predicted on void and is no false positive; mean over 31.
        Assert.That((Iou(matrix, 1, 1) + Iou(matrix, 31, 1)) / 31, Is.EqualTo(0.048387).Within(1e-6));
    }

    private static double Iou(ConfusionMatrix matrix, int c, int firstRow)
    {
        long truth = matrix.Row(c).ToArray().Sum();
        long predicted = Enumerable.Range(firstRow, 32 - firstRow).Sum(row => matrix[row, c]);
        return (double)matrix[c, c] / (truth + predicted - matrix[c, c]);
    }
}
