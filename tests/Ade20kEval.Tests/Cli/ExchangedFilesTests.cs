using System.Text.Json.Nodes;
using Ade20kEval.Cli;

namespace Ade20kEval.Tests.Cli;

/// <summary>Ground truth and predictions in each other's place, documents of other kinds, and figures that were edited are told with advice.</summary>
public sealed class ExchangedFilesTests
{
    private static string Sample(params string[] parts) => Path.Combine([TestFolders.SampleData, .. parts]);

    [TestCase("instances")]
    [TestCase("panoptic")]
    public void Ground_truth_where_predictions_should_be_is_told_with_advice(string command)
    {
        CliRun run = CliRun.Of(command, Sample(command, "ground-truth.json"), Sample(command, "weak.json"));

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
        Assert.That(run.Error, Does.Contain("Are the two exchanged? Then give each in the other's place (`ade20k-eval COMMAND PREDICTIONS GROUND_TRUTH`)"));
    }

    [Test]
    public void Segments_without_iscrowd_are_told_to_be_predictions_even_where_categories_are_given()
    {
        CliRun run = CliRun.Of("panoptic", Sample("panoptic", "ground-truth.json"), Sample("panoptic", "weak.json"), "--dataset", "ade20k-150");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
        Assert.That(run.Error, Does.Contain("\"iscrowd\"").And.Contain("COMMAND PREDICTIONS GROUND_TRUTH"));
    }

    [TestCase("report FILE --out OUT")]
    [TestCase("rescore FILE")]
    [TestCase("compare FILE FILE")]
    public void A_document_that_is_no_run_is_told_the_names_of_all_that_are(string words)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("other.json", """{"schema": "ade20k-eval/other/1"}""");

        CliRun run = CliRun.Of([.. words.Split(' ').Select(word => word == "FILE" ? file : word == "OUT" ? folder["out"] : word)]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Error);
        Assert.That(run.Error, Does.Contain("expected a run: ade20k-eval/run/1, ade20k-eval/panoptic/1 or ade20k-eval/instances/1"));
    }

    [TestCase("report RUN --out OUT")]
    [TestCase("rescore RUN")]
    [TestCase("compare ORIGINAL RUN")]
    public void Every_command_on_a_saved_run_tells_figures_that_were_edited(string words)
    {
        using TemporaryFolder folder = new();
        Assert.That(CliRun.Of("panoptic", Sample("panoptic", "weak.json"), Sample("panoptic", "ground-truth.json"), "--out", folder["run"]).ExitCode, Is.EqualTo(ExitCode.Done));
        JsonNode root = JsonNode.Parse(File.ReadAllText(folder["run", "run.json"]))!;
        root["intervals"]!["figures"]!["pq"]!["low"] = 0.001;
        string edited = folder.Write("edited.json", root.ToJsonString());

        CliRun run = CliRun.Of([.. words.Split(' ').Select(word => word switch { "RUN" => edited, "OUT" => folder["out"], "ORIGINAL" => folder["run"], _ => word })]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Error, Does.Contain("The file says $.intervals.figures.pq.low is 0.001; its evidence gives "));
    }
}
