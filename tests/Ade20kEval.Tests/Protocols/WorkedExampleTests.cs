using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Protocols;

/// <summary>Small inputs on which public scorers disagree, each with the number that each gives, worked out by hand from their sources; <c>worked-examples.md</c> beside this file says why.</summary>
public sealed class WorkedExampleTests
{
    private const double Exact = 1e-12;

    /// <summary>An epsilon of 1e-10 (csail, semseg) or 2^-23 (edgeai) under a union of a few pixels.</summary>
    private const double WithEpsilon = 2e-7;

    private static double Within(string protocol) => protocol is "edgeai" ? WithEpsilon : protocol is "csail" or "semseg" ? 1e-9 : Exact;

    private static Scores Score(string protocol, RunCounts run) => ProtocolCatalog.Find(protocol).Score(run);

    // E1. Classes 2 and 3 occur nowhere. IoU of 0: 1/2, of 1: 2/3.
    [TestCase("sceneparse", (1.0 / 2 + 2.0 / 3) / 4)]
    [TestCase("sceneparse-python", (1.0 / 2 + 2.0 / 3) / 4)]
    [TestCase("pspnet", (1.0 / 2 + 2.0 / 3) / 4)]
    [TestCase("csail", (1.0 / 2 + 2.0 / 3) / 4)]
    [TestCase("semseg", (1.0 / 2 + 2.0 / 3) / 4)]
    [TestCase("edgeai", (1.0 / 2 + 2.0 / 3) / 4)]
    [TestCase("mlperf", (1.0 / 2 + 2.0 / 3) / 4)]
    [TestCase("mmseg", (1.0 / 2 + 2.0 / 3) / 2)]
    [TestCase("huggingface", (1.0 / 2 + 2.0 / 3) / 2)]
    [TestCase("detectron2", (1.0 / 2 + 2.0 / 3) / 2)]
    [TestCase("nvidia", (1.0 / 2 + 2.0 / 3) / 2)]
    [TestCase("torchmetrics", (1.0 / 2 + 2.0 / 3) / 2)]
    [TestCase("torchmetrics-jaccard", (1.0 / 2 + 2.0 / 3) / 2)]
    [TestCase("voc", null)]
    [TestCase("torchvision", null)]
    public void E1_absent_classes_count_as_0_or_are_skipped_or_spoil_the_mean(string protocol, double? meanIou) =>
        Expect(protocol, SmallRun.Of(SmallRun.FromZero(4), "0 0 1 1", "0 1 1 1"), meanIou);

    [Test]
    public void E1_mean_accuracy_of_semseg_counts_absent_classes_and_that_of_mmseg_does_not()
    {
        RunCounts run = SmallRun.Of(SmallRun.FromZero(4), "0 0 1 1", "0 1 1 1");   // accuracy of 0: 1/2, of 1: 2/2

        Assert.That(Score("semseg", run).MeanAccuracy, Is.EqualTo(1.5 / 4).Within(1e-9));
        Assert.That(Score("mmseg", run).MeanAccuracy, Is.EqualTo(1.5 / 2).Within(Exact));
    }

    // E2. Class 2 is predicted once and absent from the ground truth. IoU: 1/2, 2/2, 0/1.
    [TestCase("detectron2", 1.5 / 2)]
    [TestCase("sceneparse", 1.5 / 3)]
    [TestCase("sceneparse-python", 1.5 / 3)]
    [TestCase("pspnet", 1.5 / 3)]
    [TestCase("csail", 1.5 / 3)]
    [TestCase("semseg", 1.5 / 3)]
    [TestCase("edgeai", 1.5 / 3)]
    [TestCase("mlperf", 1.5 / 3)]
    [TestCase("mmseg", 1.5 / 3)]
    [TestCase("huggingface", 1.5 / 3)]
    [TestCase("nvidia", 1.5 / 3)]
    [TestCase("torchmetrics", 1.5 / 3)]
    [TestCase("torchmetrics-jaccard", 1.5 / 3)]
    [TestCase("voc", 1.5 / 3)]
    [TestCase("torchvision", 1.5 / 3)]
    public void E2_a_class_that_is_predicted_but_absent_costs_everywhere_but_in_detectron2(string protocol, double meanIou) =>
        Expect(protocol, SmallRun.Of(SmallRun.FromZero(3), "0 0 1 1", "0 2 1 1"), meanIou);

    [Test]
    public void E2_means_of_mmseg_skip_different_classes()
    {
        RunCounts run = SmallRun.Of(SmallRun.FromZero(3), "0 0 1 1", "0 2 1 1");
        Scores mmseg = Score("mmseg", run);

        Assert.That(mmseg.MeanAccuracy, Is.EqualTo((1.0 / 2 + 1) / 2).Within(Exact), "class 2 has no accuracy");
        Assert.That(Score("semseg", run).MeanAccuracy, Is.EqualTo((1.0 / 2 + 1) / 3).Within(1e-9));
        Assert.That(mmseg.MeanDice, Is.EqualTo((2.0 / 3 + 1 + 0) / 3).Within(Exact), "class 2 has Dice 0");
        Assert.That(Extra(mmseg, "meanFScore"), Is.EqualTo((2.0 / 3 + 1) / 2).Within(Exact), "class 2 has no F-score");
        Assert.That(Extra(Score("torchmetrics-jaccard", run), "weightedIou"), Is.EqualTo(0.5 * 0.5 + 0.5 * 1).Within(Exact));
    }

    [Test]
    public void E3_a_class_that_is_never_predicted()
    {
        RunCounts run = SmallRun.Of(SmallRun.FromZero(3), "0 0 1 2", "0 0 1 1");   // IoU 1, 1/2, 0
        foreach (Protocol protocol in Scorable(run))
        {
            Assert.That(protocol.Score(run).MeanIou, Is.EqualTo(1.5 / 3).Within(Within(protocol.Name)), protocol.Name);
        }

        Scores mmseg = Score("mmseg", run);
        Assert.That(mmseg.MeanDice, Is.EqualTo((1 + 2.0 / 3 + 0) / 3).Within(Exact));
        Assert.That(Extra(mmseg, "meanFScore"), Is.EqualTo((1 + 2.0 / 3) / 2).Within(Exact));
        Assert.That(Extra(mmseg, "meanPrecision"), Is.EqualTo((1 + 1.0 / 2) / 2).Within(Exact));
        Assert.That(Extra(mmseg, "meanRecall"), Is.EqualTo(2.0 / 3).Within(Exact));
        Assert.That(Score("detectron2", run).FrequencyWeightedIou, Is.EqualTo(0.5 * 1 + 0.25 * 0.5 + 0.25 * 0).Within(Exact));   // .625
        Assert.That(Score("nvidia", run).FrequencyWeightedIou, Is.EqualTo(0.625).Within(Exact));
        Assert.That(Extra(Score("torchmetrics-jaccard", run), "microIou"), Is.EqualTo(3.0 / 5).Within(Exact));
    }

    // E4. One pixel of class 0 is predicted as 3 = N. Dropped: IoU 1/2, 1, 1. Clamped to class 2: 1/2, 1, 1/2. Spilled to (gt 1, pred 0): 1/2, 1/2, 1.
    [TestCase("sceneparse-python", 2.5 / 3)]
    [TestCase("csail", 2.5 / 3)]
    [TestCase("mmseg", 2.5 / 3)]
    [TestCase("huggingface", 2.5 / 3)]
    [TestCase("sceneparse", 2.0 / 3)]
    [TestCase("pspnet", 2.0 / 3)]
    [TestCase("semseg", 2.0 / 3)]
    [TestCase("torchvision", 2.0 / 3)]
    [TestCase("nvidia", 2.0 / 3)]
    [TestCase("edgeai", 2.0 / 3)]
    [TestCase("torchmetrics-jaccard", 2.0 / 3)]
    [TestCase("detectron2", 1.0)]
    [TestCase("voc", "0..2")]
    [TestCase("torchmetrics", "one_hot")]
    public void E4_a_predicted_value_just_beyond_the_classes(string protocol, object expected) =>
        Expect(protocol, SmallRun.Of(SmallRun.FromZero(3), "0 0 1 2", "0 3 1 2"), expected);

    [Test]
    public void E4_the_pixel_vanishes_from_the_accuracy_of_detectron2() =>
        Assert.That(Score("detectron2", SmallRun.Of(SmallRun.FromZero(3), "0 0 1 2", "0 3 1 2")).PixelAccuracy, Is.EqualTo(1.0));

    // E5. The same pixel is predicted as 255.
    [TestCase("sceneparse", 2.0 / 3)]
    [TestCase("sceneparse-python", 2.5 / 3)]
    [TestCase("csail", 2.5 / 3)]
    [TestCase("semseg", 2.5 / 3)]
    [TestCase("mmseg", 2.5 / 3)]
    [TestCase("huggingface", 2.5 / 3)]
    [TestCase("detectron2", "raises")]
    [TestCase("torchvision", "raises")]
    [TestCase("nvidia", "raises")]
    [TestCase("edgeai", "raises")]
    [TestCase("torchmetrics", "raises")]
    [TestCase("torchmetrics-jaccard", "raises")]
    [TestCase("voc", "stops")]
    public void E5_a_predicted_255(string protocol, object expected)
    {
        // SceneParse's MATLAB code looks at the number 255 in a file of labels 1..N; for it the value must not be void.
        RunCounts run = protocol == "sceneparse"
            ? SmallRun.Of(SmallRun.FromOne(3), "1 1 2 3", "1 V 2 3")
            : SmallRun.Of(SmallRun.FromZero(3), "0 0 1 2", "0 V 1 2");
        Expect(protocol, run, expected);
    }

    // E6. Ground truth holds 5, which is not a class. IoU: class 0: 1, class 1: 1, class 2: 0/1 where the false alarm counts.
    [TestCase("sceneparse", 2.0 / 3, 3.0 / 4)]
    [TestCase("sceneparse-python", 2.0 / 3, 3.0 / 4)]
    [TestCase("csail", 2.0 / 3, 3.0 / 4)]
    [TestCase("semseg", 2.0 / 3, 1.0)]
    [TestCase("mmseg", 2.0 / 3, 1.0)]
    [TestCase("huggingface", 2.0 / 3, 1.0)]
    [TestCase("edgeai", 2.0 / 3, 1.0)]
    [TestCase("detectron2", 1.0, 1.0)]
    [TestCase("nvidia", 1.0, 1.0)]
    [TestCase("voc", null, 1.0)]
    [TestCase("torchvision", null, 1.0)]
    public void E6_a_ground_truth_value_beyond_the_classes(string protocol, double? meanIou, double accuracy)
    {
        RunCounts run = SmallRun.Of(SmallRun.FromZero(3), "0 0 1 5", "0 0 1 2");

        Expect(protocol, run, meanIou);
        Assert.That(Score(protocol, run).PixelAccuracy, Is.EqualTo(accuracy).Within(1e-9));
    }

    [Test]
    public void E6_the_same_value_on_both_sides_is_a_hit_of_the_last_class_in_matlab_only()
    {
        RunCounts run = SmallRun.Of(SmallRun.FromZero(3), "0 0 1 5", "0 0 1 5");

        Assert.That(Score("sceneparse", run).MeanIou, Is.EqualTo(1.0).Within(Exact));
        Assert.That(Score("sceneparse-python", run).MeanIou, Is.EqualTo(2.0 / 3).Within(Exact));
    }

    [Test]
    public void E7_void_ground_truth_is_ignored_by_all_but_torchmetrics_and_edgeai_on_ade()
    {
        RunCounts run = SmallRun.Of(SmallRun.FromZero(2), "0 0 1 V V", "0 1 1 1 0");   // IoU 1/2, 1/2
        foreach (Protocol protocol in Scorable(run).Where(p => p.Name != "torchmetrics"))
        {
            Scores scores = protocol.Score(run);
            Assert.That(scores.MeanIou, Is.EqualTo(0.5).Within(Within(protocol.Name)), protocol.Name);
            Assert.That(scores.PixelAccuracy, Is.EqualTo(2.0 / 3).Within(1e-9), protocol.Name);
        }

        Assert.That(Score("torchmetrics", run).Error, Does.Contain("raises"));

        // ADE20K's void is 0 and edgeai's class 0: IoU of background 0/2, of class 1: 1/3, of class 2: 1/3.
        RunCounts ade = SmallRun.Of(SmallRun.FromOne(2), "1 1 2 0 0", "1 2 2 2 1");
        Assert.That(Score("edgeai", ade).MeanIou, Is.EqualTo((0 + 1.0 / 3 + 1.0 / 3) / 3).Within(WithEpsilon));
        Assert.That(Score("edgeai", ade).ClassesAveraged, Is.EqualTo(3));
    }

    [Test]
    public void E8_per_image_and_data_set_means_differ()
    {
        // A: IoU 3/4 and 0/1. B: 1/1 and 3/3. Together: 4/5 and 3/4.
        RunCounts run = SmallRun.Of(SmallRun.FromZero(2), ([0, 0, 0, 0], [0, 0, 0, 1]), ([0, 1, 1, 1], [0, 1, 1, 1]));
        foreach (Protocol protocol in Scorable(run).Where(p => p.Name != "torchmetrics"))
        {
            Assert.That(protocol.Score(run).MeanIou, Is.EqualTo((4.0 / 5 + 3.0 / 4) / 2).Within(Within(protocol.Name)), protocol.Name);
        }

        Scores perImage = Score("torchmetrics", run);
        Assert.That(perImage.MeanIou, Is.EqualTo((3.0 / 4 + 0 + 1 + 1) / 4).Within(Exact));
        Assert.That(perImage.Classes.Select(c => c.Iou), Is.EqualTo(new double?[] { (3.0 / 4 + 1) / 2, (0 + 1.0) / 2 }));
        Assert.That(PerImageScores.Compute(run, ClassPresence.Either).Images.Select(image => image.MeanIou), Is.EqualTo(new double?[] { (3.0 / 4 + 0) / 2, 1 }));

        Scores jaccard = Score("torchmetrics-jaccard", run);
        Assert.That(Extra(jaccard, "microIou"), Is.EqualTo(7.0 / 9).Within(Exact));
        Assert.That(Extra(jaccard, "weightedIou"), Is.EqualTo(5.0 / 8 * 4 / 5 + 3.0 / 8 * 3 / 4).Within(Exact));
        Assert.That(Score("mmseg", run).PixelAccuracy, Is.EqualTo(7.0 / 8).Within(Exact));
    }

    [TestCase("sceneparse")]
    [TestCase("sceneparse-python")]
    [TestCase("pspnet")]
    public void E9_predicted_void_is_a_miss_and_nothing_else(string protocol)
    {
        Scores scores = Score(protocol, SmallRun.Of(SmallRun.FromOne(3), "1 1 2 3", "1 0 2 3"));

        Assert.That(scores.MeanIou, Is.EqualTo(2.5 / 3).Within(Exact));
        Assert.That(scores.PixelAccuracy, Is.EqualTo(3.0 / 4));
        Assert.That(scores.ChallengeScore, Is.EqualTo((2.5 / 3 + 0.75) / 2).Within(Exact));   // 0.791667
    }

    [Test]
    public void E11_nan_to_num_changes_the_mean_of_mmseg_and_not_that_of_hugging_face()
    {
        RunCounts run = SmallRun.Of(SmallRun.FromZero(3), "0 0 1 1", "0 1 1 1");

        Assert.That(Extra(Score("mmseg", run), "meanIouNanToNum0"), Is.EqualTo((1.0 / 2 + 2.0 / 3 + 0) / 3).Within(Exact));   // 0.388889
        Assert.That(Score("huggingface", run).MeanIou, Is.EqualTo((1.0 / 2 + 2.0 / 3) / 2).Within(Exact));
    }

    [Test]
    public void E14_two_scorers_of_ade32_read_the_same_files_differently()
    {
        RunCounts run = SmallRun.Of(DatasetCatalog.Find("ade20k-32"), "1 1 40 0 31", "1 0 0 5 31");

        // edgeai: background 1/3, class 1 1/2, class 5 0/1, class 31 1/1, over 32. MLPerf: the false alarm of 5 lies on void; over 31.
        Assert.That(Score("edgeai", run).MeanIou, Is.EqualTo((1.0 / 3 + 1.0 / 2 + 0 + 1) / 32).Within(WithEpsilon));
        Assert.That(Score("mlperf", run).MeanIou, Is.EqualTo((1.0 / 2 + 1) / 31).Within(Exact));
        Assert.That(Score("mlperf", run).ClassesAveraged, Is.EqualTo(31));

        // Where 0 and all above 31 are void and absent classes are skipped, classes 1 and 31 are left: 1/2 and 1/1. The 5 on void costs nothing.
        Dataset withoutBackground = new("ade-31", "ADE20K, 31 classes", SmallRun.FromOne(31).Classes, [0, .. Enumerable.Range(32, 119)]);
        RunCounts skipped = SmallRun.Of(withoutBackground, "1 1 40 0 31", "1 0 0 5 31");
        Assert.That(Score("mmseg", skipped).MeanIou, Is.EqualTo(0.75));
        Assert.That(Score("huggingface", skipped).MeanIou, Is.EqualTo(0.75));
    }

    // E15. A raw 255 in an ADE20K mask, predicted as 2.
    [TestCase("sceneparse", 2.0 / 3)]
    [TestCase("sceneparse-python", 2.0 / 3)]
    [TestCase("csail", 2.0 / 3)]
    [TestCase("mmseg", 1.0)]
    [TestCase("huggingface", 1.0)]
    [TestCase("detectron2", 2.0 / 3)]   // 151 * 1 + 254 lands at prediction 2, ground truth 103: a wrong pixel
    public void E15_a_raw_255_in_an_ade20k_mask(string protocol, double accuracy) =>
        Assert.That(Score(protocol, SmallRun.Of(DatasetCatalog.Find("ade20k-150"), "1 1 255", "1 1 2")).PixelAccuracy, Is.EqualTo(accuracy).Within(1e-9));

    [Test]
    public void E15_in_detectron2_it_spills_into_another_class()
    {
        Scores scores = Score("detectron2", SmallRun.Of(DatasetCatalog.Find("ade20k-150"), "1 1 255", "1 1 2"));

        Assert.That(scores.Classes[103].GroundTruthPixels, Is.EqualTo(1));
        Assert.That(scores.MeanIou, Is.EqualTo((1.0 + 0) / 2));
    }

    [TestCase("sceneparse", 0.99999999999999978)]
    [TestCase("sceneparse-python", 0.99999999999999978)]
    [TestCase("pspnet", 0.99999999999999978)]
    [TestCase("csail", 1 / (1 + 1e-10))]
    [TestCase("semseg", 1 / (1 + 1e-10))]
    [TestCase("edgeai", 1 / (1 + 1.1920928955078125e-07))]
    [TestCase("mmseg", 1.0)]
    [TestCase("huggingface", 1.0)]
    [TestCase("detectron2", 1.0)]
    [TestCase("nvidia", 1.0)]
    [TestCase("torchvision", 1.0)]
    [TestCase("voc", 1.0)]
    public void E16_epsilons_show_under_a_union_of_one_pixel(string protocol, double iou) =>
        Assert.That(Score(protocol, SmallRun.Of(SmallRun.FromZero(1), "0", "0")).MeanIou, Is.EqualTo(iou));

    [Test]
    public void E16_and_vanish_under_two() =>
        Assert.That(Score("sceneparse", SmallRun.Of(SmallRun.FromZero(1), "0 0", "0 0")).MeanIou, Is.EqualTo(1.0));

    [Test]
    public void E17_counts_stay_exact_where_float32_does_not()
    {
        const int most = 1 << 24;   // the last whole number from which float32 can still count on by 1
        Dataset dataset = SmallRun.FromZero(2);
        RunCounts run = new(dataset, PredictionLabels.Ids,
        [
            new("a", 4096, 4096, [new(0, 0, most)]),
            SmallRun.Image("b", [0], [0]),
        ]);

        Assert.That((float)most + 1, Is.EqualTo((float)most));
        Assert.That(Score("mmseg", run).Classes[0].GroundTruthPixels, Is.EqualTo(most + 1));
    }

    [Test]
    public void E17_the_sum_of_many_images_is_exact_where_a_float32_sum_drifts()
    {
        Random random = new(17);
        int[] pixels = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(1, 100_000))];
        float drifting = pixels.Aggregate(0f, static (sum, count) => sum + count);
        RunCounts run = new(SmallRun.FromZero(2), PredictionLabels.Ids, [.. pixels.Select((count, i) => new ImageCounts($"{i:d4}", count, 1, [new PairCount(0, 0, count)]))]);

        Assert.That(Score("mmseg", run).Classes[0].IntersectionPixels, Is.EqualTo(pixels.Sum(count => (long)count)));
        Assert.That((long)drifting, Is.Not.EqualTo(pixels.Sum(count => (long)count)), "as mmsegmentation adds");
    }

    // E23. histc(max=N) in float32: v / N * N is below v for these.
    [TestCase(150, new[] { 49, 63, 89, 98, 117, 126 })]
    [TestCase(59, new[] { 31 })]
    public void E23_the_classes_that_mmseg_0_12_moved(int classCount, int[] moved) =>
        Assert.That(Enumerable.Range(0, classCount).Where(label => MmsegLegacyProtocol.Bin(label, classCount) == label - 1), Is.EqualTo(moved));

    [TestCase(171, 15)]
    [TestCase(847, 45)]
    public void E23_how_many_classes_mmseg_0_12_moved(int classCount, int moved) =>
        Assert.That(Enumerable.Range(0, classCount).Count(label => MmsegLegacyProtocol.Bin(label, classCount) == label - 1), Is.EqualTo(moved));

    [Test]
    public void E23_mmseg_0_12_moved_a_few_classes_one_down()
    {
        RunCounts run = SmallRun.Of(DatasetCatalog.Find("ade20k-150"), "49 50 50 1", "49 50 49 1");   // classes 48 and 49

        Assert.That(Score("mmseg", run).MeanIou, Is.EqualTo((1.0 / 2 + 1.0 / 2 + 1) / 3).Within(Exact));
        Scores legacy = Score("mmseg-0.12", run);
        Assert.That(legacy.Classes[49].Iou, Is.Null, "fireplace");
        Assert.That(legacy.Classes[48].GroundTruthPixels, Is.EqualTo(3));
        Assert.That(legacy.MeanIou, Is.EqualTo((2.0 / 4 + 1) / 2).Within(Exact), "equal values only are intersections");
    }

    private static IEnumerable<Protocol> Scorable(RunCounts run) => ProtocolCatalog.All.Where(p => !p.Name.StartsWith("cityscapes", StringComparison.Ordinal) && p.Score(run).Error is null);

    private static double? Extra(Scores scores, string name) => scores.Extra.Single(figure => figure.Key == name).Value;

    private static void Expect(string protocol, RunCounts run, object? expected)
    {
        Scores scores = Score(protocol, run);
        if (expected is string reason)
        {
            Assert.That(scores.Error, Does.Contain(reason));
            Assert.That(scores.MeanIou, Is.Null);
            return;
        }

        Assert.That(scores.Error, Is.Null);
        Assert.That(scores.MeanIou, expected is double value ? Is.EqualTo(value).Within(Within(protocol)) : Is.Null);
    }
}
