using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Tests.Cli;

/// <summary>The commands that look at saved runs and masks: report, rescore, doctor, convert, colorize, protocols, datasets.</summary>
public sealed class RunViewCommandTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void ScoreOnce()
    {
        _folder = new TemporaryFolder();
        MaskFolder.Write(_folder["gt", "a.png"], "1 1 2 2 3 3", "1 1 2 2 3 0", "4 4 5 5 6 6");
        MaskFolder.Write(_folder["pred", "a.png"], "1 1 2 1 3 3", "1 1 2 1 3 3", "4 4 5 5 6 7");
        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"], "--out", _folder["run"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Rescoring_needs_no_masks_and_equals_scoring_under_that_protocol()
    {
        CliRun scored = CliRun.Of("score", _folder["pred"], _folder["gt"], "--protocol", "mmseg");
        Directory.Delete(_folder["pred"], recursive: true);
        Directory.Delete(_folder["gt"], recursive: true);

        CliRun rescored = CliRun.Of("rescore", _folder["run", "run.json"], "--protocol", "mmseg");

        Assert.That(rescored.ExitCode, Is.EqualTo(ExitCode.Done), rescored.Error);
        Assert.That(rescored.Output, Is.EqualTo(scored.Output));
        Assert.That(rescored.Output, Does.Contain("protocol mmseg"));
    }

    [Test]
    public void Rescoring_all_says_why_the_protocols_differ_on_this_data()
    {
        CliRun run = CliRun.Of("rescore", _folder["run", "run.json"], "--protocol", "all");

        Assert.That(run.Output, Does.Contain("why they differ on this data").And.Contain("detectron2").And.Contain("143 classes absent"));
    }

    [Test]
    public void A_report_is_one_page_and_what_else_is_named()
    {
        CliRun run = CliRun.Of("report", _folder["run", "run.json"], "--out", _folder["report"], "--write", "html,md,tex,csv,svg", "--ground-truth", _folder["gt"], "--predictions", _folder["pred"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(File.ReadAllText(_folder["report", "report.html"]), Does.Contain("Content-Security-Policy"));
        Assert.That(run.Output.Split('\n'), Has.Some.EndsWith("report.md").And.Some.EndsWith("report.tex").And.Some.EndsWith("classes.csv").And.Some.EndsWith(".svg"));
    }

    [Test]
    public void A_report_against_another_run_compares_in_every_format()
    {
        MaskFolder.Write(_folder["other", "a.png"], "1 1 1 1 3 3", "1 1 1 1 3 3", "4 4 5 5 6 7");
        Assert.That(CliRun.Of("score", _folder["other"], _folder["gt"], "--out", _folder["other-run"]).ExitCode, Is.EqualTo(ExitCode.Done));

        CliRun report = CliRun.Of("report", _folder["run", "run.json"], "--compare", _folder["other-run", "run.json"], "--out", _folder["report"], "--write", "md,tex,csv");

        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Done), report.Error);
        Assert.That(File.ReadAllText(_folder["report", "report.md"]), Does.Contain("| other |").And.Contain("pred against other"));
        Assert.That(File.ReadAllText(_folder["report", "report.tex"]), Does.Contain("other & ").And.Contain("pred against other"));
        Assert.That(File.ReadAllText(_folder["report", "changed-classes.csv"]), Does.Contain("building"));
        Assert.That(File.Exists(_folder["report", "changed-figures.csv"]), Is.True);
    }

    [Test]
    public void A_report_under_another_protocol_is_that_of_a_rescored_run()
    {
        CliRun.Of("rescore", _folder["run", "run.json"], "--protocol", "mmseg", "--out", _folder["rescored"]);
        CliRun.Of("report", _folder["rescored", "run.json"], "--out", _folder["two-steps"], "--write", "md");
        CliRun one = CliRun.Of("report", _folder["run"], "--protocol", "mmseg", "--out", _folder["one-step"], "--write", "md");

        Assert.That(one.ExitCode, Is.EqualTo(ExitCode.Done), one.Error);
        Assert.That(File.ReadAllText(_folder["one-step", "report.md"]), Is.EqualTo(File.ReadAllText(_folder["two-steps", "report.md"])).And.Contain("protocol mmseg"));
    }

    [Test]
    public void Report_and_rescore_call_runs_as_told()
    {
        string run = _folder["run", "run.json"];
        CliRun report = CliRun.Of("report", run, "--compare", run, "--name", "new model", "--name", "old model", "--out", _folder["named"], "--write", "html,md");
        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Done), report.Error);
        Assert.That(File.ReadAllText(_folder["named", "report.html"]), Does.Contain("new model").And.Contain("old model"));

        CliRun rescored = CliRun.Of("rescore", run, "--name", "mine", "--json");
        Assert.That(rescored.Output, Does.Contain("\"name\":\"mine\""));
        CliRun tooMany = CliRun.Of("rescore", run, "--name", "a", "--name", "b");
        Assert.That(tooMany.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(tooMany.Error, Does.Contain("2 names for 1 run"));
    }

    [Test]
    public void Score_writes_the_page_at_once()
    {
        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"], "--out", _folder["both"], "--write", "html");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(Directory.GetFiles(_folder["both"]).Select(Path.GetFileName).Order(), Is.EqualTo(new[] { "report.html", "run.json" }));
    }

    [Test]
    public void The_doctor_names_the_option_that_mends_indices_taken_for_ids_and_score_warns()
    {
        MaskFolder.Write(_folder["indices", "a.png"], "0 0 1 1 2 2", "0 0 1 1 2 2", "3 3 4 4 5 5");

        CliRun doctor = CliRun.Of("doctor", _folder["indices"], _folder["gt"]);
        CliRun score = CliRun.Of("score", _folder["indices"], _folder["gt"]);

        Assert.That(doctor.ExitCode, Is.EqualTo(ExitCode.CauseFound), doctor.Error);
        Assert.That(doctor.Output, Does.Contain("--prediction-labels indices").And.Contain("pixel accuracy 100.00 %"));
        Assert.That(score.Error, Does.Contain("warning").And.Contain("--prediction-labels indices"));
    }

    [Test]
    public void The_doctor_writes_the_renumbering_that_mends_a_shift()
    {
        MaskFolder.Write(_folder["shifted", "a.png"], "3 3 4 4 5 5", "3 3 4 4 5 5", "6 6 7 7 8 8");

        CliRun doctor = CliRun.Of("doctor", _folder["shifted"], _folder["gt"], "--write-remap", _folder["remap.csv"]);
        CliRun score = CliRun.Of("score", _folder["shifted"], _folder["gt"], "--remap", _folder["remap.csv"]);

        Assert.That(doctor.ExitCode, Is.EqualTo(ExitCode.CauseFound), doctor.Error);
        Assert.That(score.ExitCode, Is.EqualTo(ExitCode.Done), score.Error);
        Assert.That(score.Output, Does.Contain("pixel accuracy       100.00 %"));
    }

    [Test]
    public void Healthy_predictions_have_nothing_suspicious()
    {
        CliRun run = CliRun.Of("doctor", _folder["pred"], _folder["gt"]);

        Assert.That(run.Output, Does.Contain("Nothing suspicious"));
    }

    [Test]
    public void A_full_annotation_converts_to_the_challenge_mask_beside_it()
    {
        string full = TestFolders.SharedOrSkip("real", "sceneparsing", "convertFromADE", "ADE_train_00000970_raw.png");
        string challenge = TestFolders.SharedOrSkip("real", "sceneparsing", "convertFromADE", "ADE_train_00000970_challenge.png");

        CliRun run = CliRun.Of("convert", full, _folder["challenge"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(Samples(_folder["challenge", "ADE_train_00000970_raw.png"]), Is.EqualTo(Samples(challenge)));
    }

    [Test]
    public void A_colorized_mask_is_still_the_same_mask()
    {
        CliRun colorize = CliRun.Of("colorize", _folder["pred"], _folder["colored"]);
        CliRun before = CliRun.Of("score", _folder["pred"], _folder["gt"]);
        CliRun after = CliRun.Of("score", _folder["colored"], _folder["gt"]);

        Assert.That(colorize.ExitCode, Is.EqualTo(ExitCode.Done), colorize.Error);
        Assert.That(after.Output, Is.EqualTo(before.Output.Replace("pred against", "colored against", StringComparison.Ordinal)));
    }

    [Test]
    public void Colours_are_read_back_through_the_palette()
    {
        MaskFolder.Write(_folder["small", "a.png"], "1 1 2 2 3 3", "1 1 2 2 3 3", "4 4 5 5 6 6");
        byte[] rgb = [.. Samples(_folder["small", "a.png"]).SelectMany(raw =>
        {
            global::Ade20kEval.Datasets.Rgb color = global::Ade20kEval.Datasets.DatasetCatalog.Find("ade20k-150").Classes[raw - 1].Color;
            return new[] { color.R, color.G, color.B };
        })];
        Directory.CreateDirectory(_folder["rgb"]);
        using (FileStream stream = File.Create(_folder["rgb", "a.png"]))
        {
            PngWriter.WriteRgb8(stream, rgb, 6, 3);
        }

        CliRun refused = CliRun.Of("score", _folder["rgb"], _folder["gt"]);
        CliRun read = CliRun.Of("score", _folder["rgb"], _folder["gt"], "--encoding", "palette");

        Assert.That(refused.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(refused.Error, Does.Contain("--encoding palette"));
        Assert.That(read.Output, Does.Contain("pixel accuracy       100.00 %"));
    }

    [Test]
    public void Chosen_classes_are_scored_apart_and_stay_in_the_document()
    {
        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"], "--classes-only", "wall,sky", "--json");
        CliRun shown = CliRun.Of("score", _folder["pred"], _folder["gt"], "--classes-only", "top:2");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement subset = json.RootElement.GetProperty("subset");
        Assert.That(subset.GetProperty("ids").GetRawText(), Is.EqualTo("[1,3]"));
        Assert.That(subset.GetProperty("diceMacro").GetDouble(), Is.EqualTo(((2 * 4 / 10.0) + (2 * 3 / 6.0)) / 2).Within(1e-15), "wall 4 of 4 and 6 predicted, sky 3 of 3");
        Assert.That(shown.Output, Does.Contain("2 chosen classes"));
    }

    [Test]
    public void An_ignored_class_is_left_out_of_the_ground_truth()
    {
        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"], "--ignore", "2", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.That(json.RootElement.GetProperty("pixels").GetProperty("ignored").GetInt64(), Is.EqualTo(1 + 4));
    }

    [Test]
    public void Cityscapes_instances_weigh_their_scores_when_instance_ids_lie_beside_label_ids()
    {
        const string Frame = "aachen_000000_000019";
        MaskFolder.Write(_folder["cs", $"{Frame}_gtFine_labelIds.png"], "7 7 26 26");
        Directory.CreateDirectory(_folder["cs"]);
        using (FileStream stream = File.Create(_folder["cs", $"{Frame}_gtFine_instanceIds.png"]))
        {
            PngWriter.WriteGray16(stream, [7, 7, 26000, 26001], 4, 1);
        }

        MaskFolder.Write(_folder["cspred", $"{Frame}_anything.png"], "7 7 26 26");

        CliRun run = CliRun.Of("score", _folder["cspred"], _folder["cs"], "--dataset", "cityscapes-19", "--json");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.That(json.RootElement.GetProperty("scores").GetProperty("cityscapes").GetProperty("instanceMeanIou").GetDouble(), Is.EqualTo(1.0));
    }

    private static byte[] Samples(string path)
    {
        PngDecoder decoder = new();
        byte[] samples = new byte[decoder.Parse(File.ReadAllBytes(path), path).SampleCount];
        decoder.DecodeTo(samples.AsSpan());
        return samples;
    }
}
