using Ade20kEval.Instances;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Instances;

/// <summary>AP of Cityscapes' instance-level script, on files in COCO's format.</summary>
public sealed class CityscapesInstanceTests
{
    private static readonly InstanceOptions s_options = new() { Protocol = "cityscapes-instances" };

    [Test]
    public void Every_category_and_threshold_is_that_of_the_slow_oracle([Range(1, 4)] int seed)
    {
        InstanceSet set = InstanceSet.Random(16_950 + seed, images: 6);
        InstanceScores scores = Evaluate(set).Scores;
        SlowInstances.Scene scene = set.Scene("mask");
        Dictionary<object, bool[,]> masks = new(ReferenceEqualityComparer.Instance);
        set.Objects.ForEach(pair => masks.Add(pair.Item, pair.Mask));
        set.Detections.ForEach(pair => masks.Add(pair.Guess, pair.Mask));
        int Shared(SlowInstances.Guess guess, SlowInstances.Item item) => masks[guess].Cast<bool>().Zip(masks[item].Cast<bool>()).Count(pair => pair.First && pair.Second);

        double?[][] expected = [.. set.Categories.Order().Select(category => Enumerable.Range(0, 10)
            .Select(t => SlowCityscapesInstances.Ap(scene, shape => SlowMasks.Area(masks[shape]), Shared, category, 0.5 + (t * 0.05))).ToArray())];

        foreach ((InstanceClassScore score, double?[] row) in scores.Classes.Zip(expected))
        {
            Assert.That(score.Ap ?? -1, Is.EqualTo(row.Average() ?? -1).Within(1e-12), score.Name);
            Assert.That(score.Ap50 ?? -1, Is.EqualTo(row[0] ?? -1).Within(1e-12), score.Name);
        }

        Assert.That(scores.Summary.Ap!.Value, Is.EqualTo(expected.Select(row => row.Average()).Average()!.Value).Within(1e-12));
        Assert.That(scores.ApByThreshold.Select(ap => ap ?? -1), Is.EqualTo(Enumerable.Range(0, 10).Select(t => expected.Select(row => row[t]).Average() ?? -1)).Within(1e-12));
    }

    [Test]
    public void A_worked_example()
    {
        // Two objects of 200 pixels. The surest detection has the first whole, the next nothing, the third 3 of 4 of the second.
        InstanceSet set = Row([(0, 200), (400, 200)], [(0, 200, 0.9), (700, 150, 0.8), (400, 150, 0.7)]);

        // At 0.5, by rising score: precision 2/3, 1/2, 1, 1 at recall 1, 1/2, 1/2, 0. Widths: (1 - 1/2) / 2, (1 - 1/2) / 2, (1/2 - 0) / 2, (1/2 - 0) / 2.
        Assert.That(Evaluate(set).Scores.Summary.Ap50, Is.EqualTo((2 / 3.0 / 4) + (1 / 2.0 / 4) + (1 / 4.0) + (1 / 4.0)).Within(1e-12));

        // From 0.75 on, which IoU must exceed, the third is wrong: precision 1/3, 1/2, 1, 1 at recall 1/2, 1/2, 1/2, 0. Widths: 0, 0, 1/4, 1/4.
        Assert.That(Evaluate(set).Scores.Summary.Ap75, Is.EqualTo(0.5).Within(1e-12));
    }

    [Test]
    public void Objects_below_a_hundred_pixels_do_not_count_and_excuse()
    {
        InstanceScores with99 = Evaluate(Row([(0, 200), (400, 99)], [(0, 200, 0.5), (400, 99, 0.9)])).Scores;
        InstanceScores with100 = Evaluate(Row([(0, 200), (400, 100)], [(0, 200, 0.5), (700, 99, 0.9)])).Scores;

        Assert.That((with99.Summary.Ap, with99.Classes[0].Objects), Is.EqualTo(((double?)1.0, 1L)), "the surer detection is excused");

        // Wrong first, then one of two: precision 1/2, 0, 1 at recall 1/2, 0, 0. Widths: 1/4, 1/4, 0.
        Assert.That(with100.Summary.Ap, Is.EqualTo(1 / 8.0).Within(1e-12));
    }

    [Test]
    public void A_detection_without_a_pixel_is_passed_over() =>
        Assert.That(Evaluate(Row([(0, 200)], [(0, 200, 0.5), (500, 0, 0.9)])).Scores.Summary.Ap, Is.EqualTo(1.0));

    [Test]
    public void Without_detections_AP_is_zero_and_without_objects_undefined()
    {
        Assert.That(Evaluate(Row([(0, 200)], [])).Scores.Summary.Ap, Is.EqualTo(0));
        Assert.That(Evaluate(Row([], [(0, 200, 0.5)])).Scores.Summary.Ap, Is.Null);
        Assert.That(Evaluate(Row([(0, 200), (300, 50)], [(300, 50, 0.5)])).Scores.Summary.Ap, Is.EqualTo(0), "all are excused, where the script fails");
    }

    [Test]
    public void Nothing_else_than_masks_without_limits_is_compared()
    {
        InstanceSet set = Row([(0, 200)], []);

        Assert.That(() => Evaluate(set, s_options with { Overlap = OverlapKind.Box }), Throws.ArgumentException);
        Assert.That(() => Evaluate(set, s_options with { DetectionLimits = [100] }), Throws.ArgumentException);
        Assert.That(() => Evaluate(set, s_options with { Errors = true }), Throws.ArgumentException);
    }

    private static InstanceSet Row((int From, int Length)[] objects, (int From, int Length, double Score)[] detections)
    {
        InstanceSet set = new();
        set.Images.Add((1, 1, 1000));
        set.Categories.Add(1);
        foreach ((int i, (int from, int length)) in objects.Index())
        {
            set.Objects.Add((new SlowInstances.Item(i + 1, 1, 1, length, false, false), Mask(from, length)));
        }

        foreach ((int from, int length, double score) in detections)
        {
            set.Detections.Add((new SlowInstances.Guess(1, 1, score, length), Mask(from, length)));
        }

        return set;
    }

    private static bool[,] Mask(int from, int length)
    {
        bool[,] mask = new bool[1, 1000];
        for (int x = from; x < from + length; x++)
        {
            mask[0, x] = true;
        }

        return mask;
    }

    private static InstanceRun Evaluate(InstanceSet set, InstanceOptions? options = null)
    {
        using TemporaryFolder folder = new();
        return InstanceEvaluator.Evaluate(folder.Write("gt.json", set.GroundTruthJson()), folder.Write("results.json", set.ResultsJson()), options ?? s_options);
    }
}
