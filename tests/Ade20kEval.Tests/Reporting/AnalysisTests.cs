using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Reporting;

public sealed class AnalysisTests
{
    [Test]
    public void An_image_is_scored_over_the_classes_that_it_holds()
    {
        RunView view = new(SampleRuns.Small());

        // Image a: wall 60 / (80 + 60 - 60), sky 15 / (20 + 35 - 15); the 5 pixels predicted as nothing are wrong for sky alone.
        Assert.That(view.Images[0].MeanIou, Is.EqualTo((60.0 / 80 + 15.0 / 40) / 2).Within(1e-15));
        Assert.That(view.Images[0].PixelAccuracy, Is.EqualTo(75.0 / 100));
        Assert.That(view.Images[0].Classes, Is.EqualTo(2));

        // Image b: wall 30 / (30 + 40 - 30), lamp 0 / 10; 60 ignored pixels do not count.
        Assert.That(view.Images[1].MeanIou, Is.EqualTo((30.0 / 40 + 0.0 / 10) / 2).Within(1e-15));
        Assert.That(view.Images[1].LabelledPixels, Is.EqualTo(40));
        Assert.That(view.Images[1].WrongPixels, Is.EqualTo(10));
    }

    [Test]
    public void An_image_without_labels_is_undefined()
    {
        RunDocument run = SampleRuns.Small();
        RunCounts counts = new(run.Dataset, run.PredictionLabels, [new ImageCounts("void", 2, 2, [new PairCount(0, 1, 4)])]);
        ImageScore score = PerImageScores.Compute(counts, ClassPresence.Either).Images[0];
        Assert.That(score.MeanIou, Is.Null);
        Assert.That(score.PixelAccuracy, Is.Null);
    }

    [Test]
    public void Confusions_are_counted_with_what_was_predicted_as_no_class()
    {
        RunView view = new(SampleRuns.Small());
        Assert.That(view.Confusions.Select(c => (c.GroundTruth, c.Prediction, c.Pixels)), Is.EqualTo(new (int, int?, long)[] { (0, 1, 20), (1, null, 5), (2, 0, 10) }));
        Assert.That(view.Confusions[0].Share, Is.EqualTo(20.0 / 110));
        Assert.That(view.ClassName(null), Is.EqualTo("(no class)"));
    }

    /// <summary>The oracle moves the pixels of each confusion to where they belong and scores the whole run again.</summary>
    [Test]
    public void The_gain_of_a_confusion_is_the_rise_of_the_mean_iou_when_it_is_mended()
    {
        RunDocument run = SampleRuns.Large(images: 12, dataset: SampleRuns.Small().Dataset);
        RunView view = new(run);
        double before = run.Primary.MeanIou!.Value;
        Assert.That(view.Confusions, Has.Count.GreaterThanOrEqualTo(6));
        foreach (Confusion confusion in view.Confusions)
        {
            List<ImageCounts> mended = [];
            foreach (ImageCounts image in run.Images)
            {
                Dictionary<(int, int), long> cells = [];
                foreach (PairCount cell in image.Cells)
                {
                    bool isOfThis = cell.GroundTruth == confusion.GroundTruth + 1 && cell.Prediction == (confusion.Prediction + 1 ?? 0);
                    (int, int) key = (cell.GroundTruth, isOfThis ? cell.GroundTruth : cell.Prediction);
                    cells[key] = cells.GetValueOrDefault(key) + cell.Pixels;
                }

                mended.Add(new ImageCounts(image.Name, image.Width, image.Height, [.. cells.OrderBy(c => c.Key).Select(c => new PairCount((ushort)c.Key.Item1, (ushort)c.Key.Item2, c.Value))]));
            }

            double after = SampleRuns.Run("mended", run.Dataset, mended).Primary.MeanIou!.Value;
            Assert.That(confusion.Gain, Is.EqualTo(after - before).Within(1e-12), $"{confusion}");
        }
    }

    [Test]
    public void Figures_of_a_protocol_alone_are_named_in_words()
    {
        MetricValue extra = MetricValue.AllOf(SampleRuns.Small().Primary).Single(f => f.Key == "meanFScore");
        Assert.That(extra.Metric.Title, Is.EqualTo("Mean F-score"));
    }
}
