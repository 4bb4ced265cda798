using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Panoptic;

namespace Ade20kEval.Tests.Cli;

public sealed class PanopticCommandTests
{
    private TemporaryFolder _folder = null!;
    private string _groundTruth = "";
    private string _predictions = "";

    [OneTimeSetUp]
    public void MakeSet()
    {
        _folder = new TemporaryFolder();
        (_groundTruth, _predictions) = PanopticSet.Random(16_400, images: 20, extraArea: 3).Write(_folder);
    }

    [OneTimeTearDown]
    public void RemoveSet() => _folder.Dispose();

    [Test]
    public void Means_are_printed_with_their_protocol_and_what_quirks_cost()
    {
        CliRun run = CliRun.Of("panoptic", _predictions, _groundTruth);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.StartWith("pred against gt: 20 images\n").And.Contain("protocol panopticapi").And.Contain("things").And.Contain("json-areas"));
        Assert.That(CliRun.Of("panoptic", _predictions, _groundTruth, "--categories").Output, Does.Contain("category 12"));
    }

    [Test]
    public void The_document_has_the_keys_of_the_contract_and_the_evidence()
    {
        JsonElement root = JsonDocument.Parse(CliRun.Of("panoptic", _predictions, _groundTruth, "--json").Output).RootElement;

        Assert.That(root.GetProperty("schema").GetString(), Is.EqualTo("ade20k-eval/panoptic/1"));
        Assert.That(root.GetProperty("summary").EnumerateObject().Select(property => property.Name), Is.EqualTo(new[] { "all", "things", "stuff" }));
        Assert.That(root.GetProperty("summary").GetProperty("all").EnumerateObject().Select(property => property.Name), Is.EqualTo(new[] { "pq", "sq", "rq", "categories", "pqDagger" }));
        Assert.That(root.GetProperty("categories")[0].EnumerateObject().Select(property => property.Name), Is.EqualTo(new[] { "id", "name", "isThing", "pq", "sq", "rq", "tp", "fp", "fn", "iou", "pqDagger" }));
        JsonElement image = root.GetProperty("images")[0];
        Assert.That(image.GetProperty("id").GetInt64(), Is.EqualTo(1000));
        long[] pixels = [.. image.GetProperty("overlaps").EnumerateArray().Select(cell => cell[2].GetInt64())];
        Assert.That(pixels.Sum(), Is.GreaterThan(0).And.EqualTo(image.GetProperty("overlaps").EnumerateArray().Sum(cell => cell[2].GetInt64())));
    }

    [Test]
    public void One_worker_and_three_write_the_same_document_but_for_the_line_of_the_tool([Values("mask", "boundary")] string iou)
    {
        string[] Lines(string workers) => [.. CliRun.Of("panoptic", _predictions, _groundTruth, "--json", "--iou", iou, "--workers", workers).Output.Split('\n').Where(line => !line.StartsWith("  \"tool\"", StringComparison.Ordinal))];

        Assert.That(Lines("3"), Has.Length.GreaterThan(40).And.EqualTo(Lines("1")));
    }

    [Test]
    public void Tables_are_written_in_three_forms_beside_the_document()
    {
        string folder = _folder["out"];

        CliRun run = CliRun.Of("panoptic", _predictions, _groundTruth, "--out", folder, "--write", "csv,md,tex", "--protocol", "torchmetrics");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        string[] expected = ["categories.csv", "categories.md", "categories.tex", "images.csv", "images.md", "images.tex", "run.json", "summary.csv", "summary.md", "summary.tex"];
        Assert.That(Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(expected));
        Assert.That(File.ReadLines(Path.Combine(folder, "images.csv")).Count(), Is.EqualTo(21));
        Assert.That(File.ReadAllText(Path.Combine(folder, "summary.md")), Does.Contain("torchmetrics"));
    }

    [TestCase("--areas", "pixels", "json or png")]
    [TestCase("--iou", "box", "mask or boundary")]
    [TestCase("--protocol", "panoptic", "panopticapi")]
    [TestCase("--mend", "json-area", "json-areas")]
    [TestCase("--dataset", "coco-13", "coco-133")]
    [TestCase("--prediction-labels", "id", "ids or indices")]
    [TestCase("--write", "jsn", "json")]
    public void A_word_that_is_not_known_is_bad_usage_with_the_nearest_words(string option, string given, string expected)
    {
        CliRun run = CliRun.Of("panoptic", _predictions, _groundTruth, option, given, "--out", _folder["never"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain(given).And.Contain(expected));
        Assert.That(Directory.Exists(_folder["never"]) && Directory.EnumerateFiles(_folder["never"]).Any(), Is.False);
    }

    [TestCase("--areas", "json")]
    [TestCase("--iou", "boundary")]
    public void What_torchmetrics_does_not_have_is_bad_usage(string option, string value)
    {
        CliRun run = CliRun.Of("panoptic", _predictions, _groundTruth, "--protocol", "torchmetrics", option, value);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain("torchmetrics").And.Contain(option));
    }

    [Test]
    public void The_built_in_sets_have_their_categories()
    {
        Assert.That(Ade20kEval.Panoptic.CategorySet.Names.Select(name => Ade20kEval.Panoptic.CategorySet.Find(name).Categories).Select(c => (c.Count, c.Count(one => one.IsThing), c[0].Id)), Is.EqualTo(new[] { (150, 100, 0L), (133, 80, 1L), (19, 8, 7L) }));
    }
}
