using System.Text;
using System.Text.Json.Nodes;
using Ade20kEval.Calibration;
using Ade20kEval.Datasets;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Resampling;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Fusion;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Calibration;

/// <summary>Whether confidence can be trusted: figures against a slow oracle and by hand, whoever counts and however many.</summary>
public sealed class CalibrationTests
{
    private const int Classes = 5;

    private static readonly FusionRule s_geometric = new("geometric", ScoreInput.Logits, FusionOrder.SoftmaxThenResize, ResampleCorners.HalfPixel, AverageKind.Geometric);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("mmseg")]
    [TestCase("semseg")]
    [TestCase("geometric")]
    [TestCase("linear-geometric")]
    public void Figures_are_those_of_a_slow_oracle(string name)
    {
        FusionRule rule = name switch
        {
            "geometric" => s_geometric,
            "linear-geometric" => s_geometric with { Order = FusionOrder.ResizeThenSoftmax },
            _ => FusionRules.Find(name),
        };
        SlowCalibration slow = WriteImages(rule, images: 3);

        CalibrationScores fast = CalibrationScores.Of(Fuse(rule).Calibration!);

        Assert.That(fast.All.Ece, Is.EqualTo(slow.Ece).Within(1e-6));
        Assert.That(fast.All.Mce, Is.EqualTo(slow.Mce).Within(2e-5), "a bin of few pixels: one of them on its limit counts");
        Assert.That(fast.Nll, Is.EqualTo(slow.Nll).Within(2e-6), "probabilities are in single precision");
        Assert.That(fast.Brier, Is.EqualTo(slow.Brier).Within(1e-6));
        Assert.That(fast.ClasswiseEce, Is.EqualTo(slow.ClasswiseEce).Within(1e-6));
        Assert.That(fast.All.Aurc, Is.EqualTo(slow.Aurc).Within(5e-5), "cells hold some pixels each, whose order is not known");
        Assert.That(fast.All.ExcessAurc, Is.EqualTo(slow.Aurc - slow.IdealAurc).Within(5e-5));
        Assert.That(fast.All.Auroc, Is.EqualTo(slow.Auroc).Within(5e-5));
        for (int k = 0; k < Classes; k++)
        {
            Assert.That(fast.EceOf(k), Is.EqualTo(slow.EceOfPredicted(k)).Within(1e-5), $"pixels that were given class {k}");
            Assert.That(fast.ClasswiseEceOf(k), Is.EqualTo(slow.ClasswiseEceOf(k)).Within(1e-6));
        }
    }

    [Test]
    public void Two_pixels_by_hand()
    {
        // Wall with 0.8, right; sky with 0.6 where wall is, which has 0.4.
        MaskFolder.Write(_folder["gt", "a.png"], "1 1 0");
        _folder.Write("p/a.npy", NpyWriter.Write<float>([0.8f, 0.4f, 1f, 0.2f, 0.6f, 0f], 2, 1, 3));

        CalibrationScores scores = CalibrationScores.Of(Fuse(FusionRules.Maskformer, classes: 2, paths: [new(_folder["p"])]).Calibration!);

        Assert.That(scores.All.Sum.Pixels, Is.EqualTo(2), "void does not count");
        Assert.That(scores.All.Ece, Is.EqualTo((0.2 + 0.6) / 2).Within(1e-6), "1 - 0.8 and 0.6 - 0");
        Assert.That(scores.All.Mce, Is.EqualTo(0.6).Within(1e-6));
        Assert.That(scores.Nll, Is.EqualTo((-Math.Log(0.8) - Math.Log(0.4)) / 2).Within(1e-6));
        Assert.That(scores.Brier, Is.EqualTo(((2 * 0.04) + (2 * 0.36)) / 2).Within(1e-6));
        Assert.That(scores.All.Aurc, Is.EqualTo((0 + (1.0 / 2)) / 2).Within(1e-12));
        Assert.That(scores.All.ExcessAurc, Is.EqualTo(0).Within(1e-12), "the error comes last already");
        Assert.That(scores.All.Auroc, Is.EqualTo(1));
        Assert.That(scores.All.Above(0.75), Is.EqualTo(new ConfidenceSum(1, 1, ConfidenceScale.ToUnits(0.8f))));
        Assert.That(scores.ClasswiseEceOf(0), Is.EqualTo((0.2 + 0.6) / 2).Within(1e-6), "wall: 0.8 and 0.4 promised, both are");
    }

    [Test]
    public void Near_a_boundary_is_less_than_five_pixels_away_from_it()
    {
        MaskFolder.Write(_folder["gt", "a.png"], "1 1 1 1 1 1 1 1 1 1 2 2 2 2 2 2 2 2 2 2");
        float[] scores = [.. Enumerable.Repeat(0.75f, 20), .. Enumerable.Repeat(0.25f, 20)];
        _folder.Write("p/a.npy", NpyWriter.Write<float>(scores, 2, 1, 20));

        CalibrationScores figures = CalibrationScores.Of(Fuse(FusionRules.Maskformer, classes: 2, paths: [new(_folder["p"])]).Calibration!);

        Assert.That(figures.Near.Sum.Pixels, Is.EqualTo(10), "five on either side");
        Assert.That(figures.Away.Sum.Pixels, Is.EqualTo(10));
        Assert.That(figures.Near.Accuracy, Is.EqualTo(0.5));
        Assert.That(figures.All.Ece, Is.EqualTo(0.25).Within(1e-7), "0.75 sure, half of it right");
        Assert.That(figures.All.Auroc, Is.EqualTo(0.5), "all are equally sure");
    }

    [Test]
    public void Neither_workers_nor_kernels_show()
    {
        WriteImages(FusionRules.Mmseg, images: 6);
        string one = Text(Fuse(FusionRules.Mmseg));

        Assert.That(Text(Fuse(FusionRules.Mmseg, workers: 4)), Is.EqualTo(one));
        foreach (string kernel in Fuser.KernelNames)
        {
            Assert.That(Text(Fuse(FusionRules.Mmseg, workers: 2, kernel: kernel)), Is.EqualTo(one), kernel);
        }
    }

    [Test]
    public void Each_step_beside_changes_nothing_of_it()
    {
        WriteImages(FusionRules.Mmseg, images: 3);
        string Part(RunDocument run) => JsonNode.Parse(RunJsonWriter.Write(run))!["calibration"]!.ToJsonString();

        Assert.That(Part(Fuse(FusionRules.Mmseg, each: true)), Is.EqualTo(Part(Fuse(FusionRules.Mmseg))));
    }

    [Test]
    public void Logits_without_softmax_are_refused_with_what_to_try()
    {
        MaskFolder.Write(_folder["gt", "a.png"], "1 2");
        _folder.Write("p/a.npy", NpyWriter.Write<float>([3f, -1f, -2f, 4f], 2, 1, 2));

        InputException error = Assert.Throws<InputException>(() => Fuse(FusionRules.Maskformer, classes: 2, paths: [new(_folder["p"])]))!;

        Assert.That(error.Message, Does.Contain("a: the scores of the pixel at row 0, column 0 are no probabilities: they add up to 1, the least is -2").And.Contain("say that scores are logits"));
    }

    [Test]
    public void Scores_that_do_not_add_up_to_1_are_refused()
    {
        MaskFolder.Write(_folder["gt", "a.png"], "0 2");
        _folder.Write("p/a.npy", NpyWriter.Write<float>([9f, 0.3f, 9f, 0.9f], 2, 1, 2));

        Assert.That(() => Fuse(FusionRules.Maskformer, classes: 2, paths: [new(_folder["p"])]), Throws.InstanceOf<InputException>().With.Message.Contains("column 1 are no probabilities: they add up to 1.2"), "void is not looked at");
    }

    [Test]
    public void Maps_made_from_labels_and_votes_are_refused()
    {
        MaskFolder.Write(_folder["gt", "a.png"], "1 2");
        _folder.Write("p/a.npy", NpyWriter.Write<float>([1f, 1f, 0f, 0f], 2, 1, 2));
        ViewPath[] paths = [new(_folder["p"])];

        Assert.That(() => Fuse(FusionRules.Maskformer, classes: 2, paths: paths), Throws.InstanceOf<InputException>().With.Message.Contains("exactly 1"));
        Assert.That(() => Fuse(FusionRules.Mmseg with { Average = AverageKind.Votes }, classes: 2, paths: paths), Throws.InstanceOf<InputException>().With.Message.StartsWith("Votes are shares"));
    }

    [Test]
    public void What_was_written_reads_back_the_same()
    {
        WriteImages(FusionRules.Mmseg, images: 2);
        RunDocument run = Fuse(FusionRules.Mmseg);

        RunDocument read = RunJsonReader.Read(RunJsonWriter.Write(run), "run.json");

        Assert.That(read.Warnings, Is.EqualTo(run.Warnings));
        Assert.That(Text(read), Is.EqualTo(Text(run)));
        Assert.That(Text(Rescoring.Apply(read, [ProtocolCatalog.Find("sceneparse")])), Does.Contain("\"calibration\""), "no protocol changes it");
    }

    [TestCase("cells[0][2]", "pixels, ")]
    [TestCase("cells[0][3]", "")]
    [TestCase("cells[0][1]", "ascending")]
    [TestCase("classBins[0][5]", "class 0 has")]
    [TestCase("classBins[0][2]", "")]
    [TestCase("sums.unit", "16777216")]
    public void An_edited_count_is_refused(string place, string message)
    {
        WriteImages(FusionRules.Mmseg, images: 1);
        JsonNode document = JsonNode.Parse(RunJsonWriter.Write(Fuse(FusionRules.Mmseg)))!;
        JsonNode node = document["calibration"]!;
        foreach (string step in place.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.'))
        {
            node = int.TryParse(step, out int index) ? node[index]! : node[step]!;
        }

        node.ReplaceWith(node.GetValue<long>() + 3000);

        InputException error = Assert.Throws<InputException>(() => RunJsonReader.Read(Encoding.UTF8.GetBytes(document.ToJsonString()), "run.json"))!;
        Assert.That(error.Message, Does.StartWith("run.json: $.calibration.").And.Contain(message));
    }

    [Test]
    public void An_edited_figure_is_told_and_the_counts_are_used()
    {
        WriteImages(FusionRules.Mmseg, images: 1);
        RunDocument run = Fuse(FusionRules.Mmseg);
        JsonNode document = JsonNode.Parse(RunJsonWriter.Write(run))!;
        document["calibration"]!["ece"] = 0.001;

        RunDocument read = RunJsonReader.Read(Encoding.UTF8.GetBytes(document.ToJsonString()), "run.json");

        Assert.That(read.Warnings, Has.Some.StartsWith("The file says ece 0.001 of its confidences"));
        Assert.That(CalibrationScores.Of(read.Calibration!).All.Ece, Is.EqualTo(CalibrationScores.Of(run.Calibration!).All.Ece));
    }

    [Test]
    public void Probabilities_lie_in_the_bin_that_is_closed_above()
    {
        Assert.That(ConfidenceScale.BinOf(0), Is.Zero);
        Assert.That(ConfidenceScale.BinOf(0.2f), Is.EqualTo(3), "0.2 in single precision is a little more than 3 / 15");
        Assert.That(ConfidenceScale.BinOf(MathF.BitDecrement(0.2f)), Is.EqualTo(2));
        Assert.That(ConfidenceScale.BinOf(1), Is.EqualTo(14));
        Assert.That(ConfidenceScale.CellOf(0.5f), Is.EqualTo(ConfidenceScale.CellAbove(0.5) - 1), "0.5 is not above 0.5");
    }

    [Test]
    public void Logarithms_and_sums_of_reciprocals_are_exact()
    {
        foreach (double value in (ReadOnlySpan<double>)[1e-200, 0.3, 1, 1.999, 2, 17, 6e8])
        {
            Assert.That(Harmonic.Ln(value), Is.EqualTo(Math.Log(value)).Within(1e-12).Percent);
        }

        foreach ((int low, int high) in ((int, int)[])[(0, 5), (0, 5000), (63, 65), (700, 9000), (9000, 9000)])
        {
            Assert.That(Harmonic.Between(low, high), Is.EqualTo(Enumerable.Range(low + 1, high - low).Sum(i => 1.0 / i)).Within(1e-12));
        }
    }

    /// <summary>Images whose truth is mostly what the fused scores say, with a tenth void; and the oracle over them.</summary>
    private SlowCalibration WriteImages(FusionRule rule, int images)
    {
        Random random = new(20_260);
        SlowCalibration slow = new();
        for (int i = 0; i < images; i++)
        {
            (int width, int height) = (97 + i, 71);
            double[,,] fine = ScoreMaps.Noise(random, Classes, 36, 49, 3);
            double[,,] coarse = ScoreMaps.Noise(random, Classes, 18, 25, 2);
            _folder.Write($"fine/m{i}.npy", Npy(fine));
            _folder.Write($"coarse/m{i}.npy", Npy(coarse));
            double[,,] fused = ReferenceFuser.Fuse(rule, [new ReferenceView(fine), new ReferenceView(coarse)], width, height);
            byte[] truth = new byte[width * height];
            for (int pixel = 0; pixel < truth.Length; pixel++)
            {
                int best = ReferenceFuser.ArgMax(fused, pixel / width, pixel % width);
                truth[pixel] = (byte)(random.Next(10) == 0 ? 0 : 1 + (random.NextDouble() < 0.6 ? best : random.Next(Classes)));
                if (truth[pixel] > 0)
                {
                    slow.Add([.. Enumerable.Range(0, Classes).Select(c => fused[c, pixel / width, pixel % width])], truth[pixel] - 1);
                }
            }

            _folder.WriteMask($"gt/m{i}.png", width, height, truth);
        }

        return slow;
    }

    private static byte[] Npy(double[,,] scores) =>
        NpyWriter.Write<float>([.. scores.Cast<double>().Select(score => (float)score)], scores.GetLength(0), scores.GetLength(1), scores.GetLength(2));

    private RunDocument Fuse(FusionRule rule, int classes = Classes, ViewPath[]? paths = null, int workers = 1, string? kernel = null, bool each = false)
    {
        Dataset dataset = new("toy", "Toy", [.. Enumerable.Range(0, classes).Select(c => new ClassInfo(c, c + 1, $"class {c}", new Rgb((byte)c, 2, 3)))], [0]);
        using MaskSource sizes = MaskSource.Open(_folder["gt"]);
        using FusionViews views = ScoreViews.Open(rule, ScoreLayout.ClassesFirst, paths ?? [new(_folder["fine"]), new(_folder["coarse"])]);
        ScoringOptions scoring = new() { Dataset = dataset, Protocols = [ProtocolCatalog.Find("mmseg")] };
        return FusedEvaluator.Evaluate(sizes, views, scoring, new FusedOutputs { Scores = true, Calibration = true, Each = each }, new ExecutionOptions { Workers = workers, Kernel = kernel }).Fused!;
    }

    private static string Text(RunDocument run) =>
        Encoding.UTF8.GetString(RunJsonWriter.Write(run with { Header = run.Header with { Tool = new ToolInfo("x", "x") } }));
}
