using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Formats.Npy;

namespace Ade20kEval.Tests.Cli;

public sealed class FuseCommandTests
{
    private const int Classes = 150;

    private TemporaryFolder _folder = null!;

    /// <summary>Two images of 4 x 2, two views that are each right where the other is in doubt.</summary>
    [SetUp]
    public void MakeScores()
    {
        _folder = new TemporaryFolder();
        foreach (string image in (ReadOnlySpan<string>)["a", "b"])
        {
            MaskFolder.Write(_folder["gt", $"{image}.png"], "1 1 2 2", "1 1 2 0");
            _folder.Write($"one/{image}.npy", Scores((0, 0, 5), (0, 1, 4), (1, 2, 5), (1, 3, 1), (3, 3, 2)));
            _folder.Write($"two/{image}.npy", Scores((0, 0, 4), (0, 1, 5), (1, 2, 2), (1, 3, 5), (4, 2, 3)));
        }
    }

    [TearDown]
    public void RemoveScores() => _folder.Dispose();

    [Test]
    public void Each_prints_views_alone_and_together_with_their_gain_and_classes()
    {
        CliRun run = Fuse("--score", "--each");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("protocol sceneparse over 150 classes"));
        Assert.That(run.Output, Does.Match(@"1 +one +1\.11 +0\.00 +85\.71"), "IoU (1 + 2/3) / 150; 6 of 7 pixels");
        Assert.That(run.Output, Does.Match(@"2 +two +0\.89 +-0\.22 +71\.43"), "IoU (1 + 1/3) / 150; 5 of 7 pixels");
        Assert.That(run.Output, Does.Match(@"1\.\.2 +all together +1\.33 +\+0\.22 +100\.00"), "each view is right where the other is in doubt");
        Assert.That(run.Output, Does.Match(@"building +66\.67 +100\.00 +\+33\.33"));
        Assert.That(run.Output.Split('\n').Where(line => line.Length > 80 || line.EndsWith(' ')), Is.Empty);
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void Where_all_is_ignored_confidence_is_called_unknown_once()
    {
        MaskFolder.Write(_folder["gt", "a.png"], "0 0 0 0", "0 0 0 0");
        MaskFolder.Write(_folder["gt", "b.png"], "0 0 0 0", "0 0 0 0");

        CliRun run = Fuse("--score", "--calibration");

        Assert.That(run.Output.Split("nothing can be said of confidence"), Has.Length.EqualTo(2), run.Output);
    }

    [Test]
    public void The_run_of_all_views_is_called_as_told()
    {
        CliRun run = Fuse("--score", "--each", "--name", "all views");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.StartWith("all views against "));
        Assert.That(Fuse("--out", _folder["unnamed"], "--name", "all views").Error, Does.Contain("--name: has a meaning for scores only"));
    }

    [Test]
    public void Out_writes_the_label_maps_that_score_alike()
    {
        CliRun fused = Fuse("--out", _folder["pred"], "--score", "--json");
        CliRun scored = CliRun.Of("score", _folder["pred"], _folder["gt"], "--json");

        Assert.That(fused.ExitCode, Is.EqualTo(ExitCode.Done), fused.Error);
        Assert.That(Directory.GetFiles(_folder["pred"]).Select(Path.GetFileName).Order(), Is.EqualTo(new[] { "a.png", "b.png" }));
        using JsonDocument fusedJson = JsonDocument.Parse(fused.Output);
        using JsonDocument scoredJson = JsonDocument.Parse(scored.Output);
        Assert.That(fusedJson.RootElement.GetProperty("scores").GetRawText(), Is.EqualTo(scoredJson.RootElement.GetProperty("scores").GetRawText()));
        Assert.That(fusedJson.RootElement.GetProperty("fusion").GetProperty("rule").GetString(), Is.EqualTo("mmseg"));
    }

    [Test]
    public void Without_score_it_says_how_many_maps_it_wrote()
    {
        CliRun run = Fuse("--out", _folder["pred"], "--confidence", "8");

        Assert.That(run.Output, Is.EqualTo($"2 label maps written to {_folder["pred"]}\n"));
        Assert.That(File.Exists(_folder["pred-confidence", "top", "a.png"]) && File.Exists(_folder["pred-confidence", "margin", "b.png"]));
    }

    [Test]
    public void Run_out_leaves_documents_tables_and_charts()
    {
        CliRun run = Fuse("--score", "--each", "--run-out", _folder["results"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(
            Directory.EnumerateFiles(_folder["results"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder["results"], file).Replace('\\', '/')).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "fusion-classes.csv", "fusion-classes.svg", "fusion.csv", "fusion.svg", "run.json", "view-1/run.json", "view-2/run.json" }));
        Assert.That(File.ReadAllText(_folder["results", "fusion.svg"]), Does.Contain("together").And.Contain("alone"));
        Assert.That(CliRun.Of("rescore", _folder["results", "view-2", "run.json"]).ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public void Calibration_is_told_kept_drawn_and_explained()
    {
        CliRun run = Fuse("--score", "--calibration", "--run-out", _folder["results"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("can its confidence be trusted?").And.Contain("Negative log likelihood"));
        Assert.That(run.Output.Split('\n').Where(line => line.Length > 80 || line.EndsWith(' ')), Is.Empty);
        string document = _folder["results", "run.json"];
        Assert.That(CliRun.Of("report", document, "--out", _folder["report"], "--write", "html,md,tex,csv,svg").ExitCode, Is.EqualTo(ExitCode.Done));
        string page = File.ReadAllText(_folder["report", "report.html"]);
        Assert.That(page, Does.Contain("href=\"#calibration-section\"").And.Contain("id=\"chart-reliability\"").And.Contain("Predictions are "));
        Assert.That(File.ReadAllText(_folder["report", "report.md"]), Does.Contain("by confidence"));
        Assert.That(File.ReadAllText(_folder["report", "calibration.csv"]), Does.StartWith("part,pixels,accuracy,confidence,ece,"));
        Assert.That(File.ReadAllLines(_folder["report", "calibration-classes.csv"]), Has.Length.EqualTo(1 + Classes));
        Assert.That(File.Exists(_folder["report", "charts", "reliability.svg"]) && File.Exists(_folder["report", "charts", "risk.svg"]));
        Assert.That(CliRun.Of("explain", document).Output, Does.Contain("Can I trust its confidence?"));
    }

    [TestCase("--votes --score --calibration", "--calibration: votes are shares")]
    [TestCase("--average votes --score --calibration", "--calibration: votes are shares")]
    [TestCase("--out pred --calibration", "--calibration: has a meaning for scores only")]
    public void Calibration_of_what_has_none_is_bad_usage(string options, string message)
    {
        CliRun run = Fuse(options.Split(' '));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void Label_maps_vote()
    {
        Fuse("--out", _folder["pred"]);
        CliRun run = CliRun.Of("fuse", "--votes", "--view", _folder["pred"], "--view", _folder["pred"], "--sizes-from", _folder["gt"], "--score");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("pixel accuracy       100.00 %"));
    }

    [Test]
    public void A_view_cannot_be_scored_against_itself()
    {
        CliRun run = CliRun.Of("fuse", "--votes", "--view", _folder["gt"], "--sizes-from", _folder["gt"] + "/", "--score");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain("against itself"));
    }

    [Test]
    public void A_view_that_lacks_an_image_is_named_with_the_image()
    {
        File.Delete(_folder["two", "b.npy"]);
        ExpectBadInput($"{_folder["two"]}: images without a score map in this view: 1", "\n  b\n");
    }

    [Test]
    public void Another_number_of_classes_is_an_error_with_both_numbers()
    {
        _folder.Write("two/b.npy", NpyWriter.Write<float>(new float[149 * 8], 149, 2, 4));
        ExpectBadInput("b.npy", "149", "150");

        _folder.Write("one/b.npy", NpyWriter.Write<float>(new float[149 * 8], 149, 2, 4));
        ExpectBadInput("b.npy", "149", "150", "--dataset");
    }

    [Test]
    public void Scores_that_are_no_numbers_are_counted_and_the_first_is_placed()
    {
        float[] scores = new float[Classes * 8];
        scores[(7 * 8) + 5] = float.NaN;
        scores[(9 * 8) + 2] = float.PositiveInfinity;
        _folder.Write("two/a.npy", NpyWriter.Write<float>(scores, Classes, 2, 4));

        ExpectBadInput("a.npy", "2 of 1200 scores", "class 7 at row 1, column 1");
    }

    [Test]
    public void A_wrong_rank_type_proportion_or_length_is_an_error()
    {
        _folder.Write("two/a.npy", NpyWriter.Write<float>(new float[8], 2, 4));
        ExpectBadInput("a.npy", "three axes");

        _folder.Write("two/a.npy", NpyWriter.Write<long>(new long[Classes * 8], Classes, 2, 4));
        ExpectBadInput("a.npy", "int64", "float16");

        _folder.Write("two/a.npy", NpyWriter.Write<float>(new float[Classes * 40], Classes, 2, 20));
        ExpectBadInput("a.npy", "20 columns", "4 x 2");

        _folder.Write("two/a.npy", NpyWriter.Write<float>(new float[Classes * 8], Classes, 2, 4)[..1000]);
        ExpectBadInput("a.npy", "1000");
    }

    [Test]
    public void Label_maps_of_another_size_cannot_vote()
    {
        MaskFolder.Write(_folder["masks", "a.png"], "1 1 2");
        MaskFolder.Write(_folder["masks", "b.png"], "1 1 2 2", "1 1 2 2");
        CliRun run = CliRun.Of("fuse", "--votes", "--view", _folder["masks"], "--sizes-from", _folder["gt"], "--score");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("a.png is 3 x 1").And.Contain("expected 4 x 2"));
    }

    [TestCase("--out PRED_DIR, --score")]
    [TestCase("expected one for each --view", "--score", "--weights", "1,2,3")]
    [TestCase("'x' is no weight", "--score", "--weights", "1,x")]
    [TestCase("expected mmseg, csail, semseg", "--score", "--rule", "mmsegg")]
    [TestCase("either --rule or", "--score", "--rule", "mmseg", "--corners", "aligned")]
    [TestCase("half-pixel, aligned or antialiased", "--score", "--corners", "round")]
    [TestCase("chw or hwc", "--score", "--layout", "whc")]
    [TestCase("none, 8 or 16", "--score", "--confidence", "12")]
    [TestCase("Give --out PRED_DIR", "--score", "--confidence", "8")]
    [TestCase("--rule: is for score maps", "--score", "--votes", "--rule", "mmseg")]
    public void A_command_line_that_makes_no_sense_is_refused(string expected, params string[] more)
    {
        CliRun run = Fuse(more);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error);
        Assert.That(run.Error, Does.Contain(expected));
    }

    [Test]
    public void Options_about_scores_need_score()
    {
        foreach (string option in (ReadOnlySpan<string>)["--each", "--json"])
        {
            CliRun run = Fuse("--out", _folder["pred"], option);
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
            Assert.That(run.Error, Does.Contain($"{option}: has a meaning for scores only"));
        }
    }

    [Test]
    public void Fused_maps_may_not_replace_what_they_are_made_of()
    {
        CliRun run = Fuse("--out", _folder["gt"] + "/");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain("is also read from"));
    }

    [Test]
    public void A_fusion_that_fails_leaves_no_run_document()
    {
        File.Delete(_folder["two", "b.npy"]);

        Assert.That(Fuse("--score", "--run-out", _folder["results"]).ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(Directory.Exists(_folder["results"]), Is.False);
    }

    [Test]
    public void Help_teaches_with_examples()
    {
        CliRun run = CliRun.Of("fuse", "--help");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(run.Output, Does.Contain("--view").And.Contain("Examples:").And.Contain("three models' label maps vote"));
    }

    private CliRun Fuse(params string[] more) =>
        CliRun.Of(["fuse", "--view", _folder["one"], "--view", _folder["two"], "--sizes-from", _folder["gt"], .. more]);

    private void ExpectBadInput(params string[] parts)
    {
        CliRun run = Fuse("--score");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Output);
        foreach (string part in parts)
        {
            Assert.That(run.Error, Does.Contain(part));
        }
    }

    /// <summary>A score map of 2 rows and 4 columns, both rows alike: the logits of some classes and columns, the others 0.</summary>
    private static byte[] Scores(params (int Class, int Column, float Logit)[] logits)
    {
        float[] scores = new float[Classes * 8];
        foreach ((int c, int column, float logit) in logits)
        {
            scores[(c * 8) + column] = logit;
            scores[(c * 8) + 4 + column] = logit;
        }

        return NpyWriter.Write<float>(scores, Classes, 2, 4);
    }
}
