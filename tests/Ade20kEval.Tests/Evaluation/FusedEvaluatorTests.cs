using System.Text;
using Ade20kEval.Datasets;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Fusion.ScoreMaps;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests;

namespace Ade20kEval.Tests.Evaluation;

public sealed class FusedEvaluatorTests
{
    private const int Images = 5;

    private static readonly Dataset s_toy = new(
        "toy", "Toy", [new ClassInfo(0, 1, "wall", new Rgb(1, 2, 3)), new ClassInfo(1, 2, "sky", new Rgb(4, 5, 6)), new ClassInfo(2, 3, "cat", new Rgb(7, 8, 9))], [0]);

    private static readonly EvaluationOptions s_options = new()
    {
        Scoring = new ScoringOptions { Dataset = s_toy, Protocols = [ProtocolCatalog.Find("mmseg")] },
        Execution = new ExecutionOptions { Workers = 1 },
    };

    private static readonly FusedOutputs s_scores = new() { Scores = true };

    private TemporaryFolder _folder = null!;

    private ViewPath[] Views => [new(_folder["fine"]), new(_folder["fine-flip"], IsFlipped: true), new(_folder["coarse"], Weight: 0.5)];

    [SetUp]
    public void MakeScores()
    {
        _folder = new TemporaryFolder();
        Random random = new(20_211);
        for (int i = 0; i < Images; i++)
        {
            (int width, int height) = (13 + (4 * i), 9 + i);
            byte[] truth = new byte[width * height];
            for (int pixel = 0; pixel < truth.Length; pixel++)
            {
                truth[pixel] = (byte)random.Next(4);
            }

            _folder.WriteMask($"gt/m{i}.png", width, height, truth);
            WriteScores($"fine/m{i}.npy", random, 3, 7, 10 + (3 * i));
            WriteScores($"fine-flip/m{i}.npy", random, 3, 7, 10 + (3 * i));
            WriteScores($"coarse/m{i}.npy", random, 3, 4, 6 + i);
        }
    }

    [TearDown]
    public void RemoveScores() => _folder.Dispose();

    [Test]
    public void Fused_and_scored_in_one_go_is_fused_to_files_that_are_then_scored([Values("mmseg", "semseg", "pspnet", "maskformer")] string rule)
    {
        RunDocument direct = Fuse(rule, s_scores with { LabelFolder = _folder["pred"] }).Fused!;
        using MaskSource groundTruth = MaskSource.Open(_folder["gt"]);
        using MaskSource predictions = MaskSource.Open(_folder["pred"]);

        RunDocument scored = Evaluator.Evaluate(groundTruth, predictions, s_options);

        Assert.That(Cells(direct), Is.EqualTo(Cells(scored)));
        Assert.That(direct.Primary.MeanIou, Is.EqualTo(scored.Primary.MeanIou));
        Assert.That(direct.GroundTruth, Is.EqualTo(scored.GroundTruth));
        Assert.That(direct.Predictions.Name, Is.EqualTo("pred"));
        Assert.That(direct.Partial, Is.False);
    }

    [Test]
    public void Each_view_and_each_prefix_is_what_a_run_of_its_own_gives()
    {
        FusedRuns each = Fuse("mmseg", s_scores with { Each = true });

        Assert.That(each.Alone, Has.Count.EqualTo(3));
        Assert.That(each.Prefixes, Has.Count.EqualTo(3));
        for (int i = 0; i < 3; i++)
        {
            Assert.That(Cells(each.Alone[i]), Is.EqualTo(Cells(Fuse("mmseg", s_scores, Views[i..(i + 1)]).Fused!)), $"view {i + 1} alone");
            Assert.That(Cells(each.Prefixes[i]), Is.EqualTo(Cells(Fuse("mmseg", s_scores, Views[..(i + 1)]).Fused!)), $"first {i + 1}");
        }

        Assert.That(each.Fused, Is.SameAs(each.Prefixes[2]));
        Assert.That(each.All, Has.Count.EqualTo(5), "all three together, three alone, two together");
        Assert.That(each.Alone.Select(run => run.Predictions.Name), Is.EqualTo(new[] { "fine", "fine-flip", "coarse" }));
    }

    [Test]
    public void Where_the_rule_joins_twins_a_step_is_a_pair()
    {
        FusedRuns each = Fuse("semseg", s_scores with { Each = true });

        Assert.That(each.Alone.Select(run => run.Predictions.Name), Is.EqualTo(new[] { "fine + fine-flip", "coarse" }));
        Assert.That(Cells(each.Alone[0]), Is.EqualTo(Cells(Fuse("semseg", s_scores, Views[..2]).Fused!)));
        Assert.That(each.Alone[0].Fusion!.Views, Is.EqualTo(each.Fused!.Fusion!.Views.Take(2)));
    }

    [Test]
    public void A_single_view_with_each_is_one_run()
    {
        FusedRuns each = Fuse("mmseg", s_scores with { Each = true }, Views[..1]);

        Assert.That(each.All, Is.EqualTo(new[] { each.Fused }));
        Assert.That(each.Alone[0], Is.SameAs(each.Fused));
    }

    [Test]
    public void Any_number_of_workers_gives_the_same_documents_and_files()
    {
        FusedOutputs outputs = s_scores with { Each = true, ConfidenceBits = 8 };
        FusedRuns one = Fuse("mmseg", outputs with { LabelFolder = _folder["one", "pred"] });
        FusedRuns many = Fuse("mmseg", outputs with { LabelFolder = _folder["many", "pred"] }, workers: 4);

        Assert.That(many.All.Select(Text), Is.EqualTo(one.All.Select(Text)));
        string[] files = [.. Directory.EnumerateFiles(_folder["one"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder["one"], file))];
        Assert.That(files, Has.Length.EqualTo(3 * Images), "label, top probability, margin");
        foreach (string file in files)
        {
            Assert.That(File.ReadAllBytes(_folder["many", file]), Is.EqualTo(File.ReadAllBytes(_folder["one", file])), file);
        }
    }

    [Test]
    public void Labels_are_the_same_with_confidence_and_without_it([Values] bool each)
    {
        FusedOutputs outputs = s_scores with { Each = each };

        RunDocument plain = Fuse("mmseg", outputs).Fused!;
        RunDocument confident = Fuse("mmseg", outputs with { LabelFolder = _folder["pred"], ConfidenceBits = 16 }).Fused!;

        Assert.That(Cells(confident), Is.EqualTo(Cells(plain)));
    }

    [Test]
    public void Confidence_is_the_top_probability_and_its_lead()
    {
        MaskFolder.Write(_folder["one-gt", "a.png"], "1 2");
        WriteScores("p/a.npy", [0.5f, 0.1f, 0.25f, 0.8f, 0.25f, 0.1f], 3, 1, 2);   // wall, sky, cat: columns 0.5 0.25 0.25 and 0.1 0.8 0.1
        WriteScores("q/a.npy", [0.7f, 0.1f, 0.25f, 0.6f, 0.05f, 0.3f], 3, 1, 2);

        Fuse("maskformer", new FusedOutputs { LabelFolder = _folder["out"], ConfidenceBits = 16 }, [new(_folder["p"]), new(_folder["q"])], groundTruth: "one-gt");

        LabelMap top = Read(_folder["out-confidence", "top"]);
        LabelMap margin = Read(_folder["out-confidence", "margin"]);
        LabelMap labels = Read(_folder["out"]);
        Assert.That((labels[0, 0], labels[0, 1]), Is.EqualTo((1, 2)), "ids, not class numbers");
        Assert.That(top[0, 0], Is.EqualTo(65535 * (0.5 + 0.7) / 2).Within(1));
        Assert.That(top[0, 1], Is.EqualTo(65535 * (0.8 + 0.6) / 2).Within(1));
        Assert.That(margin[0, 0], Is.EqualTo(65535 * (0.6 - 0.25)).Within(1));
        Assert.That(margin[0, 1], Is.EqualTo(65535 * (0.7 - 0.2)).Within(1));
    }

    [Test]
    public void Weights_decide()
    {
        MaskFolder.Write(_folder["one-gt", "a.png"], "1");
        WriteScores("p/a.npy", [0.6f, 0.4f, 0f], 3, 1, 1);
        WriteScores("q/a.npy", [0.3f, 0.7f, 0f], 3, 1, 1);

        Assert.That(Label(1), Is.EqualTo(2), "0.45 against 0.55");
        Assert.That(Label(3), Is.EqualTo(1), "(3 x 0.6 + 0.3) / 4 = 0.525 against 0.475");

        int Label(double weight)
        {
            Fuse("maskformer", new FusedOutputs { LabelFolder = _folder["out"] }, [new(_folder["p"], Weight: weight), new(_folder["q"])], groundTruth: "one-gt");
            return Read(_folder["out"])[0, 0];
        }
    }

    [Test]
    public void The_document_records_rule_views_flips_and_weights_and_reads_back()
    {
        RunDocument run = Fuse("pspnet", s_scores).Fused!;
        RunDocument read = RunJsonReader.Read(RunJsonWriter.Write(run), "run.json");

        Assert.That(run.Fusion!.Rule, Is.EqualTo(FusionRules.Pspnet));
        Assert.That(run.Fusion.Views, Is.EqualTo(new FusedViewInfo[] { new("fine", false, 1), new("fine-flip", true, 1), new("coarse", false, 0.5) }));
        Assert.That(read.Fusion!.Rule, Is.EqualTo(run.Fusion.Rule));
        Assert.That(read.Fusion.Views, Is.EqualTo(run.Fusion.Views));
        Assert.That(Text(run), Does.Contain(
            """
              "fusion": {"rule":"pspnet","input":"logits","order":"softmax-resize","corners":"antialiased","average":"arithmetic","twins":"sum-logits","views":[{"name":"fine","flipped":false,"weight":1},
            """.Trim()));
    }

    [Test]
    public void A_run_that_was_not_fused_says_nothing_of_fusion()
    {
        using MaskSource groundTruth = MaskSource.Open(_folder["gt"]);
        Fuse("mmseg", new FusedOutputs { LabelFolder = _folder["pred"] });
        using MaskSource predictions = MaskSource.Open(_folder["pred"]);

        Assert.That(Text(Evaluator.Evaluate(groundTruth, predictions, s_options)), Does.Not.Contain("fusion"));
    }

    [Test]
    public void Label_maps_vote_with_their_weights()
    {
        MaskFolder.Write(_folder["votes-gt", "a.png"], "1 2 3 0");
        MaskFolder.Write(_folder["a", "a.png"], "1 2 3 1");
        MaskFolder.Write(_folder["b", "a.png"], "1 3 2 2");
        MaskFolder.Write(_folder["c", "a.png"], "3 2 2 2");   // mirrored below: 2 2 2 3
        ViewPath[] views = [new(_folder["a"]), new(_folder["b"]), new(_folder["c"], IsFlipped: true)];

        FusedRuns runs = Vote(views);
        Assert.That(Cells(runs.Fused!), Is.EqualTo(new[] { "a: 0>1 1, 1>1 1, 2>2 1, 3>2 1" }), "1 of 1 1 2, 2 of 2 3 2, 2 of 3 2 2, and of 1 2 3 the lowest");
        Assert.That(Cells(runs.Alone[2]), Is.EqualTo(new[] { "a: 0>3 1, 1>2 1, 2>2 1, 3>2 1" }), "the mirrored view alone");
        Assert.That(runs.Fused!.Fusion!.Rule, Is.Null);
        Assert.That(RunJsonReader.Read(RunJsonWriter.Write(runs.Fused), "run.json").Fusion!.RuleName, Is.EqualTo("label-votes"));

        Assert.That(Cells(Vote([views[0] with { Weight = 3 }, views[1], views[2]]).Fused!), Is.EqualTo(new[] { "a: 0>1 1, 1>1 1, 2>2 1, 3>3 1" }), "three votes beat two");
    }

    [Test]
    public void Without_ground_truth_a_voting_view_itself_says_which_images_there_are()
    {
        MaskFolder.Write(_folder["a", "x.png"], "1 2 3");
        MaskFolder.Write(_folder["b", "x.png"], "2 2 1");
        using MaskSource sizes = MaskSource.Open(_folder["a"]);
        using FusionViews views = LabelViews.Open([new(_folder["a"]), new(_folder["b"], Weight: 2)]);
        using FusionViews alone = LabelViews.Open([new(_folder["a"])]);

        FusedEvaluator.Evaluate(sizes, views, s_options.Scoring, new FusedOutputs { LabelFolder = _folder["pred"] });
        FusedEvaluator.Evaluate(sizes, alone, s_options.Scoring, new FusedOutputs { LabelFolder = _folder["same"] });

        Assert.That(Read(_folder["pred"]).Narrow.ToArray(), Is.EqualTo(new byte[] { 2, 2, 1 }));
        Assert.That(Read(_folder["same"]).Narrow.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void Score_maps_without_a_mask_are_left_out_with_a_warning()
    {
        WriteScores("fine/other.npy", new Random(1), 3, 4, 4);

        RunDocument run = Fuse("mmseg", s_scores, Views[..1]).Fused!;

        Assert.That(run.Images, Has.Count.EqualTo(Images));
        Assert.That(run.Warnings, Has.Some.Contains("1 of 6 score maps"));
    }

    [Test]
    public void Images_that_pair_otherwise_than_the_first_cannot_be_compared_step_by_step()
    {
        WriteScores("fine-flip/m3.npy", new Random(1), 3, 5, 13);

        InputException error = Assert.Throws<InputException>(() => Fuse("semseg", s_scores with { Each = true }))!;

        Assert.That(error.Message, Does.Contain("images that cannot be fused: 1").And.Contain("pair as 1, 2, 3").And.Contain("expected 1+2, 3"));
    }

    [Test]
    public void A_cancelled_fusion_gives_no_document()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        using MaskSource sizes = MaskSource.Open(_folder["gt"]);
        using FusionViews views = ScoreViews.Open(FusionRules.Mmseg, ScoreLayout.ClassesFirst, Views);

        Assert.Throws<OperationCanceledException>(() => FusedEvaluator.Evaluate(sizes, views, s_options.Scoring, s_scores, s_options.Execution, stop.Token));
    }

    private FusedRuns Fuse(string rule, FusedOutputs outputs, ViewPath[]? paths = null, int workers = 1, string groundTruth = "gt")
    {
        using MaskSource sizes = MaskSource.Open(_folder[groundTruth]);
        using FusionViews views = ScoreViews.Open(FusionRules.Find(rule), ScoreLayout.ClassesFirst, paths ?? Views);
        return FusedEvaluator.Evaluate(sizes, views, s_options.Scoring, outputs, new ExecutionOptions { Workers = workers });
    }

    private FusedRuns Vote(ViewPath[] paths)
    {
        using MaskSource sizes = MaskSource.Open(_folder["votes-gt"]);
        using FusionViews views = LabelViews.Open(paths);
        return FusedEvaluator.Evaluate(sizes, views, s_options.Scoring, s_scores with { Each = true });
    }

    private void WriteScores(string file, Random random, int classes, int rows, int columns) =>
        WriteScores(file, [.. Enumerable.Range(0, classes * rows * columns).Select(_ => (random.NextSingle() * 8) - 4)], classes, rows, columns);

    private void WriteScores(string file, float[] scores, int classes, int rows, int columns) =>
        _folder.Write(file, NpyWriter.Write<float>(scores, classes, rows, columns));

    private static LabelMap Read(string folder)
    {
        using MaskSource source = MaskSource.Open(folder);
        using MaskReader reader = source.CreateReader();
        LabelMap map = new();
        reader.Read(source.Entries.Single(), map);
        return map;
    }

    /// <summary>The counts as one can read them: image, ground truth > prediction, pixels.</summary>
    private static string[] Cells(RunDocument run) =>
        [.. run.Images.Select(image => $"{image.Name}: {string.Join(", ", image.Cells.ToArray().Select(cell => $"{cell.GroundTruth}>{cell.Prediction} {cell.Pixels}"))}")];

    private static string Text(RunDocument run) =>
        Encoding.UTF8.GetString(RunJsonWriter.Write(run with { Header = run.Header with { Tool = new ToolInfo("x", "x") } }));
}
