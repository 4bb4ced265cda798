using System.Text;
using System.Text.Json;
using Ade20kEval.Boundaries;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;
using Ade20kEval.Tests.Cli;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Protocols;

/// <summary>E22: Boundary IoU as Detectron2 counts it, by label difference, and as its authors define it, class by class.</summary>
public sealed class WorkedExampleBoundaryTests
{
    // 5 rows of 6: ground truth is class 1 in columns 0..2 and class 2 in 3..5; the prediction has the border one column later.
    private static readonly string[] s_truth = [.. Enumerable.Repeat("1 1 1 2 2 2", 5)];
    private static readonly string[] s_guess = [.. Enumerable.Repeat("1 1 1 1 2 2", 5)];

    [Test]
    public void E22_detectron2_by_label_value()
    {
        RunDocument run = Evaluate(SmallRun.FromZero(3), s_truth, s_guess);

        // Value 0 is "no boundary" and class 0: 6 pixels in both, 9 on each side. Value 1: 9 of 12 + 14 - 9. Value 2: 7 of 9 + 7 - 7.
        Assert.That(Detectron2Boundary.Iou(run.Counts, indexWraps: true), Is.EqualTo(new double?[] { 6.0 / 12, 9.0 / 17, 7.0 / 9 }));   // .5, .5294, .7778
        Assert.That(Detectron2Boundary.Iou(run.Counts, indexWraps: false), Is.EqualTo(new double?[] { 6.0 / 12, 9.0 / 17, 7.0 / 9 }), "4 x 3 + 3 fits in a byte");
    }

    [Test]
    public void E22_detectron2_takes_the_smaller_of_iou_and_boundary_iou()
    {
        RunDocument run = Evaluate(SmallRun.FromZero(3), s_truth, s_guess);
        Scores scores = run.Primary;

        // IoU of class 1: 15/20, of class 2: 10/15; class 0 occurs nowhere: no IoU, so no minimum, though its boundary has one.
        Assert.That(Extra(scores, "meanBoundaryIou"), Is.EqualTo((6.0 / 12 + 9.0 / 17 + 7.0 / 9) / 3).Within(1e-12));
        Assert.That(Extra(scores, "meanMinIou"), Is.EqualTo((9.0 / 17 + 10.0 / 15) / 2).Within(1e-12));
        Assert.That(Detectron2Boundary.Smaller([0.5, null, 0.5], [null, 0.5, 0.4]), Is.EqualTo(new double?[] { 0.5, null, 0.4 }), "as Python's min takes NaN");
    }

    [Test]
    public void E22_by_class_as_the_paper_defines_it()
    {
        RunDocument run = Evaluate(SmallRun.FromZero(3), s_truth, s_guess);
        BoundaryScores scores = BoundaryIou.Score(3, run.Boundary!);

        // Class 1: 15 - 3 inner pixels against 20 - 6, 9 in both. Class 2: 15 - 3 against 10 - 0, 7 in both.
        Assert.That(scores.Classes.Select(c => c.Iou), Is.EqualTo(new double?[] { null, 9.0 / 17, 7.0 / 15 }));   // .5294, .4667
        Assert.That(scores.Classes[1], Is.EqualTo(new BoundaryClassScore(1, 9.0 / 17, 12, 14, 9)));
        Assert.That(scores.MeanIou, Is.EqualTo((9.0 / 17 + 7.0 / 15) / 2).Within(1e-12));
        Assert.That(scores.ClassesAveraged, Is.EqualTo(2));
    }

    [Test]
    public void E22_under_ade20k_labels_the_table_of_detectron2_wraps_round()
    {
        // Raw 3 and 4 are labels 2 and 3; 151 x 2 + 2 = 304 is 48 in a byte: prediction 0, ground truth 48.
        RunDocument run = Evaluate(DatasetCatalog.Find("ade20k-150"), ["3 3 3", "3 3 3", "3 3 3"], ["3 3 3", "3 3 3", "3 3 3"]);
        double?[] original = [.. Detectron2Boundary.Iou(run.Counts, indexWraps: true)!];
        double?[] meant = [.. Detectron2Boundary.Iou(run.Counts, indexWraps: false)!];

        Assert.That(meant[2], Is.EqualTo(1.0), "8 pixels of border, all right");
        Assert.That(original[2], Is.Null);
        Assert.That(original[48], Is.EqualTo(0.0));
        Assert.That(original[0], Is.EqualTo(1.0 / 9), "the inner pixel is 0 on both sides; 8 others were put into row 0");
    }

    [Test]
    public void Void_takes_part_in_the_boundaries_of_detectron2_and_is_left_out_of_the_others()
    {
        // One row: void is label 2 of N = 2. Erosion with the edge's 0 leaves 0 everywhere: boundary = label.
        RunDocument run = Evaluate(SmallRun.FromZero(2), ["0 1 255"], ["0 1 1"]);

        Assert.That(Detectron2Boundary.Iou(run.Counts, indexWraps: false), Is.EqualTo(new double?[] { 1, 1 }), "row and column of N are cut off");
        Assert.That(BoundaryIou.Score(2, run.Boundary!).Classes.Select(c => c.PredictedPixels), Is.EqualTo(new long[] { 1, 1 }));
    }

    [Test]
    public void Random_masks_score_what_drawing_each_class_says()
    {
        Random random = new(22_003);
        Dataset dataset = SmallRun.FromOne(4);
        for (int round = 0; round < 30; round++)
        {
            (int height, int width) = (random.Next(1, 30), random.Next(1, 90));
            int[,] truth = Stripes(random, height, width, 5), guess = Stripes(random, height, width, 5);
            RunDocument run = Evaluate(dataset, Rows(truth), Rows(guess));
            int dilation = BoundaryMapper.Dilation(width, height);
            BoundaryScores scores = BoundaryIou.Score(4, run.Boundary!);
            for (int k = 0; k < 4; k++)
            {
                (long both, long either) = (0, 0);
                bool[,] left = SlowBoundary.OfClass(truth, k + 1, dilation), right = SlowBoundary.OfClass(guess, k + 1, dilation);
                foreach ((int y, int x) in Places(height, width).Where(p => truth[p.Y, p.X] != 0))
                {
                    both += left[y, x] && right[y, x] ? 1 : 0;
                    either += left[y, x] || right[y, x] ? 1 : 0;
                }

                Assert.That(scores.Classes[k].Iou, Is.EqualTo(either == 0 ? null : (double?)both / either), $"round {round}, class {k}");
            }

            int[,] trueBand = SlowBoundary.Differences(Labels(truth, v => v == 0 ? 4 : v - 1), dilation), guessBand = SlowBoundary.Differences(Labels(guess, v => v == 0 ? 255 : v - 1), dilation);
            double?[]? detectron2 = Detectron2Boundary.Iou(run.Counts, indexWraps: true)?.ToArray();
            int[] cells = [.. Places(height, width).Select(p => ((5 * guessBand[p.Y, p.X]) + trueBand[p.Y, p.X]) & 255)];
            if (cells.Any(cell => cell >= 25))
            {
                Assert.That(detectron2, Is.Null, "the original raises");
                continue;
            }

            for (int k = 0; k < 4; k++)
            {
                int hits = cells.Count(c => c == 6 * k), ofTruth = cells.Count(c => c % 5 == k && c / 5 < 4), ofGuess = cells.Count(c => c / 5 == k && c % 5 < 4);
                Assert.That(detectron2![k], Is.EqualTo(ofTruth + ofGuess == 0 ? null : (double?)hits / (ofTruth + ofGuess - hits)), $"round {round}, label {k}");
            }
        }
    }

    [Test]
    public void A_document_with_boundaries_is_read_back_and_one_without_has_no_such_key()
    {
        RunDocument with = Evaluate(DatasetCatalog.Find("voc2012-21"), s_truth, s_guess);
        byte[] first = RunJsonWriter.Write(with);
        byte[] without = RunJsonWriter.Write(with with { Counts = new RunCounts(with.Dataset, with.PredictionLabels, with.Images) });

        Assert.That(RunJsonWriter.Write(RunJsonReader.Read(first, "run.json")), Is.EqualTo(first));
        using JsonDocument json = JsonDocument.Parse(first);
        JsonElement part = json.RootElement.GetProperty("boundary");
        Assert.That(part.GetProperty("scores").GetProperty("meanIou").GetDouble(), Is.EqualTo((9.0 / 17 + 7.0 / 15) / 2).Within(1e-12));
        Assert.That(part.GetProperty("classes")[1].GetProperty("detectron2BoundaryIou").GetDouble(), Is.EqualTo(9.0 / 17));
        Assert.That(part.GetProperty("images")[0].GetProperty("dilation").GetInt32(), Is.EqualTo(1));
        Assert.That(Encoding.UTF8.GetString(without), Does.Not.Contain("\"boundary\""));
    }

    [Test]
    public void Boundaries_are_scored_when_asked_for_and_change_nothing_else()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["gt", "a.png"], s_truth);
        MaskFolder.Write(folder["pred", "a.png"], s_guess);

        CliRun plain = CliRun.Of("score", folder["pred"], folder["gt"], "--protocol", "detectron2", "--json");
        CliRun asked = CliRun.Of("score", folder["pred"], folder["gt"], "--protocol", "detectron2", "--json", "--boundary");
        CliRun shown = CliRun.Of("score", folder["pred"], folder["gt"], "--boundary");

        using JsonDocument without = JsonDocument.Parse(plain.Output), with = JsonDocument.Parse(asked.Output);
        Assert.That(with.RootElement.EnumerateObject().Select(p => p.Name).Except(without.RootElement.EnumerateObject().Select(p => p.Name)), Is.EqualTo(new[] { "boundary" }));
        Assert.That(with.RootElement.GetProperty("images").GetRawText(), Is.EqualTo(without.RootElement.GetProperty("images").GetRawText()));
        Assert.That(with.RootElement.GetProperty("classes").GetRawText(), Is.EqualTo(without.RootElement.GetProperty("classes").GetRawText()));
        JsonElement scores = with.RootElement.GetProperty("scores").GetProperty("detectron2");
        Assert.That(without.RootElement.GetProperty("scores").GetProperty("detectron2").TryGetProperty("meanBoundaryIou", out _), Is.False);

        // Labels are 0 and 1 here, 0 is also "no boundary", and 151 wraps: cells (1, 1) and (1, 0) are 152 and 151, (0, 1) is 1, all in their places.
        Assert.That(scores.GetProperty("meanBoundaryIou").GetDouble(), Is.EqualTo(scores.GetProperty("meanBoundaryIouUnwrapped").GetDouble()));
        Assert.That(shown.Output, Does.Contain("mean Boundary IoU       49.80 %  over 2 classes"), "(9/17 + 7/15) / 2");
    }

    [Test]
    public void A_missing_prediction_has_no_boundary_and_misses_all_of_it()
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["gt", "a.png"], s_truth);
        MaskFolder.Write(folder["gt", "b.png"], s_truth);
        MaskFolder.Write(folder["pred", "a.png"], s_guess);

        BoundaryScores scores = BoundaryIou.Score(3, Evaluate(SmallRun.FromZero(3), folder, MissingPrediction.Wrong).Boundary!);

        Assert.That(scores.Classes[1], Is.EqualTo(new BoundaryClassScore(1, 9.0 / (17 + 12), 24, 14, 9)));
    }

    [Test]
    public void Datasets_of_more_classes_than_bytes_have_the_boundaries_of_classes_alone()
    {
        RunDocument run = Evaluate(SmallRun.FromOne(300), ["2 2", "2 3"], ["2 2", "2 3"]);

        Assert.That(run.Boundary!.Labels, Is.Null);
        Assert.That(Detectron2Boundary.Iou(run.Counts, indexWraps: true), Is.Null);
        Assert.That(BoundaryIou.Score(300, run.Boundary).MeanIou, Is.EqualTo(1.0));
    }

    private static RunDocument Evaluate(Dataset dataset, string[] truth, string[] guess)
    {
        using TemporaryFolder folder = new();
        MaskFolder.Write(folder["gt", "a.png"], truth);
        MaskFolder.Write(folder["pred", "a.png"], guess);
        return Evaluate(dataset, folder, MissingPrediction.Error);
    }

    private static RunDocument Evaluate(Dataset dataset, TemporaryFolder folder, MissingPrediction missing)
    {
        using MaskSource truth = MaskSource.Open(folder["gt"]);
        using MaskSource guess = MaskSource.Open(folder["pred"]);
        return Evaluator.Evaluate(truth, guess, new EvaluationOptions
        {
            Scoring = new ScoringOptions { Dataset = dataset, Protocols = [new Detectron2Protocol()], Boundaries = true },
            Pairing = new PairingOptions { Missing = missing },
            Execution = new ExecutionOptions { Workers = 1 },
        });
    }

    private static int[,] Stripes(Random random, int height, int width, int labels)
    {
        int[,] map = new int[height, width];
        int[] columns = [.. Enumerable.Range(0, width)];
        for (int x = 0, label = 0; x < width; x++)
        {
            label = random.Next(6) == 0 ? random.Next(labels) : label;
            columns[x] = label;
        }

        int turn = random.Next(1, height + 1);
        foreach ((int y, int x) in Places(height, width))
        {
            map[y, x] = y < turn ? columns[x] : columns[width - 1 - x];
        }

        return map;
    }

    private static IEnumerable<(int Y, int X)> Places(int height, int width) =>
        Enumerable.Range(0, height).SelectMany(y => Enumerable.Range(0, width).Select(x => (y, x)));

    private static int[,] Labels(int[,] map, Func<int, int> label)
    {
        int[,] result = (int[,])map.Clone();
        foreach ((int y, int x) in Places(map.GetLength(0), map.GetLength(1)))
        {
            result[y, x] = label(map[y, x]);
        }

        return result;
    }

    private static string[] Rows(int[,] map) =>
        [.. Enumerable.Range(0, map.GetLength(0)).Select(y => string.Join(' ', Enumerable.Range(0, map.GetLength(1)).Select(x => map[y, x])))];

    private static double? Extra(Scores scores, string name) => scores.Extra.Single(figure => figure.Key == name).Value;
}
