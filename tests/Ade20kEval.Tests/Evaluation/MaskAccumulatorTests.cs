using System.Text;
using Ade20kEval.Boundaries;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;

namespace Ade20kEval.Tests.Evaluation;

/// <summary>Masks in memory: pairs that are added one by one, and sources without files.</summary>
public sealed class MaskAccumulatorTests
{
    [Test]
    public void Arrays_score_as_they_would_from_files()
    {
        MaskAccumulator accumulator = new();
        accumulator.Add(Map<byte>([1, 1, 2, 2], 2), Map<byte>([1, 2, 2, 2], 2), "a");
        accumulator.Add(Map<byte>([3, 3], 2), Map<byte>([3, 0], 2), "b");
        using MaskSource truth = MaskSource.FromMaps("truth", ["b", "a"], (name, map) => map.Fill<byte>(name == "a" ? [1, 1, 2, 2] : [3, 3], 2, name == "a" ? 2 : 1));
        using MaskSource guess = MaskSource.FromMaps("guess", ["a", "b"], (name, map) => map.Fill<byte>(name == "a" ? [1, 2, 2, 2] : [3, 0], 2, name == "a" ? 2 : 1));

        RunDocument run = Evaluator.Evaluate(truth, guess);

        // Class 1: 1 of 2; class 2: 2 of 3; class 3: 1 of 2. 147 absent classes count as 0.
        Assert.That(accumulator.Compute().MeanIou, Is.EqualTo(((1 / 2.0) + (2 / 3.0) + (1 / 2.0)) / 150).Within(1e-12));
        Assert.That(accumulator.Compute().PixelAccuracy, Is.EqualTo(4 / 6.0));
        Assert.That(run.Primary.MeanIou, Is.EqualTo(accumulator.Compute().MeanIou));
        Assert.That(run.Images.Select(image => image.Name), Is.EqualTo(accumulator.ToDocument().Images.Select(image => image.Name)));
        Assert.That(run.GroundTruth.Digest, Is.Not.Empty.And.Not.EqualTo(run.Predictions.Digest));
    }

    [Test]
    public void What_is_counted_beside_pairs_of_values_is_what_files_give_too_in_one_part_or_two()
    {
        ScoringOptions scoring = new() { Boundaries = true, ErrorWidth = 2, Rings = 2, Sizes = true };
        Dictionary<string, (byte[] Truth, byte[] Guess)> masks = [];
        Random random = new(5);
        for (int i = 0; i < 4; i++)
        {
            byte[] truth = [.. Enumerable.Range(0, 12 * 9).Select(p => (byte)((p % 12 / 4) + (p / 12 / 4 * 3) + (i * 2)))];
            masks[$"{i}"] = (truth, [.. truth.Select(v => random.Next(5) == 0 ? (byte)random.Next(6) : v)]);
        }

        using MaskSource groundTruth = MaskSource.FromMaps("ground truth", masks.Keys, (name, map) => map.Fill<byte>(masks[name].Truth, 12, 9));
        using MaskSource predictions = MaskSource.FromMaps("predictions", masks.Keys, (name, map) => map.Fill<byte>(masks[name].Guess, 12, 9));
        RunDocument expected = Evaluator.Evaluate(groundTruth, predictions, new EvaluationOptions { Scoring = scoring });
        MaskAccumulator[] parts = [new(scoring), new(scoring)];
        foreach ((string name, (byte[] truth, byte[] guess)) in masks.Reverse())
        {
            parts[name[0] % 2].Add(Map(truth, 12), Map(guess, 12), name);
        }

        parts[0].Merge(parts[1]);

        Assert.That(WithoutProvenance(parts[0].ToDocument()), Is.EqualTo(WithoutProvenance(expected)));
        Assert.That(() => parts[0].Merge(new MaskAccumulator()), Throws.ArgumentException.With.Message.Contains("counts nothing beside").And.Message.Contains("boundaries of ratio 0.02, kinds of error of width 2, 2 rings, sizes"));
    }

    private static string WithoutProvenance(RunDocument run)
    {
        using MemoryStream stream = new();
        RunJsonWriter.Write(run, stream);
        string[] lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n');
        return string.Join('\n', lines.Where(line => !new[] { "tool", "groundTruth", "predictions" }.Any(key => line.StartsWith($"  \"{key}\"", StringComparison.Ordinal))));
    }

    [Test]
    public void Bands_of_a_trimap_are_refused() =>
        Assert.That(() => new MaskAccumulator(new ScoringOptions { Trimap = new TrimapOptions(TrimapKind.Boundary, [1]) }), Throws.ArgumentException.With.Message.Contains("Trimap"));

    [Test]
    public void Datasets_of_one_name_and_other_classes_are_not_merged()
    {
        MaskAccumulator Of(string classes) => new(new ScoringOptions { Dataset = DatasetFile.Parse("own", Encoding.UTF8.GetBytes($$"""{"name": "own", "firstId": 0, "protocol": "mmseg", "classes": [{{classes}}], "ignored": [255]}""")) });

        Assert.That(() => Of("\"a\", \"b\"").Merge(Of("\"a\", \"c\"")), Throws.ArgumentException.With.Message.Contains("other classes"));
        Assert.That(() => Of("\"a\", \"b\"").Merge(Of("\"a\", \"b\"")), Throws.Nothing);
    }

    [Test]
    public void Nothing_added_has_no_accuracy() => Assert.That(new MaskAccumulator().Compute().PixelAccuracy, Is.Null);

    [Test]
    public void A_protocol_that_cannot_score_the_dataset_is_refused_at_once() =>
        Assert.That(
            () => new MaskAccumulator(new ScoringOptions { Dataset = DatasetCatalog.Find("ade20k-150"), Protocols = [Ade20kEval.Protocols.ProtocolCatalog.Find("cityscapes")] }),
            Throws.ArgumentException.With.Message.Contains("Expected protocols that fit ade20k-150"));

    [TestCase(new int[0])]
    [TestCase(new[] { 3, 3 })]
    [TestCase(new[] { 150 })]
    public void Classes_of_a_subset_are_of_the_dataset_and_each_once(int[] classes) =>
        Assert.That(() => ClassSubset.Score(new MaskAccumulator().ToCounts(), classes, OtherClasses.Merged), Throws.ArgumentException.With.Message.Contains("Expected class indices 0..149 of ade20k-150"));

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void A_level_is_between_0_and_1(double level) =>
        Assert.That(() => Ade20kEval.Statistics.JackknifeIntervals.Of(new MaskAccumulator().ToCounts(), Ade20kEval.Protocols.ProtocolCatalog.Find("sceneparse"), level), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Every_whole_number_type_gives_the_same_map()
    {
        LabelMap bytes = Map<byte>([1, 2, 255, 0], 2);
        foreach (LabelMap map in new[] { Map<ushort>([1, 2, 255, 0], 2), Map<int>([1, 2, 255, 0], 2), Map<long>([1, 2, 255, 0], 2), Map<ulong>([1, 2, 255, 0], 2) })
        {
            Assert.That(map.IsWide, Is.False);
            Assert.That(map.Narrow.ToArray(), Is.EqualTo(bytes.Narrow.ToArray()));
        }

        Assert.That(Map<int>([1, 256], 2).Wide.ToArray(), Is.EqualTo(new ushort[] { 1, 256 }));
        Assert.That(Map<sbyte>([1, 127], 2).Narrow.ToArray(), Is.EqualTo(new byte[] { 1, 127 }));
    }

    [Test]
    public void Rows_may_stand_apart()
    {
        LabelMap map = new();
        map.Fill<int>([1, 2, -9, 3, 4], width: 2, height: 2, stride: 3);

        Assert.That(map.Narrow.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [TestCase(-1)]
    [TestCase(65_536)]
    public void A_value_that_is_no_raw_value_is_named_with_its_place(int value)
    {
        int[] values = [.. Enumerable.Repeat(7, 100)];
        values[63] = value;

        Assert.That(() => new LabelMap().Fill<int>(values, 10, 10), Throws.TypeOf<InputException>().With.Message.Contains($"holds value {value} at row 6, column 3"));
    }

    [Test]
    public void Too_few_values_are_refused() =>
        Assert.That(() => new LabelMap().Fill<int>([1, 2, 3], 2, 2), Throws.ArgumentException);

    [Test]
    public void A_name_twice_is_refused_and_nothing_is_added()
    {
        MaskAccumulator accumulator = new();
        accumulator.Add(Map<byte>([1], 1), Map<byte>([1], 1), "a");

        Assert.That(() => accumulator.Add(Map<byte>([1], 1), Map<byte>([2], 1), "a"), Throws.TypeOf<InputException>().With.Message.Contains("a: an image of this name"));
        Assert.That(accumulator.Compute().PixelAccuracy, Is.EqualTo(1));
    }

    [Test]
    public void Parts_that_are_merged_are_the_whole()
    {
        MaskAccumulator whole = new();
        MaskAccumulator left = new();
        MaskAccumulator right = new();
        for (int i = 0; i < 10; i++)
        {
            byte[] truth = [(byte)(1 + i), 2, 3];
            byte[] guess = [1, 2, (byte)(3 + (i % 2))];
            whole.Add(Map(truth, 3), Map(guess, 3), $"{i}");
            (i % 3 == 0 ? left : right).Add(Map(truth, 3), Map(guess, 3), $"{i}");
        }

        left.Merge(right);

        Assert.That(left.Compute().MeanIou, Is.EqualTo(whole.Compute().MeanIou));
        Assert.That(left.Count, Is.EqualTo(10));
        Assert.That(() => left.Merge(right), Throws.TypeOf<InputException>());
        left.Reset();
        Assert.That(left.Count, Is.Zero);
    }

    [Test]
    public void Values_that_the_dataset_does_not_know_are_told_as_from_files()
    {
        MaskAccumulator accumulator = new();
        accumulator.Add(Map<byte>([1, 2], 2), Map<byte>([1, 200], 2));

        Assert.That(accumulator.ToDocument().Warnings, Has.Some.Contains("200 (1 pixel in 1 image)"));
        Assert.That(() => accumulator.Add(Map<byte>([1, 200], 2), Map<byte>([1, 1], 2)), Throws.TypeOf<InputException>().With.Message.Contains("value 200"));
        Assert.That(() => accumulator.Add(Map<byte>([1, 2], 2), Map<byte>([1, 2], 1)), Throws.TypeOf<InputException>().With.Message.Contains("1 x 2"));
    }

    [Test]
    public void A_name_that_is_given_twice_to_a_source_is_refused() =>
        Assert.That(() => MaskSource.FromMaps("s", ["a", "a"], (_, _) => { }), Throws.TypeOf<InputException>().With.Message.Contains("'a' is named twice"));

    [Test]
    public void One_bad_ground_truth_scored_against_two_sets_is_one_problem()
    {
        using MaskSource truth = MaskSource.FromMaps("truth", ["a", "b"], (name, map) => map.Fill<byte>([1, name == "a" ? (byte)200 : (byte)2], 2, 1));
        using MaskSource first = MaskSource.FromMaps("first", ["a", "b"], (_, map) => map.Fill<byte>([1, 2], 2, 1));
        using MaskSource second = MaskSource.FromMaps("second", ["a", "b"], (_, map) => map.Fill<byte>([1, 2], 2, 1));

        InputException error = Assert.Throws<InputException>(() => Evaluator.Evaluate(truth, [first, second]))!;

        Assert.That(error.Message, Does.StartWith("masks that cannot be scored: 1\n"));
    }

    [Test]
    public void A_ground_truth_that_cannot_be_read_is_done_all_the_same()
    {
        using MaskSource truth = MaskSource.FromMaps("truth", ["a", "b"], (name, map) => map.Fill<int>([name == "a" ? -1 : 1], 1, 1));
        using MaskSource guess = MaskSource.FromMaps("guess", ["a", "b"], (_, map) => map.Fill<byte>([1], 1, 1));
        int most = 0;

        Assert.Throws<InputException>(() => Evaluator.Evaluate(truth, guess, new EvaluationOptions
        {
            Execution = new ExecutionOptions { Workers = 1, OnProgress = progress => most = progress.Done },
        }));

        Assert.That(most, Is.EqualTo(2));
    }

    [Test]
    public void A_failure_of_one_worker_stops_all_and_comes_back()
    {
        // The others wait for the failure and take their time then: a busy machine must not have finished them all before.
        using ManualResetEventSlim failed = new();
        using MaskSource truth = MaskSource.FromMaps("truth", Enumerable.Range(0, 1000).Select(i => $"{i}"), (name, map) =>
        {
            if (name == "10")
            {
                failed.Set();
                throw new IOException("the cable is out");
            }

            failed.Wait(TimeSpan.FromSeconds(20));
            Thread.Sleep(2);
            map.Fill<byte>([1], 1, 1);
        });
        using MaskSource guess = MaskSource.FromMaps("guess", Enumerable.Range(0, 1000).Select(i => $"{i}"), (_, map) => map.Fill<byte>([1], 1, 1));
        int done = 0;

        Assert.Throws<IOException>(() => Evaluator.Evaluate(truth, guess, new EvaluationOptions { Execution = new ExecutionOptions { Workers = 3, OnProgress = _ => Interlocked.Increment(ref done) } }));

        Assert.That(done, Is.LessThan(900));
    }

    private static LabelMap Map<T>(T[] values, int width)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        LabelMap map = new();
        map.Fill<T>(values, width, values.Length / width);
        return map;
    }
}
