using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Samples;

namespace Ade20kEval.Tests.Cli;

public sealed class ScoreCommandTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeMasks()
    {
        _folder = new TemporaryFolder();
        MaskFolder.Write(_folder["gt", "a.png"], "1 1 2 2", "1 1 2 0");
        MaskFolder.Write(_folder["gt", "b.png"], "3 3 3 3");
        MaskFolder.Write(_folder["pred", "a.png"], "1 1 2 1", "1 1 2 1");
        MaskFolder.Write(_folder["pred", "b.png"], "3 3 3 4");
    }

    [TearDown]
    public void RemoveMasks() => _folder.Dispose();

    [Test]
    public void The_summary_says_score_parts_protocol_and_over_how_many_classes()
    {
        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("pred against gt: 2 images"));
        Assert.That(run.Output, Does.Contain("11 of 12 pixels are labelled, 1 ignored"));
        Assert.That(run.Output, Does.Contain("protocol sceneparse"));
        Assert.That(run.Output, Does.Contain("over 150 classes, 147 absent"));
        Assert.That(run.Output, Does.Contain("81.82 %"), "9 of 11 pixels");
        Assert.That(run.Output, Does.Contain("predicted, but absent from the ground truth: 1 (floor)"));
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public void No_line_of_the_summary_is_wider_than_80_columns_and_none_ends_in_a_space()
    {
        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"], "--classes", "--protocol", "all");

        string[] lines = run.Output.Split('\n');

        Assert.That(lines.Where(line => line.Length > 80), Is.Empty);
        Assert.That(lines.Where(line => line.EndsWith(' ')), Is.Empty);
        Assert.That(lines, Has.Length.GreaterThan(150));
    }

    [Test]
    public void Out_leaves_the_run_document_and_what_write_names_and_no_temporary_file()
    {
        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"], "--out", _folder["results"], "--write", "json,csv");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(Directory.GetFiles(_folder["results"]).Select(Path.GetFileName).Order(), Is.EqualTo(new[] { "classes.csv", "confusions.csv", "groups.csv", "images.csv", "per-image.csv", "protocols.csv", "run.json" }));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(_folder["results", "run.json"]));
        Assert.That(json.RootElement.GetProperty("scores").GetProperty("sceneparse").GetProperty("pixelAccuracy").GetDouble(), Is.EqualTo(9 / 11.0));
        Assert.That(File.ReadLines(_folder["results", "classes.csv"]).Count(), Is.EqualTo(151), "a header and 150 classes");
    }

    [Test]
    public void Json_is_the_same_document_on_standard_output()
    {
        CliRun written = CliRun.Of("score", _folder["pred"], _folder["gt"], "--out", _folder["results"]);
        CliRun printed = CliRun.Of("score", _folder["pred"], _folder["gt"], "--json");

        Assert.That(written.ExitCode, Is.EqualTo(ExitCode.Done), written.Error);
        Assert.That(WithoutTool(printed.Output), Is.EqualTo(WithoutTool(File.ReadAllText(_folder["results", "run.json"]))));
    }

    [Test]
    public void Indices_and_ids_of_the_same_masks_score_the_same()
    {
        MaskFolder.Write(_folder["indices", "a.png"], "0 0 1 0", "0 0 1 0");
        MaskFolder.Write(_folder["indices", "b.png"], "2 2 2 3");

        CliRun ids = CliRun.Of("score", _folder["pred"], _folder["gt"]);
        CliRun indices = CliRun.Of("score", _folder["indices"], _folder["gt"], "--prediction-labels", "indices");

        Assert.That(indices.Output, Is.EqualTo(ids.Output.Replace("pred against", "indices against", StringComparison.Ordinal)));
    }

    [Test]
    public void Two_sets_in_one_pass_are_shown_one_after_the_other_and_written_apart()
    {
        CliRun run = CliRun.Of("score", "--predictions", _folder["pred"], "--predictions", Copy("pred", "other"), _folder["gt"], "--out", _folder["results"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("pred against gt").And.Contain("other against gt"));
        Assert.That(File.Exists(_folder["results", "pred", "run.json"]) && File.Exists(_folder["results", "other", "run.json"]), Is.True);
    }

    [Test]
    public void A_missing_prediction_is_bad_input_and_leaves_no_run_document()
    {
        File.Delete(_folder["pred", "b.png"]);

        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"], "--out", _folder["results"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("ground truths without a prediction: 1 of 2").And.Contain("b").And.Contain("--missing"));
        Assert.That(run.Output, Is.Empty);
        Assert.That(Directory.Exists(_folder["results"]), Is.False);
    }

    [Test]
    public void An_extra_prediction_is_bad_input_unless_it_may_be_left_out()
    {
        MaskFolder.Write(_folder["pred", "c.png"], "1 1");

        CliRun stopped = CliRun.Of("score", _folder["pred"], _folder["gt"]);
        CliRun skipped = CliRun.Of("score", _folder["pred"], _folder["gt"], "--extra", "skip");

        Assert.That(stopped.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(stopped.Error, Does.Contain("c.png"));
        Assert.That(skipped.ExitCode, Is.EqualTo(ExitCode.Done), skipped.Error);
        Assert.That(skipped.Error, Does.Contain("warning").And.Contain("c.png"));
    }

    [Test]
    public void A_truncated_mask_is_bad_input_that_names_the_file()
    {
        byte[] whole = File.ReadAllBytes(_folder["pred", "a.png"]);
        File.WriteAllBytes(_folder["pred", "a.png"], whole[..^20]);

        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"], "--out", _folder["results"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("a.png"));
        Assert.That(File.Exists(_folder["results", "run.json"]), Is.False);
    }

    [TestCase(new[] { "score" }, "PREDICTIONS GROUND_TRUTH: missing")]
    [TestCase(new[] { "score", "a" }, "only one path")]
    [TestCase(new[] { "score", "a", "b", "--missing", "ignore" }, "error, skip or wrong")]
    [TestCase(new[] { "score", "a", "b", "--workers", "0" }, "1..1024")]
    [TestCase(new[] { "score", "a", "b", "--shard", "3/2" }, "I in 1..N")]
    [TestCase(new[] { "score", "a", "b", "--write", "pdf" }, "pdf")]
    [TestCase(new[] { "score", "a", "b", "--write", "csv" }, "--out")]
    [TestCase(new[] { "score", "a", "b", "--color", "red" }, "auto, always or never")]
    [TestCase(new[] { "scroe", "a", "b" }, "'score'")]
    [TestCase(new[] { "score", "a", "b", "--datset", "x" }, "--datset")]
    public void A_wrong_command_line_is_bad_usage_with_a_reason(string[] args, string reason)
    {
        CliRun run = CliRun.Of(args);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain(reason));
        Assert.That(run.Output, Is.Empty);
    }

    [TestCase("--dataset", "ade20k-15", "ade20k-150")]
    [TestCase("--protocol", "sceneparze", "sceneparse")]
    public void An_unknown_name_answers_with_the_nearest(string option, string name, string nearest)
    {
        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"], option, name);

        Assert.That(run.ExitCode, Is.Not.EqualTo(ExitCode.Done));
        Assert.That(run.Error, Does.Contain($"'{nearest}'"));
    }

    [Test]
    public void An_unknown_kernel_is_bad_usage_and_a_known_one_is_named_in_the_document()
    {
        CliRun unknown = CliRun.With(new() { ["ADE20KEVAL_KERNEL"] = "vector1024" }, "score", _folder["pred"], _folder["gt"]);
        CliRun scalar = CliRun.With(new() { ["ADE20KEVAL_KERNEL"] = "scalar" }, "score", _folder["pred"], _folder["gt"], "--json");

        Assert.That(unknown.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(unknown.Error, Does.Contain("vector1024").And.Contain("vector512"));
        Assert.That(scalar.Output, Does.Contain("\"kernel\":\"scalar\""));
    }

    [Test]
    public void A_response_file_is_not_read_so_that_a_team_may_be_called_at_something()
    {
        CliRun run = CliRun.Of("score", "@team", _folder["gt"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("@team"));
    }

    [Test]
    public void The_scheduler_s_slice_is_taken_from_its_variables()
    {
        Dictionary<string, string> slurm = new() { ["SLURM_ARRAY_TASK_ID"] = "5", ["SLURM_ARRAY_TASK_MIN"] = "4", ["SLURM_ARRAY_TASK_MAX"] = "5", ["SLURM_ARRAY_TASK_COUNT"] = "2" };

        CliRun run = CliRun.With(slurm, "score", _folder["pred"], _folder["gt"], "--shard", "auto", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.That(json.RootElement.GetProperty("shard").GetRawText(), Is.EqualTo("{\"index\":2,\"count\":2}"));
        Assert.That(json.RootElement.GetProperty("partial").GetBoolean(), Is.True);
        Assert.That(json.RootElement.GetProperty("images")[0].GetProperty("name").GetString(), Is.EqualTo("b"));
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_found_before_any_mask_is_read()
    {
        File.WriteAllText(_folder["blocked"], "");
        File.WriteAllBytes(_folder["pred", "a.png"], new byte[100]);

        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"], "--out", _folder["blocked"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.CannotWrite), "a broken mask would have been exit 3");
        Assert.That(run.Error, Does.Contain("blocked"));
    }

    [Test]
    public void Terminal_escapes_in_file_names_are_not_passed_on()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows file names cannot hold control characters.");
        }

        MaskFolder.Write(_folder["pred", "\u001b[31mred.png"], "1 1");

        CliRun run = CliRun.Of("score", _folder["pred"], _folder["gt"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("[31mred").And.Not.Contain("\u001b"));
    }

    [Test]
    public void Help_of_every_command_teaches_with_examples()
    {
        foreach (string command in new[] { "score", "inspect", "rescore", "datasets", "protocols", "demo" })
        {
            CliRun run = CliRun.Of(command, "--help");

            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), command);
            Assert.That(run.Output, Does.Contain("Examples:").And.Contain($"ade20k-eval {command}"), command);
            Assert.That(run.Error, Is.Empty);
        }
    }

    [Test]
    public void The_demonstration_makes_a_set_and_scores_it()
    {
        CliRun run = CliRun.Of("demo", _folder["demo"], "--scenes", "3");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("strong against ground-truth: 3 images").And.Contain("weak against ground-truth"));
        Assert.That(File.Exists(_folder["demo", "results", SyntheticModel.Strong.Name, "run.json"]), Is.True);
    }

    private string Copy(string from, string to)
    {
        string target = _folder.MakeFolder(to);
        foreach (string file in Directory.GetFiles(_folder[from]))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return target;
    }

    private static string WithoutTool(string document) =>
        string.Join('\n', document.Split('\n').Where(line => !line.StartsWith("  \"tool\":", StringComparison.Ordinal)));
}
