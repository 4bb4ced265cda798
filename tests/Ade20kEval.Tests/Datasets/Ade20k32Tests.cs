using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Datasets.Presets;
using Ade20kEval.Protocols;

namespace Ade20kEval.Tests.Datasets;

public sealed class Ade20k32Tests
{
    [Test]
    public void Ground_truth_above_31_is_background()
    {
        for (int raw = 32; raw <= 150; raw++)
        {
            Assert.That(Ade20k32.Dataset.ClassifyGroundTruth(raw), Is.EqualTo(LabelMeaning.OfClass(0)));
        }

        Assert.That(Ade20k32.Dataset.ClassifyGroundTruth(151).Kind, Is.EqualTo(LabelKind.Unexpected));
    }

    [Test]
    public void Predictions_above_31_are_not_folded() =>
        Assert.That(Ade20k32.Dataset.ClassifyPrediction(32, PredictionLabels.Ids).Kind, Is.EqualTo(LabelKind.Unexpected));

    [Test]
    public void Ids_and_indices_are_the_same() =>
        Assert.That(Ade20k32.Dataset.Classes.Where(c => c.Id != c.Index), Is.Empty);

    [TestCase("edgeai", 0.057292)]      // background is scored: IoU 1/3 (0), 1/2 (1), 0 (5), 1 (31), else 0; mean over 32
    [TestCase("mlperf", 0.048387)]      // background is void: 5 on void is no false positive; IoU 1/2 (1), 1 (31); mean over 31
    public void Both_scorers_read_the_same_counts(string protocol, double meanIou)
    {
        // Worked example E14: ground truth 1 1 40 0 31, prediction 1 0 0 5 31.
        ImageCounts image = new("a", 5, 1, [new(0, 5, 1), new(1, 0, 1), new(1, 1, 1), new(31, 31, 1), new(40, 0, 1)]);
        RunCounts run = new(Ade20k32.Dataset, PredictionLabels.Ids, [image]);
        Assert.That(ProtocolCatalog.Find(protocol).Score(run).MeanIou, Is.EqualTo(meanIou).Within(1e-6));
    }
}
