using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Panoptic;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Panoptic;

public sealed class PanopticEvaluatorTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Every_category_equals_the_slow_oracle([Range(1, 12)] int seed, [Values("panopticapi", "torchmetrics")] string protocol)
    {
        PanopticSet set = PanopticSet.Random(seed, images: 20);
        (string truth, string guess) = set.Write(_folder);

        PanopticRun run = PanopticEvaluator.Evaluate(truth, guess, new PanopticOptions { Protocol = protocol });

        AssertSame(run, protocol == "panopticapi" ? SlowPanoptic.PanopticApi(set.Sides, set.Categories, jsonAreas: true) : SlowPanoptic.TorchMetrics(set.Sides, set.Categories));
    }

    [Test]
    public void Areas_of_the_JSON_or_of_the_PNG_give_what_the_oracle_gives([Range(1, 4)] int seed, [Values] PanopticAreas areas)
    {
        PanopticSet set = PanopticSet.Random(seed, images: 20, extraArea: 9);
        (string truth, string guess) = set.Write(_folder);

        PanopticRun run = PanopticEvaluator.Evaluate(truth, guess, new PanopticOptions { Areas = areas });

        AssertSame(run, SlowPanoptic.PanopticApi(set.Sides, set.Categories, areas == PanopticAreas.Json));
        double? Pq(PanopticAreas other) => PanopticEvaluator.Evaluate(truth, guess, new PanopticOptions { Areas = other }).Scores.All.Pq;
        Assert.That(Pq(PanopticAreas.Json), Is.Not.EqualTo(Pq(PanopticAreas.Png)));
    }

    [TestCase("last-crowd")]
    [TestCase("unlisted-pixels")]
    [TestCase("empty-segments")]
    [TestCase("json-areas")]
    public void A_mended_quirk_gives_what_the_mended_oracle_gives_and_its_effect_was_foretold(string quirk)
    {
        PanopticSet set = PanopticSet.Random(77, images: 60, extraArea: quirk == "json-areas" ? 4 : 0, oneCrowdIn: quirk == "last-crowd" ? 2 : 4);
        (string truth, string guess) = set.Write(_folder);

        PanopticRun original = PanopticEvaluator.Evaluate(truth, guess);
        PanopticRun mended = PanopticEvaluator.Evaluate(truth, guess, new PanopticOptions { Mend = [quirk] });

        AssertSame(mended, SlowPanoptic.PanopticApi(set.Sides, set.Categories, quirk != "json-areas", quirk));
        Assert.That(original.Quirks.Single(cost => cost.Name == quirk).PqWhenMended, Is.EqualTo(mended.Scores.All.Pq).And.Not.EqualTo(original.Scores.All.Pq));
        Assert.That(mended.Quirks.Select(cost => cost.Name), Does.Not.Contain(quirk));
        Assert.That(mended.Mended, Is.EqualTo(new[] { quirk }));
    }

    [Test]
    public void Boundaries_equal_the_slow_oracle([Range(1, 6)] int seed)
    {
        PanopticSet set = PanopticSet.Random(seed, images: 20);
        (string truth, string guess) = set.Write(_folder);

        PanopticRun run = PanopticEvaluator.Evaluate(truth, guess, new PanopticOptions { Boundaries = true });

        AssertSame(run, SlowPanoptic.PanopticApi(set.Sides, set.Categories, jsonAreas: true, "boundary"));
    }

    [Test]
    public void A_segment_of_the_interiors_number_takes_them_unless_mended()
    {
        // Largest category 3, so interiors are painted 4. Segment 4 stands behind segment 1 in the JSON and has the two right columns of 5 x 9; the band is one pixel wide.
        int[,] ids = new int[5, 9];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i / 9, i % 9] = i % 9 < 7 ? 1 : 4;
        }

        PanopticSet set = new() { Categories = [new(3, false), new(2, true)] };
        set.Images.Add(("1", new(ids, [new(1, 3, 35), new(4, 2, 10)]), new(ids, [new(1, 3), new(4, 2)])));
        (string truth, string guess) = set.Write(_folder);
        PanopticRun Run(params string[] mend) => PanopticEvaluator.Evaluate(truth, guess, new PanopticOptions { Boundaries = true, Mend = mend });

        (PanopticRun original, PanopticRun mended) = (Run(), Run("interior-id"));

        Assert.That(mended.Scores.All.Pq, Is.EqualTo(1));
        Assert.That(mended.Evidence.Images[0].GroundTruth.Select(s => s.BoundaryPixels), Is.EqualTo(new[] { 35 - 15L, 10 }));

        // Segment 1's interior is 3 x 5. With it segment 4 is two parts: the 15 pixels' own rim of 12, and all of the 10; shared are all 25 pixels: 25 / (22 + 22 - 25).
        Assert.That(original.Evidence.Images[0].GroundTruth.Select(s => s.BoundaryPixels), Is.EqualTo(new[] { 35 - 15L, 10 + 12 }));
        Assert.That(original.Evidence.Images[0].Overlaps.Select(o => o.BoundaryPixels), Is.EqualTo(new[] { 20L, 25 }));
        Assert.That(original.Quirks.Single().Name, Is.EqualTo("interior-id"));
    }

    [Test]
    public void A_worked_example()
    {
        // Thing 1: 4 of 5 pixels found, union 5: IoU 0.8. Thing 2: missed. Stuff 3: all 4 pixels, and one of void, which leaves the union: IoU 1.
        PanopticSet set = new() { Categories = [new(1, true), new(3, false)] };
        set.Images.Add(("1", new(new[,] { { 11, 11, 11, 11, 11 }, { 12, 12, 0, 0, 0 }, { 13, 13, 13, 13, 0 } }, [new(11, 1, 5), new(12, 1, 2), new(13, 3, 4)]),
            new(new[,] { { 21, 21, 21, 21, 0 }, { 0, 0, 0, 0, 0 }, { 23, 23, 23, 23, 23 } }, [new(21, 1), new(23, 3)])));
        (string truth, string guess) = set.Write(_folder);

        PanopticScores scores = PanopticEvaluator.Evaluate(truth, guess).Scores;

        Assert.That(scores.Things, Is.EqualTo(new PanopticMeans(0.8 / 1.5, 0.8, 1 / 1.5, 1, 0.8 / 1.5)));
        Assert.That(scores.Stuff, Is.EqualTo(new PanopticMeans(1, 1, 1, 1, 1)));
        Assert.That(scores.All.Pq, Is.EqualTo(((0.8 / 1.5) + 1) / 2).Within(1e-15));
        Assert.That(scores.Categories[0], Is.EqualTo(new PanopticCategoryScore(1, "category 1", true, 0.8 / 1.5, 0.8, 1 / 1.5, 1, 0, 1, 0.8, 0.8 / 1.5)));
    }

    [Test]
    public void A_half_is_no_match_and_excuses_nothing_but_stuff_counts_for_dagger()
    {
        // Stuff: 2 of 4 pixels, union 4: IoU exactly 0.5, so a miss and, half of the prediction being elsewhere and none of it void, a wrong one.
        PanopticSet set = new() { Categories = [new(3, false)] };
        set.Images.Add(("1", new(new[,] { { 1, 1, 1, 0 } }, [new(1, 3, 3)]), new(new[,] { { 0, 2, 2, 2 } }, [new(2, 3)])));
        set.Images.Add(("2", new(new[,] { { 1, 1, 0, 0 } }, [new(1, 3, 2)]), new(new[,] { { 0, 2, 2, 0 } }, [new(2, 3)])));
        (string truth, string guess) = set.Write(_folder);

        PanopticRun run = PanopticEvaluator.Evaluate(truth, guess);

        // First image: shared 2, union 3 + 3 - 2 - 1 void = 3: IoU 2/3. Second: shared 1, union 2 + 2 - 1 - 1 = 2: IoU 1/2; half of the prediction is void.
        Assert.That(run.Scores.Categories[0], Is.EqualTo(new PanopticCategoryScore(3, "category 3", false, 2.0 / 3 / 2, 2.0 / 3, 0.5, 1, 1, 1, 2.0 / 3, ((2.0 / 3) + 0.5) / 2)));
        Assert.That(run.Scores.Things.Pq, Is.Null);
        Assert.That(run.Header.Warnings, Has.Some.Contains("no thing occurs"));
    }

    [Test]
    public void Nothing_at_all_is_undefined_and_no_error()
    {
        PanopticSet set = new();
        set.Images.Add(("1", new(new int[2, 2], []), new(new int[2, 2], [])));
        (string truth, string guess) = set.Write(_folder);

        PanopticScores scores = PanopticEvaluator.Evaluate(truth, guess).Scores;

        Assert.That(scores.All, Is.EqualTo(new PanopticMeans(null, null, null, 0, null)));
    }

    [Test]
    public void One_worker_and_four_give_the_same_scores_and_digests()
    {
        (string truth, string guess) = PanopticSet.Random(5, images: 40).Write(_folder);
        PanopticRun Run(int workers) => PanopticEvaluator.Evaluate(truth, guess, new PanopticOptions { Execution = new ExecutionOptions { Workers = workers } });

        (PanopticRun one, PanopticRun four) = (Run(1), Run(4));

        Assert.That(four.Scores.Categories, Is.EqualTo(one.Scores.Categories));
        Assert.That(four.Header.GroundTruth, Is.EqualTo(one.Header.GroundTruth));
        Assert.That(four.Header.Predictions, Is.EqualTo(one.Header.Predictions));
    }

    [Test]
    public void Folders_with_both_and_archives_give_what_files_give()
    {
        PanopticSet set = PanopticSet.Random(6);
        (string truth, string guess) = set.Write(_folder);
        PanopticScores expected = PanopticEvaluator.Evaluate(truth, guess).Scores;
        _folder.MakeFolder("both");
        Directory.Move(_folder["pred"], _folder["both", "pngs"]);
        File.Move(guess, _folder["both", "results.json"]);
        System.IO.Compression.ZipFile.CreateFromDirectory(_folder["both"], _folder["both.zip"]);
        System.Formats.Tar.TarFile.CreateFromDirectory(_folder["gt"], _folder["gt.tar"], includeBaseDirectory: false);
        Directory.Delete(_folder["gt"], recursive: true);

        Assert.That(PanopticEvaluator.Evaluate(truth, _folder["both"]).Scores.Categories, Is.EqualTo(expected.Categories));
        Assert.That(PanopticEvaluator.Evaluate(truth, _folder["both.zip"]).Scores.Categories, Is.EqualTo(expected.Categories));
        Assert.That(PanopticEvaluator.Evaluate(truth, _folder["both", "results.json"], new PanopticOptions { PredictionPictures = _folder["both", "pngs"] }).Scores.Categories, Is.EqualTo(expected.Categories));
    }

    [Test]
    public void Label_maps_are_one_segment_a_class([Values("ids", "indices", "ade20k-150")] string what)
    {
        bool isAde = what == "ade20k-150";
        PanopticSet set = new() { Categories = isAde ? [new(0, false), new(7, true), new(12, true)] : [new(12, true), new(0, false), new(7, true)] };
        int[,] truth = { { 1, 1, 1, 2, 2, 2, 3, 3, 0, 0 } };
        int[,] guess = { { 4, 4, 4, 4, 5, 5, 5, 5, 5, 0 } };   // 4 is category 0, 5 is 12
        set.Images.Add(("1", new(truth, [new(1, 0, 3), new(2, 12, 3), new(3, 12, 2)]), new(guess, [new(4, 0), new(5, 12)])));
        (string truthPath, string guessPath) = set.Write(_folder);
        (byte wall, byte person, byte nothing) = what switch { "ids" => ((byte)0, (byte)12, (byte)255), "indices" => ((byte)1, (byte)0, (byte)255), _ => ((byte)1, (byte)13, (byte)0) };
        _folder.WriteMask("maps/1.png", 10, 1, wall, wall, wall, wall, person, person, person, person, person, nothing);
        PanopticOptions options = isAde
            ? new PanopticOptions { Categories = "ade20k-150" }
            : new PanopticOptions { PredictionLabels = what == "ids" ? PredictionLabels.Ids : PredictionLabels.Indices };

        PanopticRun run = PanopticEvaluator.Evaluate(truthPath, _folder["maps"], options);

        PanopticRun segments = PanopticEvaluator.Evaluate(truthPath, guessPath, options);
        Assert.That(run.Scores.Categories, Is.EqualTo(segments.Scores.Categories));
        Assert.That(run.Scores.Categories.Single(c => c.Id == 0).Pq, Is.EqualTo(0.75), "3 of 4");
    }

    [Test]
    public void Label_maps_whose_values_nobody_explained_are_refused()
    {
        (string truth, _) = PanopticSet.Random(1, images: 1).Write(_folder);
        _folder.WriteMask("maps/1000.png");

        Assert.That(() => PanopticEvaluator.Evaluate(truth, _folder["maps"]), Throws.InstanceOf<InputException>().With.Message.Contains("what their values mean"));
        Assert.That(
            () => PanopticEvaluator.Evaluate(truth, _folder["maps"], new PanopticOptions { PredictionLabels = PredictionLabels.Indices }),
            Throws.InstanceOf<InputException>().With.Message.Contains("4 x 3"), "and of another size");
    }

    private static void AssertSame(PanopticRun run, Dictionary<long, SlowPanoptic.Sums> expected)
    {
        foreach (PanopticCategoryScore score in run.Scores.Categories)
        {
            SlowPanoptic.Sums sums = expected[score.Id];
            Assert.That((score.TruePositives, score.FalsePositives, score.FalseNegatives), Is.EqualTo(((long)sums.Tp, (long)sums.Fp, (long)sums.Fn)), score.Name);
            Assert.That(score.Iou, Is.EqualTo(sums.Iou).Within(1e-12));
            Assert.That(score.Pq is null, Is.EqualTo(sums.Pq is null));
            Assert.That(score.Pq ?? 0, Is.EqualTo(sums.Pq ?? 0).Within(1e-12));
            double? dagger = score.IsThing ? sums.Pq : sums.Segments == 0 ? null : sums.AnyIou / sums.Segments;
            Assert.That(score.PqDagger is null, Is.EqualTo(dagger is null));
            Assert.That(score.PqDagger ?? 0, Is.EqualTo(dagger ?? 0).Within(1e-12));
        }

        double? Mean(Func<PanopticCategoryScore, bool> takes) => run.Scores.Categories.Where(takes).Select(c => expected[c.Id].Pq).Average();
        Assert.That(run.Scores.All.Pq ?? 0, Is.EqualTo(Mean(_ => true) ?? 0).Within(1e-12));
        Assert.That(run.Scores.Things.Pq ?? 0, Is.EqualTo(Mean(c => c.IsThing) ?? 0).Within(1e-12));
        Assert.That(run.Scores.Stuff.Pq ?? 0, Is.EqualTo(Mean(c => !c.IsThing) ?? 0).Within(1e-12));
    }
}
