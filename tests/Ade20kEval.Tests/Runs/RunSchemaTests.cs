using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ade20kEval.Boundaries;
using Ade20kEval.Datasets;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using Ade20kEval.Scoring;
using Ade20kEval.Slices;
using Ade20kEval.Tests.Cli;
using Json.Schema;

namespace Ade20kEval.Tests.Runs;

/// <summary>The published schema of run documents: what is written keeps to it, what does not keep to it is not written.</summary>
public sealed class RunSchemaTests
{
    private static readonly JsonSchema s_schema = JsonSchema.FromText(
        File.ReadAllText(Path.Combine(TestFolders.Repository, "src", "Ade20kEval", "Runs", "Json", "run.schema.json")));

    private static string OldDocument => Path.Combine(TestFolders.Repository, "tests", "Ade20kEval.Tests", "Runs", "Documents", "before-per-image-means.json");

    [Test]
    public void Every_kind_of_document_keeps_to_the_schema()
    {
        RunDocument small = SampleRuns.Small();
        RunDocument[] runs =
        [
            small,
            small with { Header = small.Header with { Shard = new ShardInfo(1, 2), Partial = true, Warnings = ["a warning"] } },
            small with { Slices = [new SliceColumn("time", [new Slice("day", [1]), new Slice("", [0])])] },
            small with { Subset = ClassSubset.Score(small.Counts, [0, 2], OtherClasses.Merged) },
            small with { Header = small.Header with { Fusion = new FusionInfo(FusionRules.Mmseg, [new FusedViewInfo("one", true, 2)]) } },
            small with { Header = small.Header with { Fusion = new FusionInfo(null, [new FusedViewInfo("one", false, 1)]) } },
            small with { Trimap = new TrimapScores(TrimapKind.Void, [new TrimapBand(1, null, null, 0), new TrimapBand(4, 0.5, 0.75, 8)]) },
            SampleRuns.Large(images: 30),
        ];
        foreach (RunDocument run in runs)
        {
            AssertFits(Encoding.UTF8.GetString(RunJsonWriter.Write(run)));
        }
    }

    [Test]
    public void The_sample_datas_own_runs_keep_to_the_schema()
    {
        foreach (string model in new[] { "strong", "weak" })
        {
            CliRun run = CliRun.Of("score", Path.Combine(TestFolders.SampleData, "predictions", model), Path.Combine(TestFolders.SampleData, "ground-truth"), "--boundary", "--errors", "--sizes", "--rings", "5", "--protocol", "all", "--json");
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            AssertFits(run.Output);
        }
    }

    [Test]
    public void A_fused_run_with_calibration_keeps_to_the_schema()
    {
        CliRun run = CliRun.Of("fuse", "--view", Path.Combine(TestFolders.SampleData, "scores", "s050"), "--sizes-from", Path.Combine(TestFolders.SampleData, "ground-truth"), "--score", "--calibration", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        AssertFits(run.Output);
    }

    [TestCase("1/3")]
    [TestCase("2/40")]
    public void A_shard_keeps_to_the_schema_full_or_empty(string shard)
    {
        CliRun run = CliRun.Of("score", Path.Combine(TestFolders.SampleData, "predictions", "weak"), Path.Combine(TestFolders.SampleData, "ground-truth"), "--shard", shard, "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("\"evidence\": {"));
        AssertFits(run.Output);
    }

    [Test]
    public void A_document_of_the_first_version_keeps_to_the_schema_and_is_read_with_its_figures()
    {
        string text = File.ReadAllText(OldDocument);
        AssertFits(text);

        RunDocument run = RunJsonReader.ReadFile(OldDocument);

        using JsonDocument json = JsonDocument.Parse(text);
        Assert.That(run.Warnings, Is.Empty, "no figure that is computed anew differs from the one that was written");
        Assert.That(run.Images, Has.Count.EqualTo(3));
        Assert.That(run.Scores, Has.Count.EqualTo(json.RootElement.GetProperty("scores").EnumerateObject().Count()));
        Assert.That(run.Primary.MeanIou, Is.EqualTo(json.RootElement.GetProperty("scores").GetProperty("sceneparse").GetProperty("meanIou").GetDouble()));
        Assert.That(run.Boundary, Is.Not.Null);
        Assert.That(run.Subset, Is.Not.Null);
    }

    [TestCase("$.partial", "\"no\"")]
    [TestCase("$.scores.simple.meanIou", "\"0.5\"")]
    [TestCase("$.classes[0].imageCount", "-1")]
    [TestCase("$.images[0].width", "0")]
    [TestCase("$.images[0].cells[0][2]", "0")]
    [TestCase("$.images[0].cells[0][0]", "65536")]
    [TestCase("$.predictions.labels", "\"names\"")]
    [TestCase("$.schema", "\"ade20k-eval/run/2\"")]
    public void A_wrong_value_does_not_keep_to_it(string place, string value)
    {
        JsonNode document = JsonNode.Parse(RunJsonWriter.Write(SampleRuns.Small()))!;
        Step(document, place).ReplaceWith(JsonNode.Parse(value));

        Assert.That(Fits(document.ToJsonString()), Is.False);
    }

    [Test]
    public void A_missing_or_a_strange_key_does_not_keep_to_it()
    {
        JsonNode document = JsonNode.Parse(RunJsonWriter.Write(SampleRuns.Small()))!;
        document["images"]![0]!["colour"] = 1;
        Assert.That(Fits(document.ToJsonString()), Is.False);

        document = JsonNode.Parse(RunJsonWriter.Write(SampleRuns.Small()))!;
        document.AsObject().Remove("histogram");
        Assert.That(Fits(document.ToJsonString()), Is.False);
    }

    private static JsonNode Step(JsonNode node, string place)
    {
        foreach (string part in place[2..].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.'))
        {
            node = int.TryParse(part, out int index) ? node[index]! : node[part]!;
        }

        return node;
    }

    private static bool Fits(string text)
    {
        using JsonDocument json = JsonDocument.Parse(text);
        return s_schema.Evaluate(json.RootElement).IsValid;
    }

    private static void AssertFits(string text)
    {
        using JsonDocument json = JsonDocument.Parse(text);
        EvaluationResults results = s_schema.Evaluate(json.RootElement, new global::Json.Schema.EvaluationOptions { OutputFormat = OutputFormat.List });
        IEnumerable<string> errors = (results.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"));
        Assert.That(results.IsValid, Is.True, string.Join('\n', errors.Take(10)));
    }
}
