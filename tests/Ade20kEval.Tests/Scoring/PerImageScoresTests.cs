using Ade20kEval.Scoring;
using Ade20kEval.Tests.Protocols;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Scoring;

public sealed class PerImageScoresTests
{
    [Test]
    public void Means_over_images_and_over_classes_differ()
    {
        // A: IoU 3/4 of class 0, 0 of class 1. B: 1 of class 1. C: void only.
        PerImageScores scores = PerImageScores.Of(SmallRun.Of(SmallRun.FromZero(3), ([0, 0, 0, 0], [0, 0, 0, 1]), ([1, 255], [1, 2]), ([255], [0])));

        Assert.That(scores.MeanIouOfImages, Is.EqualTo(new double?[] { 0.75 / 2, 1, null }));
        Assert.That(scores.MeanIouOfClasses, Is.EqualTo(new double?[] { 0.75, 0.5, null }));
        Assert.That(scores.MeanOverImages, Is.EqualTo((0.375 + 1) / 2));
        Assert.That(scores.MeanOverClasses, Is.EqualTo((0.75 + 0.5) / 2));
    }

    [Test]
    public void The_worst_share_is_at_least_one_image()
    {
        PerImageScores scores = PerImageScores.Of(SmallRun.Of(SmallRun.FromZero(2), ([0, 0], [0, 1]), ([0], [0]), ([1, 1, 1], [1, 1, 1])));   // 1/4, 1, 1

        Assert.That(scores.WorstImages(), Is.EqualTo(0.25));
        Assert.That(scores.WorstImages(0.5), Is.EqualTo((0.25 + 1) / 2), "half of three, rounded up to two");
        Assert.That(scores.WorstImages(1), Is.EqualTo(scores.MeanOverImages));
        Assert.That(() => scores.WorstImages(0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Random_images_score_what_a_loop_over_pixels_says()
    {
        Random random = new(5);
        for (int round = 0; round < 200; round++)
        {
            RandomMaps maps = RandomMaps.Draw(random);
            PerImageScores scores = PerImageScores.Of(maps.Run);
            double[][] iou = [.. maps.Images.Select(image => Enumerable.Range(maps.LabelBase, maps.ClassCount).Select(k => Iou(image, k, maps)).ToArray())];

            for (int i = 0; i < iou.Length; i++)
            {
                Assert.That(scores.MeanIouOfImages[i] ?? double.NaN, Is.EqualTo(Mean(iou[i])).Within(1e-12));
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
