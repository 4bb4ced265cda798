using Ade20kEval.Datasets;
using Ade20kEval.Scoring;
using Ade20kEval.Tests.Protocols;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Scoring;

public sealed class PerImageScoresTests
{
    private static readonly ClassPresence[] s_rules = [ClassPresence.GroundTruth, ClassPresence.Either];

    [Test]
    public void Means_over_images_and_over_classes_differ()
    {
        // A: IoU 3/4 of class 0; class 1 is predicted and not there, 0. B: 1 of class 1. C: void only.
        RunCounts run = SmallRun.Of(SmallRun.FromZero(3), ([0, 0, 0, 0], [0, 0, 0, 1]), ([1, 255], [1, 2]), ([255], [0]));
        PerImageScores either = PerImageScores.Compute(run, ClassPresence.Either);

        Assert.That(either.Images.Select(image => image.MeanIou), Is.EqualTo(new double?[] { 0.75 / 2, 1, null }));
        Assert.That(either.MeanOverImages, Is.EqualTo((0.375 + 1) / 2));
        Assert.That(either.MeanOverClasses, Is.EqualTo((0.75 + 0.5) / 2), "class 0 in A; class 1 in A and B, 0 and 1");

        PerImageScores authors = PerImageScores.Compute(run, ClassPresence.GroundTruth);

        Assert.That(authors.Images.Select(image => image.MeanIou), Is.EqualTo(new double?[] { 0.75, 1, null }));
        Assert.That(authors.MeanOverImages, Is.EqualTo((0.75 + 1) / 2));
        Assert.That(authors.MeanOverClasses, Is.EqualTo((0.75 + 1) / 2));
    }

    [Test]
    public void The_worst_share_is_rounded_down_and_at_least_one_image()
    {
        PerImageScores scores = PerImageScores.Compute(
            SmallRun.Of(SmallRun.FromZero(2), ([0, 0], [0, 1]), ([0], [0]), ([1, 1, 1], [1, 1, 1])), ClassPresence.GroundTruth);   // 1/2, 1, 1

        Assert.That(scores.WorstImages(), Is.EqualTo(0.5));
        Assert.That(scores.WorstImages(0.5), Is.EqualTo(0.5), "half of three, rounded down to one");
        Assert.That(scores.WorstImages(0.67), Is.EqualTo((0.5 + 1) / 2));
        Assert.That(scores.WorstImages(1), Is.EqualTo(scores.MeanOverImages));
        Assert.That(() => scores.WorstImages(0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Five_percent_of_twenty_images_is_one_and_of_forty_two()
    {
        RunCounts Images(int n) => SmallRun.Of(SmallRun.FromZero(1), [.. Enumerable.Range(0, n).Select(i => (Enumerable.Repeat(0, i + 1).ToArray(), Enumerable.Repeat(0, i).Append(255).ToArray()))]);

        // Image i has an IoU of i / (i + 1).
        Assert.That(PerImageScores.Compute(Images(20), ClassPresence.GroundTruth).WorstImages(), Is.Zero);
        Assert.That(PerImageScores.Compute(Images(40), ClassPresence.GroundTruth).WorstImages(), Is.EqualTo((0 + 0.5) / 2));
        Assert.That(PerImageScores.Compute(Images(40), ClassPresence.GroundTruth).WorstImagesOfClasses(), Is.EqualTo((0 + 0.5) / 2), "one class: the same images");
    }

    [Test]
    public void Random_images_score_what_a_loop_over_pixels_says([ValueSource(nameof(s_rules))] ClassPresence rule)
    {
        Random random = new(5);
        for (int round = 0; round < 200; round++)
        {
            RandomMaps maps = RandomMaps.Draw(random);
            PerImageScores scores = PerImageScores.Compute(maps.Run, rule);
            double[][] iou = [.. maps.Images.Select(image => Enumerable.Range(maps.LabelBase, maps.ClassCount)
                .Select(k => rule == ClassPresence.Either || image.GroundTruth.Contains(k) ? Iou(image, k, maps) : double.NaN).ToArray())];

            for (int i = 0; i < iou.Length; i++)
            {
                Assert.That(scores.Images[i].MeanIou ?? double.NaN, Is.EqualTo(Mean(iou[i])).Within(1e-12));
            }

            Assert.That(scores.MeanOverClasses ?? double.NaN, Is.EqualTo(Mean(Enumerable.Range(0, maps.ClassCount).Select(k => Mean(iou.Select(row => row[k]))))).Within(1e-12));
        }
    }

    private static double Iou(SlowImage image, int label, RandomMaps maps)
    {
        double both = 0;
        double either = 0;
        for (int p = 0; p < image.GroundTruth.Length; p++)
        {
            bool scored = image.GroundTruth[p] >= maps.LabelBase && image.GroundTruth[p] < maps.LabelBase + maps.ClassCount;
            both += scored && image.GroundTruth[p] == label && image.Prediction[p] == label ? 1 : 0;
            either += scored && (image.GroundTruth[p] == label || image.Prediction[p] == label) ? 1 : 0;
        }

        return both / either;
    }

    private static double Mean(IEnumerable<double> values) => values.Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average();
}
