using System.Text.Json;
using Ade20kEval.Boundaries;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Cli;
using Ade20kEval.Tests.Protocols;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Boundaries;

/// <summary>The band of Boundary IoU is as wide as was asked for, and the document says how wide.</summary>
public sealed class BoundaryRatioTests
{
    private static string Strong => Path.Combine(TestFolders.SampleData, "predictions", "strong");

    private static string GroundTruth => Path.Combine(TestFolders.SampleData, "ground-truth");

    [TestCase(100, 75, 0.1, 12)]     // diagonal 125, x .1 = 12.5: halves go to even
    [TestCase(100, 75, 0.005, 1)]    // .625
    [TestCase(3, 4, 1, 5)]           // all of it
    [TestCase(683, 512, 0.02, 17)]   // as published
    public void The_band_is_a_share_of_the_diagonal(int width, int height, double ratio, int expected) =>
        Assert.That(BoundaryMapper.Dilation(width, height, ratio), Is.EqualTo(expected));

    [Test]
    public void Every_class_equals_what_eroding_its_mask_again_and_again_gives([Values(0.01, 0.05, 0.3, 1)] double ratio)
    {
        Random random = new(16_100);
        Dataset dataset = SmallRun.FromZero(3);
        (int height, int width) = (23, 31);
        int[,] truth = Areas(random, height, width);
        int[,] guess = Areas(random, height, width);

        RunDocument run = Run(dataset, truth, guess, ratio);
        BoundaryScores scores = BoundaryIou.Score(3, run.Boundary!);

        int iterations = Math.Max(1, (int)Math.Round(ratio * Math.Sqrt((height * height) + (width * width)), MidpointRounding.ToEven));
        for (int label = 0; label < 3; label++)
        {
            bool[] first = [.. SlowBoundary.OfClass(truth, label, iterations).Cast<bool>()];
            bool[] second = [.. SlowBoundary.OfClass(guess, label, iterations).Cast<bool>()];
            int both = first.Zip(second).Count(pair => pair.First && pair.Second);
            int either = first.Zip(second).Count(pair => pair.First || pair.Second);
            Assert.That(scores.Classes[label].Iou, Is.EqualTo((double)both / either), $"class {label}, {iterations} erosions");
        }
    }

    [Test]
    public void A_figure_of_the_document_that_was_edited_is_told()
    {
        string text = System.Text.Encoding.UTF8.GetString(RunJsonWriter.Write(Run(SmallRun.FromZero(3), new[,] { { 1, 1, 2, 2 } }, new[,] { { 1, 2, 2, 2 } }, 0.02)));
        int at = text.IndexOf("\"meanIou\":", text.IndexOf("\"boundary\"", StringComparison.Ordinal), StringComparison.Ordinal) + "\"meanIou\":".Length;

        RunDocument read = RunJsonReader.Read(System.Text.Encoding.UTF8.GetBytes(text[..at] + "0.999" + text[text.IndexOf(',', at)..]), "run.json");

        Assert.That(read.Warnings, Has.One.StartsWith("The file says $.boundary.scores.meanIou is 0.999"));
    }

    [Test]
    public void The_document_keeps_the_ratio()
    {
        RunDocument run = Run(SmallRun.FromZero(3), new[,] { { 1, 1, 2, 2 } }, new[,] { { 1, 2, 2, 2 } }, 0.5);

        RunDocument read = RunJsonReader.Read(RunJsonWriter.Write(run), "run.json");

        Assert.That(read.Boundary!.Ratio, Is.EqualTo(0.5));
        Assert.That(read.Warnings, Is.EqualTo(run.Warnings));
    }

    [TestCase(0)]
    [TestCase(-0.1)]
    [TestCase(1.01)]
    [TestCase(double.NaN)]
    public void What_is_no_share_is_refused(double ratio) =>
        Assert.That(() => new ScoringOptions { BoundaryRatio = ratio }, Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void The_command_takes_it_and_says_it()
    {
        CliRun run = CliRun.Of("score", Strong, GroundTruth, "--boundary", "--boundary-ratio", "0.005", "--ci", "none");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("boundaries, within 0.5 % of the image diagonal"));
        using JsonDocument narrow = JsonDocument.Parse(CliRun.Of("score", Strong, GroundTruth, "--boundary", "--boundary-ratio", "0.005", "--ci", "none", "--json").Output);
        using JsonDocument wide = JsonDocument.Parse(CliRun.Of("score", Strong, GroundTruth, "--boundary", "--ci", "none", "--json").Output);
        Assert.That(narrow.RootElement.GetProperty("boundary").GetProperty("scores").GetProperty("dilationRatio").GetDouble(), Is.EqualTo(0.005));
        Assert.That(MeanOf(narrow), Is.LessThan(MeanOf(wide)), "nearer to the outline there is more that differs");
        Assert.That(narrow.RootElement.GetProperty("scores").GetRawText(), Is.EqualTo(wide.RootElement.GetProperty("scores").GetRawText()), "all else is the same");
    }

    [TestCase("--boundary --boundary-ratio 0", "--boundary-ratio 0: expected a share")]
    [TestCase("--boundary --boundary-ratio 2", "--boundary-ratio 2: expected a share")]
    [TestCase("--boundary --boundary-ratio 0,02", "--boundary-ratio 0,02: expected a share")]
    [TestCase("--boundary-ratio 0.02", "--boundary-ratio: has no effect without --boundary")]
    public void Other_words_are_bad_usage(string options, string message)
    {
        CliRun run = CliRun.Of(["score", Strong, GroundTruth, .. options.Split(' ')]);

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, run.Error)));
        Assert.That(run.Error, Does.Contain(message));
    }

    private static double MeanOf(JsonDocument run) => run.RootElement.GetProperty("boundary").GetProperty("scores").GetProperty("meanIou").GetDouble();

    private static RunDocument Run(Dataset dataset, int[,] truth, int[,] guess, double ratio)
    {
        using MaskSource groundTruth = Source("truth", truth);
        using MaskSource predictions = Source("guess", guess);
        return Evaluator.Evaluate(groundTruth, predictions, new EvaluationOptions
        {
            Scoring = new ScoringOptions { Dataset = dataset, Protocols = [ProtocolCatalog.Find("mmseg")], Boundaries = true, BoundaryRatio = ratio },
            Execution = new ExecutionOptions { Workers = 1 },
        });
    }

    private static MaskSource Source(string set, int[,] map) => MaskSource.FromMaps(set, ["x"], (_, into) => into.Fill<int>([.. map.Cast<int>()], map.GetLength(1), map.GetLength(0)));

    private static int[,] Areas(Random random, int height, int width)
    {
        int[,] map = new int[height, width];
        for (int k = 0; k < 8; k++)
        {
            (int top, int left, int label) = (random.Next(height), random.Next(width), k % 3);
            for (int y = top; y < height; y++)
            {
                for (int x = left; x < width; x++)
                {
                    map[y, x] = label;
                }
            }
        }

        return map;
    }
}
