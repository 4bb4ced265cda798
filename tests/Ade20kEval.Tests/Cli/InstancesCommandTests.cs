using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Tests.Instances;

namespace Ade20kEval.Tests.Cli;

public sealed class InstancesCommandTests
{
    private TemporaryFolder _folder = null!;
    private string _groundTruth = "";
    private string _results = "";

    [OneTimeSetUp]
    public void MakeSet()
    {
        InstanceSet set = InstanceSet.Random(16_300, firstId: 0);
        _folder = new TemporaryFolder();
        _groundTruth = _folder.Write("gt.json", set.GroundTruthJson());
        _results = _folder.Write("results.json", set.ResultsJson());
    }

    [OneTimeTearDown]
    public void RemoveSet() => _folder.Dispose();

    [Test]
    public void The_twelve_figures_are_printed_with_their_protocol()
    {
        CliRun run = CliRun.Of("instances", _results, _groundTruth);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("mask AP and AR, protocol coco").And.Contain("apMedium").And.Contain("arLarge"));
        Assert.That(run.Output, Does.Contain("id-0"), "the quirk that costs an object is named");
    }

    [Test]
    public void The_document_has_the_keys_of_the_contract_and_no_minus_one()
    {
        JsonElement root = JsonDocument.Parse(CliRun.Of("instances", _results, _groundTruth, "--json").Output).RootElement;

        Assert.That(root.GetProperty("schema").GetString(), Is.EqualTo("ade20k-eval/instances/1"));
        string[] keys = ["ap", "ap50", "ap75", "apSmall", "apMedium", "apLarge", "ar1", "ar10", "ar100", "arSmall", "arMedium", "arLarge"];
        Assert.That(root.GetProperty("summary").EnumerateObject().Select(property => property.Name), Is.EqualTo(keys));
        Assert.That(root.GetProperty("apByThreshold").GetArrayLength(), Is.EqualTo(10));
        Assert.That(root.GetProperty("arByThreshold").GetArrayLength(), Is.EqualTo(10));
        JsonElement absent = root.GetProperty("classes").EnumerateArray().Single(c => c.GetProperty("id").GetInt64() == 90);
        Assert.That(absent.GetProperty("ap").ValueKind, Is.EqualTo(JsonValueKind.Null), "a category without objects");
    }

    [Test]
    public void One_worker_and_three_write_the_same_document_but_for_the_line_of_the_tool()
    {
        static string[] Lines(CliRun run) => [.. run.Output.Split('\n').Where(line => !line.StartsWith("  \"tool\"", StringComparison.Ordinal))];

        Assert.That(Lines(CliRun.Of("instances", _results, _groundTruth, "--json", "--workers", "3")), Is.EqualTo(Lines(CliRun.Of("instances", _results, _groundTruth, "--json", "--workers", "1"))));
    }

    [Test]
    public void Arrays_are_written_in_the_shapes_of_the_original()
    {
        string folder = _folder["out"];

        Assert.That(CliRun.Of("instances", _results, _groundTruth, "--out", folder, "--write", "csv,arrays").ExitCode, Is.EqualTo(ExitCode.Done));

        Assert.That(Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(), Is.EqualTo(new[] { "arrays.npz", "classes.csv", "images.csv", "run.json", "summary.csv" }));
        using System.IO.Compression.ZipArchive archive = System.IO.Compression.ZipFile.OpenRead(Path.Combine(folder, "arrays.npz"));
        Assert.That(ShapeOf(archive, "precision"), Is.EqualTo(new[] { 10, 101, 4, 4, 3 }));
        Assert.That(ShapeOf(archive, "recall"), Is.EqualTo(new[] { 10, 4, 4, 3 }));
        Assert.That(ShapeOf(archive, "scores"), Is.EqualTo(new[] { 10, 101, 4, 4, 3 }));
    }

    [Test]
    public void Other_limits_name_recall_in_tables_and_gates_and_stay_when_a_saved_run_is_scored_again()
    {
        string folder = _folder["limits"];
        Assert.That(CliRun.Of("instances", _results, _groundTruth, "--max-detections", "1,5,20,100", "--out", folder, "--write", "csv").ExitCode, Is.EqualTo(ExitCode.Done));

        Assert.That(File.ReadAllText(Path.Combine(folder, "summary.csv")), Does.Contain("\nar@20,0.50:0.95,all,20,").And.Not.Contain("ar100"));
        Assert.That(CliRun.Of("rescore", folder, "--mend", "headline-limit").Output, Does.Contain("ar@5 ").And.Contain("100 is in the whole arrays only"));
        CliRun gate = CliRun.Of("compare", folder, folder, "--floor", "ar@20=0.0001");
        Assert.That(gate.ExitCode, Is.EqualTo(ExitCode.Done), gate.Error);
        Assert.That(CliRun.Of("compare", folder, folder, "--floor", "ar100=0.1").Error, Does.Contain("Did you mean 'ar@20'?"));
    }

    [Test]
    public void Another_word_for_what_was_compared_is_told_by_every_command_on_saved_runs()
    {
        string folder = _folder["word"];
        Assert.That(CliRun.Of("instances", _results, _groundTruth, "--out", folder).ExitCode, Is.EqualTo(ExitCode.Done));
        string document = Path.Combine(folder, "run.json");
        File.WriteAllText(document, File.ReadAllText(document).Replace("\"iou\": \"mask\"", "\"iou\": \"box\"", StringComparison.Ordinal));

        foreach (CliRun run in new[] { CliRun.Of("rescore", folder), CliRun.Of("report", folder, "--out", _folder["word-report"]), CliRun.Of("compare", folder, folder) })
        {
            Assert.That(run.Error, Does.Contain("The file says $.evidenceDigest is "));
        }
    }

    [TestCase("--iou", "pixels", "expected mask, box or boundary")]
    [TestCase("--protocol", "cocoo", "coco")]
    [TestCase("--mend", "id0", "id-0")]
    [TestCase("--max-detections", "10,1", "ascending")]
    [TestCase("--write", "arrys", "arrays")]
    public void A_word_that_is_not_known_is_bad_usage_with_the_nearest_words(string option, string given, string expected)
    {
        CliRun run = CliRun.Of("instances", _results, _groundTruth, option, given, "--out", _folder["never"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain(given).And.Contain(expected));
        Assert.That(Directory.Exists(_folder["never"]) && Directory.EnumerateFiles(_folder["never"]).Any(), Is.False);
    }

    [Test]
    public void A_file_that_is_not_there_is_bad_input_and_leaves_nothing_behind()
    {
        CliRun run = CliRun.Of("instances", _folder["nothing.json"], _groundTruth, "--out", _folder["nothing"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("nothing.json"));
        Assert.That(File.Exists(_folder["nothing", "run.json"]), Is.False);
    }

    private static int[] ShapeOf(System.IO.Compression.ZipArchive archive, string name)
    {
        using Stream stream = archive.GetEntry($"{name}.npy")!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        NumericArray array = NpyReader.Read(name, bytes.ToArray());
        return [.. array.Shape];
    }

    [Test]
    public void Kinds_of_error_are_shown_as_bars_and_written()
    {
        CliRun run = CliRun.Of("instances", _results, _groundTruth, "--errors", "--out", _folder["errors"], "--write", "csv,html,md,tex,svg");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("kinds of error at IoU 0.50").And.Contain("localisation").And.Contain("dAP50"));
        Assert.That(File.ReadLines(_folder["errors", "errors.csv"]).First(), Is.EqualTo("kind,count,dAp,ap50WhenMended"));
        Assert.That(File.ReadAllText(_folder["errors", "report.html"]), Does.Contain("What mending would add to AP50").And.Contain("precision-recall"));
        JsonElement errors = JsonDocument.Parse(File.ReadAllText(_folder["errors", "run.json"])).RootElement.GetProperty("errors");
        Assert.That(errors.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()), Is.EqualTo(new[] { "classification", "localisation", "both", "duplicate", "background", "missed", "all wrong", "all not found" }));
        Assert.That(CliRun.Of("rescore", _folder["errors"], "--protocol", "instseg100").Output, Does.Contain("kinds of error at IoU 0.50, mask, protocol instseg100"));
    }

    [Test]
    public void Saved_runs_are_reported_and_compared()
    {
        Assert.That(CliRun.Of("instances", _results, _groundTruth, "--out", _folder["saved"], "--ci", "jackknife").ExitCode, Is.EqualTo(ExitCode.Done));

        CliRun report = CliRun.Of("report", _folder["saved"], "--out", _folder["page"], "--write", "html,csv");
        CliRun compare = CliRun.Of("compare", _folder["saved"], _folder["saved"], "--name", "a", "--name", "b", "--floor", "ap50=1%", "--max-drop", "ap=0pp", "--json");

        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Done), report.Error);
        Assert.That(File.ReadAllText(_folder["page", "report.html"]), Does.Contain("average precision").And.Contain("category 7"));
        Assert.That(compare.ExitCode, Is.EqualTo(ExitCode.Done), compare.Error);
        JsonElement root = JsonDocument.Parse(compare.Output).RootElement;
        Assert.That(root.GetProperty("kind").GetString(), Is.EqualTo("instances"));
        Assert.That(root.GetProperty("differences").EnumerateArray().Where(item => item.GetProperty("difference").ValueKind == JsonValueKind.Number).Select(item => item.GetProperty("difference").GetDouble()), Is.All.Zero);
    }
}
