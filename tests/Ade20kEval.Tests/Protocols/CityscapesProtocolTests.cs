using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Protocols;

public sealed class CityscapesProtocolTests
{
    private static Dataset Cityscapes => DatasetCatalog.Find("cityscapes-19");

    // E21. Last two ground-truth pixels are ignored labels; 24 without a number is a group of people.
    private const string Truth = "7 7 7 7 26001 26001 26001 26001 26002 24 0 9";
    private const string Guess = "7 7 26 9 26 26 26 27 7 26 26 7";

    [Test]
    public void E21_class_iou()
    {
        Scores scores = Score(SmallRun.Of(Cityscapes, Truth, Guess));

        Assert.That(Iou(scores, "road"), Is.EqualTo(2.0 / 5).Within(1e-12));     // hits 2, misses 2, false alarm on the car
        Assert.That(Iou(scores, "person"), Is.EqualTo(0.0));
        Assert.That(Iou(scores, "car"), Is.EqualTo(3.0 / 7).Within(1e-12));      // hits 3, misses 2, false alarms on road and person
        Assert.That(Iou(scores, "truck"), Is.EqualTo(0.0), "predicted on valid ground truth");
        Assert.That(Iou(scores, "bus"), Is.Null);
        Assert.That(scores.MeanIou, Is.EqualTo((2.0 / 5 + 0 + 3.0 / 7 + 0) / 4).Within(1e-12));   // .207143
    }

    [Test]
    public void E21_instance_weighted_iou()
    {
        Scores scores = Score(SmallRun.Of(Cityscapes, Truth, Guess));
        const double average = 12794.0202738185;
        double hits = 3 * average / 4;
        double misses = (1 * average / 4) + (1 * average / 1);

        Assert.That(Extra(scores, "instanceIou.car"), Is.EqualTo(hits / (hits + 2 + misses)).Within(1e-12));   // .374971
        Assert.That(Extra(scores, "instanceIou.truck"), Is.EqualTo(0.0));
        Assert.That(Extra(scores, "instanceIou.person"), Is.Null, "a group only");
        Assert.That(Extra(scores, "instanceMeanIou"), Is.EqualTo(hits / (hits + 2 + misses) / 2).Within(1e-12));   // .187485
    }

    [Test]
    public void E21_category_iou()
    {
        Scores scores = Score(SmallRun.Of(Cityscapes, Truth, Guess));
        const double average = 12794.0202738185;
        double hits = average;          // all four pixels of the first car: a truck is a vehicle
        double misses = average;        // the second car is road

        Assert.That(Extra(scores, "categoryIou.flat"), Is.EqualTo(2.0 / 5).Within(1e-12), "parking is flat, but an ignored label");
        Assert.That(Extra(scores, "categoryIou.human"), Is.EqualTo(0.0));
        Assert.That(Extra(scores, "categoryIou.vehicle"), Is.EqualTo(4.0 / 7).Within(1e-12));
        Assert.That(Extra(scores, "categoryMeanIou"), Is.EqualTo((2.0 / 5 + 0 + 4.0 / 7) / 3).Within(1e-12));   // .32381
        Assert.That(Extra(scores, "categoryInstanceIou.vehicle"), Is.EqualTo(hits / (hits + 2 + misses)).Within(1e-12));   // .499961
    }

    [TestCase(false)]
    [TestCase(true)]
    public void E21_printed_digits(bool compiled)
    {
        Scores scores = (compiled ? CityscapesProtocol.Compiled : CityscapesProtocol.Python).Score(SmallRun.Of(Cityscapes, Truth, Guess));

        Assert.That(scores.MeanIou, Is.EqualTo(.207143).Within(5e-7));
        Assert.That(Extra(scores, "instanceIou.car"), Is.EqualTo(.374971).Within(5e-7));
        Assert.That(Extra(scores, "instanceMeanIou"), Is.EqualTo(.187485).Within(1e-6));
        Assert.That(Extra(scores, "categoryMeanIou"), Is.EqualTo(.32381).Within(5e-6));
        Assert.That(Extra(scores, "categoryInstanceIou.vehicle"), Is.EqualTo(.499961).Within(5e-7));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_made_up_city_with_crowds_ignored_labels_and_values_out_of_range_scores_what_the_definition_says(bool outOfRange)
    {
        Random random = new(7_033);
        for (int round = 0; round < 60; round++)
        {
            SlowImage[] images = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Street(random, outOfRange))];
            RunCounts run = SmallRun.Of(Cityscapes, [.. images.Select(i => (i.GroundTruth, i.Prediction))]);
            Scores scores = (outOfRange ? CityscapesProtocol.Compiled : CityscapesProtocol.Python).Score(run);
            SlowCityscapes.Result slow = SlowCityscapes.Score(images, compiled: outOfRange);
            Assert.That(scores.Error, Is.Null);
            Assert.That(Score(run).Error is not null, Is.EqualTo(images.Any(i => i.Prediction.Any(guess => guess > 33))), "Python stops where the helper spills");

            AssertFigure(scores.MeanIou, slow.ClassIou, "class IoU");
            AssertFigure(Extra(scores, "instanceMeanIou"), slow.InstanceIou, "class iIoU");
            AssertFigure(Extra(scores, "categoryMeanIou"), slow.CategoryIou, "category IoU");
            AssertFigure(Extra(scores, "categoryInstanceMeanIou"), slow.CategoryInstanceIou, "category iIoU");
            foreach (ClassInfo info in Cityscapes.Classes)
            {
                AssertFigure(scores.Classes[info.Index].Iou, slow.Iou[info.Id], info.Name);
                if (slow.Iiou.TryGetValue(info.Id, out double iiou))
                {
                    AssertFigure(Extra(scores, $"instanceIou.{info.Name}"), iiou, $"iIoU of {info.Name}");
                }
            }

            foreach ((string category, double iou) in slow.OfCategory)
            {
                AssertFigure(Extra(scores, $"categoryIou.{category}"), iou, category);
            }

            foreach ((string category, double iou) in slow.IiouOfCategory)
            {
                AssertFigure(Extra(scores, $"categoryInstanceIou.{category}"), iou, $"iIoU of {category}");
            }
        }
    }

    [TestCase(0, 34)]
    [TestCase(0, 255)]
    [TestCase(34, 7)]
    [TestCase(255, 7)]
    public void Values_out_of_range_stop_the_original_even_on_ignored_pixels(int groundTruth, int prediction)
    {
        Random random = new(3);
        SlowImage street = Street(random);
        SlowImage broken = new([.. street.GroundTruth, groundTruth], [.. street.Prediction, prediction]);
        Scores scores = Score(SmallRun.Of(Cityscapes, (broken.GroundTruth, broken.Prediction)));

        Assert.That(() => SlowCityscapes.Score([broken]), Throws.TypeOf<OriginalRaises>());
        Assert.That(scores.Error, Does.Contain(Math.Max(groundTruth, prediction).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(scores.MeanIou, Is.Null);
    }

    [Test]
    public void Without_instance_ids_there_is_no_instance_score()
    {
        Scores scores = Score(SmallRun.Of(Cityscapes, "7 26 26 24", "7 26 7 24"));

        Assert.That(scores.MeanIou, Is.EqualTo((1.0 / 2 + 1.0 / 2 + 1) / 3).Within(1e-12));
        Assert.That(Extra(scores, "instanceMeanIou"), Is.Null);
        Assert.That(Extra(scores, "categoryInstanceMeanIou"), Is.Null);
    }

    [Test]
    public void Predictions_of_train_ids_score_the_same_as_label_ids()
    {
        // Road is 0, car 13, truck 14; 255 becomes unlabeled, an ignored label like parking.
        RunCounts ids = SmallRun.Of(Cityscapes, PredictionLabels.Ids, ([7, 7, 26001, 26001], [7, 9, 26, 27]));
        RunCounts indices = SmallRun.Of(Cityscapes, PredictionLabels.Indices, ([7, 7, 26001, 26001], [0, 13, 13, 14]));

        Assert.That(Score(indices).Error, Is.Null);
        Assert.That(Iou(Score(indices), "truck"), Is.EqualTo(Iou(Score(ids), "truck")));
        Assert.That(Iou(Score(indices), "car"), Is.EqualTo(1.0 / 3).Within(1e-12));
    }

    [Test]
    public void The_compiled_helper_counts_road_predicted_as_255_as_guard_rail_predicted_as_pole()
    {
        // 34 * 7 + 255 = 34 * 14 + 17: a row of an ignored label, so that the pixel is not even a miss.
        Scores scores = CityscapesProtocol.Compiled.Score(SmallRun.Of(Cityscapes, "7 7 8", "7 255 8"));

        Assert.That(Iou(scores, "road"), Is.EqualTo(1.0));
        Assert.That(Iou(scores, "pole"), Is.Null);
    }

    [Test]
    public void The_compiled_helper_has_no_number_where_it_writes_beyond_its_table() =>
        Assert.That(CityscapesProtocol.Compiled.Score(SmallRun.Of(Cityscapes, "7 33", "7 255")).Error, Does.Contain("255"));

    private static SlowImage Street(Random random, bool outOfRange = false)
    {
        const int pixels = 120;
        int[] things = [24, 25, 26, 27, 28, 29, 30, 31, 32, 33];
        int[] truth = new int[pixels];
        int[] guess = new int[pixels];
        for (int p = 0; p < pixels;)
        {
            int label = random.Next(34);
            bool instance = things.Contains(label) && random.Next(4) > 0;   // else a crowd
            int raw = instance ? (label * 1000) + random.Next(5) : label;
            for (int length = random.Next(1, 12); length > 0 && p < pixels; length--, p++)
            {
                truth[p] = raw;
                guess[p] = random.Next(3) > 0 ? label : random.Next(34);
                if (outOfRange && label < 26 && random.Next(20) == 0)
                {
                    guess[p] = random.Next(34, 256);   // 34 * 25 + 255 is still within 34 * 34 cells
                }
            }
        }

        return new SlowImage(truth, guess);
    }

    private static Scores Score(RunCounts run) => CityscapesProtocol.Python.Score(run);

    private static double? Iou(Scores scores, string name) => scores.Classes[Cityscapes.Classes.Single(c => c.Name == name).Index].Iou;

    private static double? Extra(Scores scores, string name) => scores.Extra.Single(figure => figure.Key == name).Value;

    private static void AssertFigure(double? actual, double expected, string because) =>
        Assert.That(actual ?? double.NaN, Is.EqualTo(expected).Within(1e-12), because);
}
