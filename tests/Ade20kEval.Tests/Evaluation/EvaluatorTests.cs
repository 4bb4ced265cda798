using System.Security.Cryptography;
using System.Text;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Samples;
using Ade20kEval.Tests;
using Ade20kEval.Text;

namespace Ade20kEval.Tests.Evaluation;

public sealed class EvaluatorTests
{
    private static readonly EvaluationOptions s_ade = new()
    {
        Scoring = new ScoringOptions { Dataset = DatasetCatalog.Find("ade20k-150"), Protocols = [ProtocolCatalog.Find("sceneparse")] },
    };

    [Test]
    public void The_benchmarks_own_sample_gives_its_documented_result()
    {
        string data = TestFolders.SharedOrSkip("real", "sceneparsing", "sampleData");
        using MaskSource groundTruth = MaskSource.Open(Path.Combine(data, "annotations"));
        using MaskSource predictions = MaskSource.Open(Path.Combine(data, "predictions"));

        RunDocument run = Evaluator.Evaluate(groundTruth, predictions, s_ade);

        Assert.That(run.Primary.MeanIou, Is.EqualTo(15 / 150.0).Within(1e-15), "15 of 150 classes occur, each perfect");
        Assert.That(run.Primary.PixelAccuracy, Is.EqualTo(1.0));
        Assert.That(run.Primary.ChallengeScore, Is.EqualTo(0.55).Within(1e-15));
        Assert.That(run.Pixels.Labelled, Is.EqualTo(628_772));
        Assert.That(run.Pixels.Total, Is.EqualTo(651_696));
    }

    [Test]
    public void Any_number_of_workers_and_every_kernel_give_the_same_document()
    {
        using TemporaryFolder folder = new();
        SyntheticFolder.Write(folder.Path, new SyntheticScenes(7), 12, i => (61 + (7 * i), 45 + i), [SyntheticModel.Weak], withImages: false);

        string expected = Document(folder, s_ade with { Execution = new ExecutionOptions { Workers = 1, Kernel = "scalar" } });
        foreach (int workers in new[] { 1, 2, 7, 16 })
        {
            foreach (string kernel in global::Ade20kEval.Counting.ImageCounter.KernelNames)
            {
                Assert.That(Document(folder, s_ade with { Execution = new ExecutionOptions { Workers = workers, Kernel = kernel } }), Is.EqualTo(expected), $"{workers} workers, {kernel}");
            }
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    [TestCase(12)]
    public void Shards_joined_in_order_hold_the_images_of_the_whole(int shards)
    {
        using TemporaryFolder folder = new();
        SyntheticFolder.Write(folder.Path, new SyntheticScenes(8), 12, _ => (40, 30), [SyntheticModel.Weak], withImages: false);

        string[] whole = [.. Evaluate(folder, s_ade).Images.Select(image => image.Name)];
        RunDocument[] parts = [.. Enumerable.Range(1, shards).Select(i => Evaluate(folder, s_ade with { Execution = new ExecutionOptions { Shard = new ShardInfo(i, shards) } }))];

        Assert.That(parts.SelectMany(part => part.Images).Select(image => image.Name), Is.EqualTo(whole));
        Assert.That(parts.Sum(part => part.Pixels.Total), Is.EqualTo(12L * 40 * 30));
        Assert.That(parts.Max(part => part.Images.Count) - parts.Min(part => part.Images.Count), Is.LessThanOrEqualTo(1));
    }

    [Test]
    public void Several_prediction_sets_in_one_pass_equal_each_alone()
    {
        using TemporaryFolder folder = new();
        SyntheticFolder.Write(folder.Path, new SyntheticScenes(9), 6, _ => (50, 40), [SyntheticModel.Strong, SyntheticModel.Weak], withImages: false);
        using MaskSource groundTruth = MaskSource.Open(folder["ground-truth"]);
        using MaskSource strong = MaskSource.Open(folder["predictions", "strong"]);
        using MaskSource weak = MaskSource.Open(folder["predictions", "weak"]);

        IReadOnlyList<RunDocument> both = Evaluator.Evaluate(groundTruth, [strong, weak], s_ade);

        Assert.That(Text(both[0]), Is.EqualTo(Text(Evaluator.Evaluate(groundTruth, strong, s_ade))));
        Assert.That(Text(both[1]), Is.EqualTo(Text(Evaluator.Evaluate(groundTruth, weak, s_ade))));
        Assert.That(both[0].Primary.MeanIou, Is.GreaterThan(both[1].Primary.MeanIou!.Value));
    }

    [Test]
    public void A_missing_prediction_counted_as_wrong_is_a_miss_and_never_a_false_alarm()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["gt", "a.png"], "1 1 2 2");
        MaskFolder.Write(folder["gt", "b.png"], "1 1 0 2");
        MaskFolder.Write(folder["pred", "a.png"], "1 1 2 2");
        using MaskSource groundTruth = MaskSource.Open(folder["gt"]);
        using MaskSource predictions = MaskSource.Open(folder["pred"]);

        RunDocument run = Evaluator.Evaluate(groundTruth, predictions, s_ade with { Pairing = new PairingOptions { Missing = MissingPrediction.Wrong } });

        Assert.That(run.Primary.PixelAccuracy, Is.EqualTo(4 / 7.0).Within(1e-15), "4 of 4 in a, 0 of 3 in b");
        Assert.That(run.Primary.MeanIou, Is.EqualTo(((2 / 4.0) + (2 / 3.0)) / 150).Within(1e-15));
        Assert.That(run.Classes.Sum(c => c.PredictedPixels), Is.EqualTo(4));
        Assert.That(run.Partial, Is.False);
        Assert.That(run.Warnings, Has.Some.Contains("counted as wrong in every labelled pixel"));
    }

    [Test]
    public void A_missing_prediction_that_is_skipped_makes_the_run_partial()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["gt", "a.png"], "1 1 2 2");
        MaskFolder.Write(folder["gt", "b.png"], "1 1 0 2");
        MaskFolder.Write(folder["pred", "a.png"], "1 1 2 2");
        using MaskSource groundTruth = MaskSource.Open(folder["gt"]);
        using MaskSource predictions = MaskSource.Open(folder["pred"]);

        RunDocument run = Evaluator.Evaluate(groundTruth, predictions, s_ade with { Pairing = new PairingOptions { Missing = MissingPrediction.Skip } });

        Assert.That(run.Partial, Is.True);
        Assert.That(run.GroundTruth.ImageCount, Is.EqualTo(1));
        Assert.That(run.Primary.PixelAccuracy, Is.EqualTo(1.0));
    }

    [Test]
    public void Another_size_is_an_error_that_says_both_sizes_unless_it_may_be_resized()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["gt", "a.png"], "1 1 2 2", "1 1 2 2");
        MaskFolder.Write(folder["pred", "a.png"], "1 2");
        using MaskSource groundTruth = MaskSource.Open(folder["gt"]);
        using MaskSource predictions = MaskSource.Open(folder["pred"]);

        InputException error = Assert.Throws<InputException>(() => Evaluator.Evaluate(groundTruth, predictions, s_ade))!;
        Assert.That(error.Message, Does.Contain("2 x 1").And.Contain("4 x 2").And.Contain(Advice.Resize.Words));

        RunDocument run = Evaluator.Evaluate(groundTruth, predictions, s_ade with { Pairing = new PairingOptions { Resize = PredictionResize.Nearest } });
        Assert.That(run.Primary.PixelAccuracy, Is.EqualTo(1.0), "1 2 becomes 1 1 2 2");
    }

    [Test]
    public void An_unknown_ground_truth_value_names_file_value_and_place()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["gt", "a.png"], "1 1 2", "1 200 2");
        MaskFolder.Write(folder["pred", "a.png"], "1 1 2", "1 1 2");
        using MaskSource groundTruth = MaskSource.Open(folder["gt"]);
        using MaskSource predictions = MaskSource.Open(folder["pred"]);

        InputException error = Assert.Throws<InputException>(() => Evaluator.Evaluate(groundTruth, predictions, s_ade))!;
        Assert.That(error.Message, Does.Contain("a.png").And.Contain("value 200").And.Contain("row 1, column 1").And.Contain("1..150"));

        RunDocument lenient = Evaluator.Evaluate(groundTruth, predictions, s_ade with { Scoring = s_ade.Scoring with { UnknownGroundTruth = UnknownGroundTruth.Protocol } });
        Assert.That(lenient.Pixels.UnexpectedGroundTruth, Is.EqualTo(1));
        Assert.That(lenient.Primary.PixelAccuracy, Is.EqualTo(5 / 6.0).Within(1e-15), "the benchmark counts it as a labelled pixel");
    }

    [Test]
    public void An_unknown_prediction_value_is_a_warning_or_when_strict_an_error()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["gt", "a.png"], "1 1 2", "1 1 2");
        MaskFolder.Write(folder["pred", "a.png"], "1 201 2", "201 1 2");
        using MaskSource groundTruth = MaskSource.Open(folder["gt"]);
        using MaskSource predictions = MaskSource.Open(folder["pred"]);

        RunDocument run = Evaluator.Evaluate(groundTruth, predictions, s_ade);
        Assert.That(run.Warnings, Has.Some.Contains("201 (2 pixels in 1 image)"));
        Assert.That(run.Pixels.UnexpectedPrediction, Is.EqualTo(2));

        InputException error = Assert.Throws<InputException>(() => Evaluator.Evaluate(groundTruth, predictions, s_ade with { Scoring = s_ade.Scoring with { UnknownPrediction = UnknownPrediction.Error } }))!;
        Assert.That(error.Message, Does.Contain("value 201 (2 pixels, the first at row 0, column 1)").And.Contain(Advice.ReadAsIndices.Words));
    }

    [Test]
    public void Problems_of_many_masks_come_as_one_error_with_ten_cases_and_the_total()
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 25; i++)
        {
            MaskFolder.Write(folder["gt", $"m{i:00}.png"], "1 2");
            File.WriteAllText(Path.Combine(folder.MakeFolder("pred"), $"m{i:00}.png"), "this is not a PNG, and long enough to be looked at as if it were one; sixty-seven bytes is the least that a PNG takes");
        }

        using MaskSource groundTruth = MaskSource.Open(folder["gt"]);
        using MaskSource predictions = MaskSource.Open(folder["pred"]);

        InputException error = Assert.Throws<InputException>(() => Evaluator.Evaluate(groundTruth, predictions, s_ade with { Execution = new ExecutionOptions { Workers = 4 } }))!;

        Assert.That(error.Message, Does.StartWith("masks that cannot be scored: 25").And.Contain("m00.png").And.Contain("m09").And.Not.Contain("m10").And.Contain("15 more"));
    }

    [Test]
    public void A_digest_is_over_the_names_and_the_digests_of_the_files_that_are_there()
    {
        using TemporaryFolder folder = new();
        byte[][] truths = [.. new byte[] { 1, 2, 3 }.Select(value => TemporaryFolder.Png(2, 1, value, value))];
        byte[][] guesses = [.. new byte[] { 4, 5 }.Select(value => TemporaryFolder.Png(2, 1, value, value))];
        folder.Write("ground-truth/c.png", truths[2]);
        folder.Write("ground-truth/a.png", truths[0]);
        folder.Write("ground-truth/bé.png", truths[1]);
        folder.Write("predictions/weak/c.png", guesses[1]);
        folder.Write("predictions/weak/a.png", guesses[0]);

        RunDocument run = Evaluate(folder, s_ade with { Pairing = new PairingOptions { Missing = MissingPrediction.Wrong } });
        RunDocument less = Evaluate(folder, s_ade with { Pairing = new PairingOptions { Missing = MissingPrediction.Skip } });

        string predictions = Sha256("a"u8.ToArray(), SHA256.HashData(guesses[0]), "c"u8.ToArray(), SHA256.HashData(guesses[1]));
        Assert.That(run.GroundTruth.Digest, Is.EqualTo(Sha256(
            "a"u8.ToArray(), SHA256.HashData(truths[0]), Encoding.UTF8.GetBytes("bé"), SHA256.HashData(truths[1]), "c"u8.ToArray(), SHA256.HashData(truths[2]))));
        Assert.That(run.Predictions, Is.EqualTo(new InputInfo("weak", 2, predictions)));
        Assert.That(less.GroundTruth.Digest, Is.EqualTo(Sha256("a"u8.ToArray(), SHA256.HashData(truths[0]), "c"u8.ToArray(), SHA256.HashData(truths[2]))));
        Assert.That(less.Predictions, Is.EqualTo(run.Predictions));
    }

    [Test]
    public void A_cancelled_evaluation_gives_no_document()
    {
        using TemporaryFolder folder = new();
        SyntheticFolder.Write(folder.Path, new SyntheticScenes(9), 3, _ => (30, 20), [SyntheticModel.Strong], withImages: false);
        using CancellationTokenSource stop = new();
        stop.Cancel();
        using MaskSource groundTruth = MaskSource.Open(folder["ground-truth"]);
        using MaskSource predictions = MaskSource.Open(folder["predictions", "strong"]);

        Assert.Throws<OperationCanceledException>(() => Evaluator.Evaluate(groundTruth, predictions, s_ade, stop.Token));
    }

    private static RunDocument Evaluate(TemporaryFolder folder, EvaluationOptions options)
    {
        using MaskSource groundTruth = MaskSource.Open(folder["ground-truth"]);
        using MaskSource predictions = MaskSource.Open(folder["predictions", "weak"]);
        return Evaluator.Evaluate(groundTruth, predictions, options);
    }

    private static string Sha256(params byte[][] parts) => Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(part => part)]));

    private static string Document(TemporaryFolder folder, EvaluationOptions options) => Text(Evaluate(folder, options));

    private static string Text(RunDocument run) => Encoding.UTF8.GetString(RunJsonWriter.Write(run with { Header = run.Header with { Tool = new ToolInfo("x", "x") } }));
}
