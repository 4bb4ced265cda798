using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Protocols;

/// <summary>Laws that hold for every scorer, whatever its conventions.</summary>
public sealed class ProtocolPropertyTests
{
    private static IEnumerable<string> Names => ProtocolCatalog.Names;

    [TestCaseSource(nameof(Names))]
    public void The_order_of_images_does_not_matter(string name)
    {
        Random random = new(41);
        for (int round = 0; round < 60; round++)
        {
            RunCounts run = Draw(name, random);
            ImageCounts[] shuffled = [.. run.Images];
            random.Shuffle(shuffled);

            // Floating sums in another order may differ in the last digits: epsilons per image, weights of instances and images.
            AssertSame(Score(name, run), Score(name, new RunCounts(run.Dataset, run.Labels, shuffled)), 1e-13);
        }
    }

    // torchmetrics has no void: any void pixel is an error there, which E7 tests.
    private static IEnumerable<string> NamesThatKnowVoid => Names.Where(name => name != "torchmetrics");

    [TestCaseSource(nameof(NamesThatKnowVoid))]
    public void A_void_image_changes_nothing_but_for_scorers_that_count_void(string name)
    {
        Random random = new(42);
        for (int round = 0; round < 40; round++)
        {
            Dataset dataset = name.StartsWith("cityscapes", StringComparison.Ordinal) ? DatasetCatalog.Find("cityscapes-19") : SmallRun.FromZero(5);
            RunCounts run = Clean(dataset, random);
            int ignored = dataset.IgnoredValues[0];
            RunCounts more = new(dataset, run.Labels, [.. run.Images, SmallRun.Image("void", [ignored, ignored], [dataset.Classes[0].Id, dataset.Classes[1].Id])]);

            AssertSame(Score(name, run), Score(name, more), 1e-13);
        }
    }

    [TestCaseSource(nameof(Names))]
    public void Predicting_the_ground_truth_scores_1(string name)
    {
        Dataset dataset = name.StartsWith("cityscapes", StringComparison.Ordinal) ? DatasetCatalog.Find("cityscapes-19") : SmallRun.FromZero(5);
        int[] all = [.. dataset.Classes.Select(c => c.Id)];
        Scores scores = Score(name, SmallRun.Of(dataset, (all, all), (all, all)));

        Assert.That(scores.MeanIou, Is.EqualTo(1.0).Within(1e-7));
        Assert.That(scores.PixelAccuracy, Is.EqualTo(1.0).Within(1e-9));
        Assert.That(scores.ChallengeScore, Is.EqualTo(1.0).Within(1e-7));
        Assert.That(new[] { scores.MeanAccuracy, scores.MeanDice, scores.Kappa, scores.Matthews }, Is.All.EqualTo(1.0).Within(1e-9));
    }

    [TestCaseSource(nameof(Names))]
    public void Figures_stay_within_their_range(string name)
    {
        Random random = new(43);
        for (int round = 0; round < 60; round++)
        {
            Scores scores = Score(name, Draw(name, random));
            double?[] fractions = [scores.MeanIou, scores.PixelAccuracy, scores.MeanAccuracy, scores.MeanDice, scores.FrequencyWeightedIou, .. scores.Classes.Select(c => c.Iou)];

            Assert.That(fractions.OfType<double>(), Is.All.InRange(0.0, 1.0 + 1e-12));
            Assert.That(new[] { scores.Kappa, scores.Matthews }.OfType<double>(), Is.All.InRange(-1.0 - 1e-12, 1.0 + 1e-12));
            Assert.That(fractions.OfType<double>().Any(double.IsNaN), Is.False, "undefined is null");
        }
    }

    [TestCaseSource(nameof(Names))]
    public void An_empty_run_has_no_figures_and_does_not_fail(string name)
    {
        Scores scores = Score(name, new RunCounts(SmallRun.FromZero(3), PredictionLabels.Ids, []));

        Assert.That(scores.Error, Is.Null);
        Assert.That(scores.MeanIou, Is.Null.Or.EqualTo(0.0));
        Assert.That(new[] { scores.Kappa, scores.Matthews }, Is.All.Null);
    }

    [TestCaseSource(nameof(Names))]
    public void A_missing_prediction_is_wrong_and_never_an_error(string name)
    {
        Dataset dataset = name.StartsWith("cityscapes", StringComparison.Ordinal) ? DatasetCatalog.Find("cityscapes-19") : SmallRun.FromOne(3);
        int[] all = [.. dataset.Classes.Select(c => c.Id)];
        int[] none = [.. all.Select(_ => (int)Dataset.NoPrediction)];
        Scores scores = Score(name, SmallRun.Of(dataset, (all, all), (all, none)));

        Assert.That(scores.Error, Is.Null);
        Assert.That(scores.PixelAccuracy, Is.EqualTo(0.5).Within(1e-9));
        if (name is not "edgeai")   // whose absent background counts as 0
        {
            Assert.That(scores.MeanIou, Is.EqualTo(0.5).Within(1e-9));
        }
    }

    // The originals of the others stop at a value that they do not know, whatever is predicted there.
    private static IEnumerable<string> NamesThatGoOn => NamesThatKnowVoid.Where(name => !name.StartsWith("cityscapes", StringComparison.Ordinal));

    [TestCaseSource(nameof(NamesThatGoOn))]
    public void An_unknown_ground_truth_value_without_a_prediction_puts_nothing_into_a_class(string name)
    {
        // N itself, the value next to the table, is where an index could slip back into it.
        Dataset dataset = SmallRun.FromZero(3);
        Scores scores = Score(name, SmallRun.Of(dataset, ([0, 1, 2], [0, 1, 2]), ([3, 3], [Dataset.NoPrediction, Dataset.NoPrediction])));

        Assert.That(scores.Error, Is.Null);
        Assert.That(scores.Classes.Select(c => c.PredictedPixels), Is.EqualTo(new long[] { 1, 1, 1 }));
    }

    [Test]
    public void Ids_and_indices_of_the_same_predictions_score_the_same()
    {
        Dataset ade = DatasetCatalog.Find("ade20k-150");
        RunCounts ids = SmallRun.Of(ade, PredictionLabels.Ids, ([1, 1, 2, 150, 0], [1, 2, 2, 150, 7]));
        RunCounts indices = SmallRun.Of(ade, PredictionLabels.Indices, ([1, 1, 2, 150, 0], [0, 1, 1, 149, 6]));
        foreach (Protocol protocol in ProtocolCatalog.ForDataset(ade))
        {
            AssertSame(protocol.Score(ids), protocol.Score(indices), 0);
        }
    }

    private static Scores Score(string name, RunCounts run) => ProtocolCatalog.Find(name).Score(run);

    private static RunCounts Draw(string name, Random random) =>
        name.StartsWith("cityscapes", StringComparison.Ordinal) ? Clean(DatasetCatalog.Find("cityscapes-19"), random) : RandomMaps.Draw(random).Run;

    // Classes only, some of them as instances where the dataset has them; every class predicted here or there.
    private static RunCounts Clean(Dataset dataset, Random random) => SmallRun.Of(dataset, [.. Enumerable.Range(0, 4).Select(_ =>
    {
        int[] classes = [.. Enumerable.Range(0, 50).Select(_ => random.Next(dataset.ClassCount))];
        int[] truth = [.. classes.Select(k => dataset.Classes[k].HasInstances ? (dataset.Classes[k].Id * 1000) + 1 + random.Next(3) : dataset.Classes[k].Id)];
        return (truth, classes.Select(k => dataset.Classes[random.Next(2) == 0 ? k : random.Next(dataset.ClassCount)].Id).ToArray());
    })]);

    private static void AssertSame(Scores a, Scores b, double tolerance)
    {
        Assert.That(b.Error is null, Is.EqualTo(a.Error is null));
        if (a.Error is null)
        {
            Assert.That(Figures(b), Is.EqualTo(Figures(a)).Within(tolerance));
        }
    }

    private static double[] Figures(Scores s) =>
        [.. new[] { s.MeanIou, s.PixelAccuracy, s.MeanAccuracy, s.MeanDice, s.FrequencyWeightedIou, s.Kappa, s.Matthews }
            .Concat(s.Classes.Select(c => c.Iou)).Concat(s.Extra.Select(e => e.Value)).Select(v => v ?? double.NaN)];
}
