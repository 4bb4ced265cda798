using System.Text.Json;
using Ade20kEval.Cli;
using Ade20kEval.Tests.Panoptic;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Cli.Documents;

/// <summary><c>rescore</c>, <c>report</c> and <c>compare</c> on saved panoptic runs.</summary>
public sealed class PanopticDocumentCommandTests
{
    private TemporaryFolder _folder = null!;
    private string _groundTruth = "";
    private string _better = "";
    private string _worse = "";

    [OneTimeSetUp]
    public void MakeRuns()
    {
        _folder = new TemporaryFolder();
        PanopticSet set = PanopticSet.Random(2016, images: 40, extraArea: 3);
        (_groundTruth, string predictions) = set.Write(_folder);
        _better = Score(predictions, "better");

        // The worse run names every segment wrongly in every second image.
        PanopticSet other = new() { Categories = set.Categories };
        long Next(long category) => set.Categories[(Array.FindIndex(set.Categories, one => one.Id == category) + 1) % set.Categories.Length].Id;
        foreach ((int i, (string id, SlowPanoptic.Side truth, SlowPanoptic.Side guess)) in set.Images.Index())
        {
            other.Images.Add((id, truth, i % 2 == 0 ? guess with { Segments = [.. guess.Segments.Select(segment => segment with { Category = Next(segment.Category) })] } : guess));
        }

        using TemporaryFolder second = new();
        (_, string guesses) = other.Write(second);
        _worse = Score(guesses, "worse");
    }

    [OneTimeTearDown]
    public void RemoveRuns() => _folder.Dispose();

    [Test]
    public void Rescoring_gives_what_scoring_gives()
    {
        CliRun saved = CliRun.Of("rescore", _better, "--areas", "png", "--json");
        CliRun fresh = CliRun.Of("panoptic", _folder["pred.json"], _groundTruth, "--areas", "png", "--json", "--workers", "1");

        Assert.That(saved.ExitCode, Is.EqualTo(ExitCode.Done), saved.Error);
        Assert.That(WithoutTool(saved.Output).Replace("\"better\"", "\"pred\"", StringComparison.Ordinal), Is.EqualTo(WithoutTool(fresh.Output)));
        Assert.That(CliRun.Of("rescore", _better, "--protocol", "torchmetrics").Output, Does.Contain("protocol torchmetrics"));
        Assert.That(CliRun.Of("rescore", _better, "--mend", "json-areas", "--classes").Output, Does.Contain("mended: json-areas").And.Contain("category 90"));
    }

    [Test]
    public void Rescoring_writes_a_document_that_is_read_again()
    {
        Assert.That(CliRun.Of("rescore", _better, "--ci", "bootstrap:100", "--out", _folder["again"]).ExitCode, Is.EqualTo(ExitCode.Done));
        JsonElement intervals = JsonDocument.Parse(File.ReadAllText(_folder["again", "run.json"])).RootElement.GetProperty("intervals");

        Assert.That(intervals.GetProperty("figures").GetProperty("pq").GetProperty("method").GetString(), Is.EqualTo("percentile"));
        Assert.That(CliRun.Of("rescore", _folder["again"], "--ci", "none", "--json").Output, Does.Contain("\"intervals\": null"));
    }

    [Test]
    public void A_report_has_a_page_that_asks_nothing_of_anybody_and_tables()
    {
        CliRun run = CliRun.Of("report", _better, "--out", _folder["report"], "--write", "html,md,tex,csv,svg,json", "--compare", _worse);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        string page = File.ReadAllText(_folder["report", "report.html"]);
        Assert.That(page, Does.Contain("default-src 'none'").And.Contain("category 90").And.Contain("Against worse").And.Not.Contain("http://www.w3.org/1999/xhtml"));
        string[] expected = ["categories.csv", "changed-categories.csv", "changed-figures.csv", "changed-images.csv", "images.csv", "quirks.csv", "report.html", "report.md", "report.tex", "run.json", "summary.csv"];
        Assert.That(Directory.EnumerateFiles(_folder["report"]).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(expected));
        Assert.That(File.ReadAllText(_folder["report", "run.json"]), Is.EqualTo(File.ReadAllText(_better + "/run.json")));
        Assert.That(File.ReadAllText(_folder["report", "charts", "categories.svg"]), Does.Contain("<svg").And.Contain("category 90"));
    }

    [Test]
    public void A_comparison_gives_the_difference_and_its_interval()
    {
        CliRun run = CliRun.Of("compare", _better, _worse, "--json");
        JsonElement root = JsonDocument.Parse(run.Output).RootElement;
        double Pq(string path) => JsonDocument.Parse(File.ReadAllText($"{path}/run.json")).RootElement.GetProperty("summary").GetProperty("all").GetProperty("pq").GetDouble();

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        JsonElement pq = root.GetProperty("differences").EnumerateArray().First(item => item.GetProperty("metric").GetString() == "pq");
        Assert.That(pq.GetProperty("difference").GetDouble(), Is.EqualTo(Pq(_worse) - Pq(_better)).Within(1e-12).And.LessThan(0));
        Assert.That(pq.GetProperty("low").GetDouble(), Is.LessThan(pq.GetProperty("difference").GetDouble()));
        Assert.That(pq.GetProperty("high").GetDouble(), Is.LessThan(0), "half of the images named wrongly is no chance");
        Assert.That(root.GetProperty("images").GetArrayLength(), Is.EqualTo(40));
        Assert.That(root.GetProperty("images").EnumerateArray().Count(image => image.GetProperty("baseline").ToString() != image.GetProperty("value").ToString()), Is.InRange(1, 20));
    }

    [Test]
    public void A_run_against_itself_differs_in_nothing()
    {
        CliRun run = CliRun.Of("compare", _better, _better, "--name", "a", "--name", "b");

        Assert.That(run.Output, Does.StartWith("b is as good as a in PQ, 95 % interval 0.00 to 0.00"));
    }

    [Test]
    public void Gates_let_through_or_not()
    {
        CliRun run = CliRun.Of("compare", _better, _worse, "--max-drop", "pq=0.5pp", "--floor", "sqStuff=1%", "--max-drop-class", "1pp", "--min-images", "1", "--max-drop-image", "5pp", "--max-bad-images", "20", "--out", _folder["gates"], "--write", "junit,csv,md,tex");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.GateFailed), run.Error);
        Assert.That(run.Output, Does.Contain("FAILED  pq may fall by at most 0.5 pp").And.Contain("passed  sqStuff must be at least 1 %").And.Contain("FAILED  PQ of a class in 1 images or more").And.Contain("passed  PQ of all but 20 images"));
        Assert.That(File.ReadAllText(_folder["gates", "junit.xml"]), Does.Contain("failures=\"2\""));
        Assert.That(File.ReadAllText(_folder["gates", "comparison.md"]), Does.Contain("PQ things"));
        Assert.That(CliRun.Of("compare", _worse, _better, "--max-drop", "pq=0.5pp", "--mode", "confident").ExitCode, Is.EqualTo(ExitCode.Done));
    }

    [TestCase("--max-drop", "meanIou=1pp", "pq")]
    [TestCase("--draws", "10", "runs of label maps")]
    [TestCase("--protocol", "mmseg", "panopticapi")]
    [TestCase("--write", "html", "md")]
    public void What_is_of_label_maps_is_bad_usage(string option, string value, string expected)
    {
        CliRun run = CliRun.Of("compare", _better, _worse, option, value, "--out", _folder["never"]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error);
        Assert.That(run.Error, Does.Contain(option).And.Contain(expected));
        Assert.That(Directory.Exists(_folder["never"]), Is.False);
    }

    [Test]
    public void Runs_that_do_not_belong_together_cannot_be_compared()
    {
        PanopticSet other = PanopticSet.Random(7, images: 40);
        using TemporaryFolder folder = new();
        (string truth, string guess) = other.Write(folder);
        Assert.That(CliRun.Of("panoptic", guess, truth, "--out", folder["run"]).ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(CliRun.Of("panoptic", _folder["pred.json"], _groundTruth, "--iou", "boundary", "--out", folder["boundary"]).ExitCode, Is.EqualTo(ExitCode.Done));

        Assert.That(CliRun.Of("compare", _better, folder["run"]).ExitCode, Is.EqualTo(ExitCode.NotComparable), "other contents");
        Assert.That(CliRun.Of("compare", _better, folder["run"], "--force").Error, Does.Contain("other ground truth"));
        Assert.That(CliRun.Of("compare", _better, folder["boundary"]).Error, Does.Contain("boundaries"));
        Assert.That(CliRun.Of("compare", _better, _groundTruth).ExitCode, Is.EqualTo(ExitCode.NotComparable), "no run at all");
        Assert.That(CliRun.Of("compare", _folder["nothing"], _better).ExitCode, Is.EqualTo(ExitCode.BaselineMissing));
    }

    [TestCase("--slices")]
    [TestCase("--scenes")]
    public void Rescoring_refuses_what_is_of_label_maps(string option)
    {
        CliRun run = CliRun.Of("rescore", _better, option, _groundTruth);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(run.Error, Does.Contain(option).And.Contain("label maps"));
    }

    [Test]
    public void A_damaged_document_is_bad_input_that_names_the_place()
    {
        string text = File.ReadAllText(_better + "/run.json");
        string damaged = _folder.Write("damaged.json", text.Replace("\"iou\": \"mask\"", "\"iou\": \"box\"", StringComparison.Ordinal));

        CliRun run = CliRun.Of("rescore", damaged);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("damaged.json").And.Contain("$.iou is \"box\""));
    }

    private string Score(string predictions, string name)
    {
        string folder = _folder["runs", name];
        CliRun run = CliRun.Of("panoptic", predictions, _groundTruth, "--out", folder, "--workers", "1");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        string named = File.ReadAllText($"{folder}/run.json").Replace("\"name\":\"pred\"", $"\"name\":\"{name}\"", StringComparison.Ordinal);
        File.WriteAllText($"{folder}/run.json", named);
        return folder;
    }

    private static string WithoutTool(string document) => string.Join('\n', document.Split('\n').Where(line => !line.StartsWith("  \"tool\"", StringComparison.Ordinal)));
}
