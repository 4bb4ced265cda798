using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Instances;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Instances;

public sealed class InstanceEvaluatorTests
{
    [TestCase(OverlapKind.Mask, "mask")]
    [TestCase(OverlapKind.Box, "box")]
    [TestCase(OverlapKind.Boundary, "boundary")]
    public void All_arrays_are_those_of_the_slow_scorer_to_the_last_bit(OverlapKind kind, string slowKind)
    {
        int defined = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            InstanceSet set = InstanceSet.Random(16_100 + seed, firstId: seed % 2);
            int[] limits = seed < 3 ? [1, 2, 100] : [1, 10, 100];
            string[] mend = seed < 3 ? [] : ["ignore"];
            InstanceRun run = EvaluateRun(set.GroundTruthJson(), set.ResultsJson(), new InstanceOptions { Overlap = kind, DetectionLimits = limits, Mend = mend });

            defined += AssertArrays(ArraysOf(run), set.Scene(slowKind, honoursIgnore: seed >= 3 || kind == OverlapKind.Boundary), limits, $"seed {seed}");
        }

        Assert.That(defined, Is.GreaterThan(1000), "precisions above 0 that were compared");
    }

    [Test]
    public void A_perfect_detection_has_the_precision_of_the_original_which_is_not_one()
    {
        InstanceSet set = Single(new bool[,] { { true, true }, { true, false } });

        InstanceScores scores = Evaluate(set);

        // 1 / (0 + 1 + 2^-52)
        Assert.That(scores.Summary.Ap, Is.EqualTo(0.9999999999999998));
        Assert.That(scores.Summary.Ar100, Is.EqualTo(1));
        Assert.That(scores.Summary.ApLarge, Is.Null, "no object is large");
    }

    [Test]
    public void An_annotation_with_the_number_zero_is_missed_unless_that_is_mended()
    {
        InstanceSet set = Single(new bool[,] { { true, true }, { true, false } }, id: 0);

        Assert.That(Evaluate(set).Summary.Ap, Is.EqualTo(0));
        Assert.That(Evaluate(set, new InstanceOptions { Mend = ["id-0"] }).Summary.Ap, Is.EqualTo(0.9999999999999998));
    }

    [Test]
    public void The_headline_is_undefined_where_its_limit_is_none_of_the_limits()
    {
        InstanceSet set = Single(new bool[,] { { true, true }, { true, false } });

        InstanceSummary summary = Evaluate(set, new InstanceOptions { DetectionLimits = [1, 50, 255] }).Summary;

        Assert.That(summary.Ap, Is.Null);
        Assert.That(summary.Ap50, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void No_detections_at_all_are_an_average_precision_of_zero()
    {
        InstanceSet set = Single(new bool[,] { { true } });
        set.Detections.Clear();

        Assert.That(Evaluate(set).Summary.Ap, Is.EqualTo(0));
        Assert.That(Evaluate(set).Summary.Ar100, Is.EqualTo(0));
    }

    [Test]
    public void Of_two_annotations_of_one_number_the_later_counts_twice_and_the_earlier_never()
    {
        bool[,] left = { { true, false, false, false } };
        bool[,] right = { { false, false, true, true } };
        InstanceSet set = Single(left);
        set.Objects.Add((set.Objects[0].Item with { Area = 2 }, right));

        // The detection lies on the earlier one: two objects, none found.
        Assert.That(Evaluate(set).Classes[0].Objects, Is.EqualTo(2));
        Assert.That(Evaluate(set).Summary.Ar100, Is.EqualTo(0));

        // On the later one: found once of two.
        set.Detections[0] = (set.Detections[0].Guess, right);
        Assert.That(Evaluate(set).Summary.Ar100, Is.EqualTo(0.5));
    }

    [Test]
    public void One_worker_and_many_give_the_same_arrays_of_a_file_that_is_read_in_many_pieces()
    {
        InstanceSet set = InstanceSet.Random(16_200, images: 40);
        string groundTruth = set.GroundTruthJson();
        string results = set.ResultsJson().Replace("\"score\"", $"\"note\": [{{\"a\": \"{new string('x', 4000)}\"}}, {{\"image_id\": \"}},{{\"}}], \"score\"", StringComparison.Ordinal);
        Assert.That(results, Has.Length.GreaterThan(1 << 19), "long enough for several pieces");

        InstanceArrays oneArrays = ArraysOf(EvaluateRun(groundTruth, results, new InstanceOptions { Execution = new ExecutionOptions { Workers = 1 } }));
        InstanceArrays manyArrays = ArraysOf(EvaluateRun(groundTruth, results, new InstanceOptions { Execution = new ExecutionOptions { Workers = 7 } }));

        Assert.That(manyArrays.Precision.SequenceEqual(oneArrays.Precision), Is.True);
        Assert.That(manyArrays.Scores.SequenceEqual(oneArrays.Scores), Is.True);
        AssertArrays(manyArrays, set.Scene("mask"), [1, 10, 100], "pieces that began at wrong guesses are read again");
    }

    [TestCase("\"score\": 0.5", "\"score\": NaN", "$[0].score", "found NaN")]
    [TestCase("\"score\": 0.5", "\"score\": \"0.5\"", "$[0].score", "expected a finite number")]
    [TestCase("\"score\": 0.5, ", "", "$[0]", "has no score")]
    [TestCase("\"image_id\": 1", "\"image_id\": \"1\"", "$[0].image_id", "not in quotes")]
    [TestCase("\"image_id\": 1", "\"image_id\": 2", "$[0]", "image_id 2")]
    [TestCase("\"size\": [2, 2]", "\"size\": [2, 3]", "$[0].segmentation.counts", "cover 4 pixels; expected 6")]
    [TestCase("\"size\": [2, 2]", "\"size\": [100000, 100000]", "$[0].segmentation.size", "expected at least one pixel and at most")]
    [TestCase("\"counts\": \"0", "\"counts\": \" ", "$[0].segmentation.counts", "the character 0x20")]
    [TestCase("}]", "}", "$", "the file ends")]
    [TestCase("}]", "},]", "$[1]", "expected an object")]
    [TestCase("\"score\": 0.5", "\"score\": 0.5, \"score\": 0.6", "$[0]", "occurs twice")]
    public void Broken_results_are_told_with_file_place_and_what_was_expected(string good, string bad, string place, string problem)
    {
        InstanceSet set = Single(new bool[,] { { true, true }, { true, false } });
        string results = set.ResultsJson();
        Assert.That(results, Does.Contain(good));

        InputException error = Assert.Throws<InputException>(() => Evaluate(set.GroundTruthJson(), results.Replace(good, bad, StringComparison.Ordinal)))!;

        Assert.That(error.Message, Does.Contain("results.json: ").And.Contain(place).And.Contain(problem));
    }

    [TestCase("\"iscrowd\": 0, ", "", "has no iscrowd")]
    [TestCase("\"area\": 3, ", "", "has no area")]
    [TestCase("\"images\"", "\"pictures\"", "has no \"images\"")]
    [TestCase("{\"id\": 1, \"height\": 2, \"width\": 2}", "{\"id\": 1, \"height\": 2, \"width\": 2}, {\"id\": 1}", "two images have the id 1")]
    [TestCase("{\"size\": [2, 2], \"counts\": \"03", "[[0, 0, 1, 1]], \"x\": {\"a\": \"", "has 4 numbers")]
    [TestCase("{\"size\": [2, 2], \"counts\": \"03", "[], \"x\": {\"a\": \"", "is an empty list")]
    [TestCase("{\"size\": [2, 2], \"counts\": \"03", "[0, 0, 1, 1, 1, 0], \"x\": {\"a\": \"", "segmentation is a list of polygons")]
    [TestCase("{\"size\": [2, 2], \"counts\": \"03", "[[0, 0, 1, 1, 1, 1e300]], \"x\": {\"a\": \"", "expected one near the image")]
    public void Broken_ground_truth_is_told_with_file_place_and_what_was_expected(string good, string bad, string problem)
    {
        InstanceSet set = Single(new bool[,] { { true, true }, { true, false } });
        string groundTruth = set.GroundTruthJson();
        Assert.That(groundTruth, Does.Contain(good));

        InputException error = Assert.Throws<InputException>(() => Evaluate(groundTruth.Replace(good, bad, StringComparison.Ordinal), set.ResultsJson()))!;

        Assert.That(error.Message, Does.Contain("gt.json: ").And.Contain(problem));
    }

    [Test]
    public void Files_cut_at_any_byte_are_an_error_and_never_a_number()
    {
        InstanceSet set = Single(new bool[,] { { true, true }, { true, false } });
        string groundTruth = set.GroundTruthJson();
        string results = set.ResultsJson();
        using TemporaryFolder folder = new();
        for (int length = 0; length < results.Length; length++)
        {
            Assert.Throws<InputException>(() => Evaluate(groundTruth, results[..length], folder: folder), $"results, {length} bytes");
        }

        for (int length = 0; length < groundTruth.Length; length++)
        {
            Assert.Throws<InputException>(() => Evaluate(groundTruth[..length], results, folder: folder), $"ground truth, {length} bytes");
        }
    }

    [Test]
    public void Areas_of_results_are_their_boxes_where_the_first_result_has_one()
    {
        // The surer detection, of 1 pixel, finds nothing: wrong among the small ones, and excused there if its area is that of a box of 40 x 50.
        bool[,] left = { { true, true, false, false } };
        bool[,] right = { { false, false, false, true } };
        InstanceSet set = Single(left);
        set.Detections.Insert(0, (set.Detections[0].Guess with { Score = 0.9 }, right));
        string results = set.ResultsJson();

        Assert.That(Evaluate(set.GroundTruthJson(), results).Summary.ApSmall, Is.EqualTo(0.5).Within(1e-12));   // 1 of 2
        Assert.That(Evaluate(set.GroundTruthJson(), results.Replace("\"score\"", "\"bbox\": [0, 0, 40, 50], \"score\"", StringComparison.Ordinal)).Summary.ApSmall, Is.EqualTo(0.9999999999999998));
    }

    [Test]
    public void Results_that_are_boxes_only_are_drawn_as_boxes()
    {
        InstanceSet set = Single(new bool[,] { { false, true, true }, { false, true, true } });
        string results = """[{"image_id": 1, "category_id": 3, "score": 0.5, "bbox": [1, 0, 2, 2]}]""";

        Assert.That(Evaluate(set.GroundTruthJson(), results).Summary.Ap, Is.EqualTo(0.9999999999999998));
    }

    [TestCase("[1, 1, 1e200, 1e200]")]
    [TestCase("[1, 1, -1e155, 1e155]")]
    [TestCase("[1.7e308, 0, 1.7e308, 1]")]
    public void A_box_whose_area_or_end_is_no_number_is_refused(string box)
    {
        InstanceSet set = Single(new bool[,] { { true } });
        string results = $$"""[{"image_id": 1, "category_id": 3, "score": 0.5, "bbox": {{box}}}]""";

        Assert.That(() => Evaluate(set.GroundTruthJson(), results), Throws.InstanceOf<Ade20kEval.Files.InputException>().With.Message.Contains("too large to have an area"));
    }

    [TestCase(new[] { 1, 10, 100 })]
    [TestCase(new[] { 1, 100, 150 })]
    [TestCase(new[] { 2, 3 })]
    [TestCase(new[] { 1, 2, 3, 100 })]
    public void Figures_are_made_of_what_the_arrays_hold(int[] limits)
    {
        InstanceRun run = EvaluateRun(InstanceSet.Random(16_150).GroundTruthJson(), InstanceSet.Random(16_150).ResultsJson(), new InstanceOptions { DetectionLimits = limits });
        InstanceArrays arrays = ArraysOf(run);
        PrecisionTable table = run.Scores.Table;
        int last = Math.Min(2, limits.Length - 1);
        (int Range, int Limit)[] kept = [.. Enumerable.Range(0, 4).Select(range => (range, last)), (0, Math.Max(Array.IndexOf(limits, 100), 0) is var headline && limits[headline] == 100 ? headline : last)];

        for (int t = 0; t < 10; t++)
        {
            foreach ((int range, int limit) in kept)
            {
                for (int level = 0; level < 101; level++)
                {
                    Assert.That(table.Precision(t, level, range, limit).ToArray(), Is.EqualTo(Enumerable.Range(0, table.CategoryCount).Select(k => arrays.Precision[arrays.PrecisionIndex(t, level, k, range, limit)])));
                }
            }

            for (int cell = 0; cell < 4 * limits.Length; cell++)
            {
                (int range, int limit) = (cell / limits.Length, cell % limits.Length);
                Assert.That(table.Recall(t, range, limit).ToArray(), Is.EqualTo(Enumerable.Range(0, table.CategoryCount).Select(k => arrays.Recall[arrays.RecallIndex(t, k, range, limit)])));
            }
        }

        Assert.That(arrays.Precision.ToArray(), Has.Some.GreaterThan(0.5));
    }

    private static InstanceArrays ArraysOf(InstanceRun run) => InstanceArrays.Of(run.Evidence, run.Scores.Rules);

    private static int AssertArrays(InstanceArrays arrays, SlowInstances.Scene scene, int[] limits, string because)
    {
        int positive = 0;
        foreach ((int k, long category) in scene.Categories.Index())
        {
            for (int t = 0; t < 10; t++)
            {
                for (int area = 0; area < 4; area++)
                {
                    for (int limit = 0; limit < limits.Length; limit++)
                    {
                        SlowInstances.Curve? slow = SlowInstances.Of(scene, t, category, area, limits, limit);
                        string where = $"{because}: threshold {t}, category {category}, area {area}, limit {limits[limit]}";
                        Assert.That(arrays.Recall[arrays.RecallIndex(t, k, area, limit)], Is.EqualTo(slow?.Recall ?? -1), where);
                        for (int level = 0; level < 101; level++)
                        {
                            int at = arrays.PrecisionIndex(t, level, k, area, limit);
                            Assert.That(arrays.Precision[at], Is.EqualTo(slow?.Precision[level] ?? -1), where);
                            Assert.That(arrays.Scores[at], Is.EqualTo(slow?.Scores[level] ?? -1), where);
                            positive += slow?.Precision[level] > 0 ? 1 : 0;
                        }
                    }
                }
            }
        }

        return positive;
    }

    /// <summary>One image, one object, one detection that covers it.</summary>
    private static InstanceSet Single(bool[,] mask, long id = 5)
    {
        InstanceSet set = new();
        set.Images.Add((1, mask.GetLength(0), mask.GetLength(1)));
        set.Categories.Add(3);
        set.Objects.Add((new(id, 1, 3, SlowMasks.Area(mask), false, false), mask));
        set.Detections.Add((new(1, 3, 0.5, SlowMasks.Area(mask)), mask));
        return set;
    }

    private static InstanceScores Evaluate(InstanceSet set, InstanceOptions? options = null) => Evaluate(set.GroundTruthJson(), set.ResultsJson(), options);

    private static InstanceScores Evaluate(string groundTruth, string results, InstanceOptions? options = null, TemporaryFolder? folder = null) =>
        EvaluateRun(groundTruth, results, options, folder).Scores;

    private static InstanceRun EvaluateRun(string groundTruth, string results, InstanceOptions? options = null, TemporaryFolder? folder = null)
    {
        using TemporaryFolder? own = folder is null ? new TemporaryFolder() : null;
        string path = (folder ?? own!).Path;
        File.WriteAllText(Path.Combine(path, "gt.json"), groundTruth, new UTF8Encoding(false));
        File.WriteAllText(Path.Combine(path, "results.json"), results, new UTF8Encoding(false));
        return InstanceEvaluator.Evaluate(Path.Combine(path, "gt.json"), Path.Combine(path, "results.json"), options);
    }
}
