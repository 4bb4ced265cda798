using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Samples;

public sealed class SyntheticScenesTests
{
    [Test]
    public void The_same_number_gives_the_same_scene_and_another_number_another()
    {
        byte[] once = new SyntheticScenes(7).Make(3, 120, 90).GroundTruth();
        byte[] again = new SyntheticScenes(7).Make(3, 120, 90).GroundTruth();
        byte[] next = new SyntheticScenes(7).Make(3 + 24, 120, 90).GroundTruth();       // the same kind of place
        byte[] otherSeed = new SyntheticScenes(8).Make(3, 120, 90).GroundTruth();

        Assert.That(again, Is.EqualTo(once));
        Assert.That(next, Is.Not.EqualTo(once));
        Assert.That(otherSeed, Is.Not.EqualTo(once));
    }

    [Test]
    public void Ground_truth_holds_ids_0_to_150_and_leaves_a_little_unlabelled()
    {
        long unlabelled = 0;
        long total = 0;
        for (int index = 0; index < 48; index++)
        {
            byte[] map = new SyntheticScenes().Make(index, 160, 120).GroundTruth();
            Assert.That(map.Max(), Is.LessThanOrEqualTo(150));
            unlabelled += map.Count(value => value == 0);
            total += map.Length;
        }

        Assert.That((double)unlabelled / total, Is.InRange(0.005, 0.05));
    }

    [Test]
    public void Every_class_occurs_within_a_few_rounds_of_all_kinds_of_places()
    {
        HashSet<int> seen = [];
        for (int index = 0; index < 120; index++)
        {
            seen.UnionWith(new SyntheticScenes().Make(index, 200, 150).GroundTruth().Select(value => (int)value));
        }

        Assert.That(Enumerable.Range(0, 151).Except(seen), Is.Empty);
    }

    [Test]
    public void A_prediction_never_says_unlabelled()
    {
        for (int index = 0; index < 24; index++)
        {
            byte[] prediction = new SyntheticScenes().Make(index, 96, 72).Prediction(SyntheticModel.Weak);

            Assert.That((prediction.Min() >= 1, prediction.Max() <= 150), Is.EqualTo((true, true)));
        }
    }

    [Test]
    public void A_model_of_quality_1_is_right_on_every_labelled_pixel()
    {
        for (int index = 0; index < 24; index++)
        {
            SyntheticScene scene = new SyntheticScenes().Make(index, 160, 120);

            Assert.That(Accuracy(scene, new SyntheticModel("perfect", 1)), Is.EqualTo(1));
        }
    }

    [Test]
    public void A_better_model_is_right_more_often()
    {
        double[] accuracies = [.. new double[] { 0, 0.4, 0.7, 0.9, 1 }.Select(quality =>
            Enumerable.Range(0, 24).Average(index => Accuracy(new SyntheticScenes().Make(index, 120, 90), new SyntheticModel("any", quality))))];

        Assert.That(accuracies, Is.Ordered.Ascending);
        Assert.That(accuracies[0], Is.LessThan(0.7));
    }

    [Test]
    public void Two_models_of_one_quality_err_in_different_places()
    {
        SyntheticScene scene = new SyntheticScenes().Make(0, 160, 120);

        Assert.That(scene.Prediction(new SyntheticModel("b", 0.6, 2)), Is.Not.EqualTo(scene.Prediction(new SyntheticModel("a", 0.6, 1))));
    }

    [Test]
    public void A_pair_has_some_tens_of_non_zero_cells_as_real_pairs_have()
    {
        double cells = Enumerable.Range(0, 24).Average(index =>
        {
            SyntheticScene scene = new SyntheticScenes().Make(index, 341, 256);
            return (double)scene.GroundTruth().Zip(scene.Prediction(SyntheticModel.Strong)).Distinct().Count();
        });

        Assert.That(cells, Is.InRange(30, 90));
    }

    [TestCase(1, 1)]
    [TestCase(1, 300)]
    [TestCase(300, 1)]
    [TestCase(5, 4)]
    public void Even_a_scene_of_a_few_pixels_can_be_drawn(int width, int height)
    {
        SyntheticScene scene = new SyntheticScenes().Make(1, width, height);

        Assert.That(scene.GroundTruth(), Has.Length.EqualTo(width * height));
        Assert.That(scene.Prediction(SyntheticModel.Weak), Has.Length.EqualTo(width * height));
        Assert.That(scene.Picture(), Has.Length.EqualTo(width * height * 3));
    }

    [Test]
    public void Arguments_that_make_no_scene_are_refused()
    {
        SyntheticScenes scenes = new();

        Assert.That(() => scenes.Make(-1, 10, 10), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => scenes.Make(0, 0, 10), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => scenes.Make(0, 10, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => scenes.Make(0, 10, 10).Prediction(new SyntheticModel("x", 1.1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static double Accuracy(SyntheticScene scene, SyntheticModel model)
    {
        (byte Truth, byte Guess)[] labelled = [.. scene.GroundTruth().Zip(scene.Prediction(model)).Where(pair => pair.First != 0)];
        return (double)labelled.Count(pair => pair.Truth == pair.Guess) / labelled.Length;
    }
}
