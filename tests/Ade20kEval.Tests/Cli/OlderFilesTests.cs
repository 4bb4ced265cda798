using Ade20kEval.Cli;
using Ade20kEval.Reporting;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Tests.Cli;

/// <summary>What an earlier run left beside a new run document is told and stays.</summary>
public sealed class OlderFilesTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make()
    {
        _folder = new TemporaryFolder();
        MaskFolder.Write(_folder["gt", "a.png"], "1 2", "3 0");
        MaskFolder.Write(_folder["a", "a.png"], "1 2", "3 4");
        MaskFolder.Write(_folder["b", "a.png"], "1 2", "2 4");
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_page_of_an_earlier_run_is_told_beside_a_new_document()
    {
        Assert.That(Score("a", "--write", "html,svg").Error, Does.Not.Contain("earlier run"));
        CliRun again = Score("b");

        Assert.That(again.Error, Does.Contain($"note: {_folder["out"]}: files of an earlier run stay beside this one: report.html, charts/").And.Contain("Write them anew, or take them away."));
        Assert.That(File.Exists(_folder["out", "report.html"]), Is.True, "told, and not taken away");
    }

    [Test]
    public void What_is_written_anew_is_not_older_and_what_is_not_ours_is_not_spoken_of()
    {
        Assert.That(Score("a", "--write", "html").ExitCode, Is.Zero);
        File.WriteAllText(_folder["out", "notes.txt"], "mine");
        File.WriteAllText(_folder["out", "thesis.csv"], "mine");

        Assert.That(Score("b", "--write", "html").Error, Does.Not.Contain("earlier run"));
    }

    [Test]
    public void A_document_of_one_set_stays_above_those_of_several_and_is_told()
    {
        Assert.That(Score("a").ExitCode, Is.Zero);
        CliRun both = CliRun.Of("score", "--predictions", _folder["a"], "--predictions", _folder["b"], _folder["gt"], "--out", _folder["out"]);

        Assert.That(both.Error, Does.Contain($"{_folder["out"]}: files of an earlier run stay beside this one: run.json."));
    }

    [Test]
    public void Rescoring_in_place_tells_of_the_page_under_the_other_protocol()
    {
        Assert.That(Score("a", "--write", "html").ExitCode, Is.Zero);
        string[] rescore = ["rescore", _folder["out"], "--protocol", "mmseg", "--out", _folder["other"]];
        Assert.That(CliRun.Of(rescore).Error, Does.Not.Contain("earlier run"));
        File.Copy(_folder["out", "report.html"], _folder["other", "report.html"]);

        Assert.That(CliRun.Of(rescore).Error, Does.Contain("stay beside this one: report.html."));
        Assert.That(CliRun.Of([.. rescore, "--quiet"]).Error, Is.Empty);
    }

    [Test]
    public void A_run_of_another_kind_tells_of_what_lies_there_and_so_does_a_report_of_another_run()
    {
        string instances = Path.Combine(TestFolders.SampleData, "instances");
        string panoptic = Path.Combine(TestFolders.SampleData, "panoptic");
        Assert.That(Score("a", "--write", "html,svg").ExitCode, Is.Zero);
        CliRun first = CliRun.Of("instances", Path.Combine(instances, "weak.json"), Path.Combine(instances, "ground-truth.json"), "--out", _folder["out"], "--write", "csv");
        Assert.That(first.Error, Does.Contain($"note: {_folder["out"]}: files of an earlier run stay beside this one: report.html, charts/"), first.Error);

        string[] second = ["panoptic", Path.Combine(panoptic, "weak.json"), Path.Combine(panoptic, "ground-truth.json"), "--out", _folder["out"], "--write", "html", "--force"];
        Assert.That(CliRun.Of(second).Error, Does.Contain("stay beside this one: classes.csv, images.csv, summary.csv, charts/"));
        Assert.That(CliRun.Of([.. second, "--quiet"]).Error, Is.Empty);
    }

    [Test]
    public void Reports_tell_of_files_of_another_run_and_not_of_those_beside_their_own()
    {
        Assert.That(Score("a", "--write", "html,csv").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("score", _folder["b"], _folder["gt"], "--out", _folder["b-out"]).ExitCode, Is.Zero);

        Assert.That(CliRun.Of("report", _folder["out"], "--out", _folder["out"], "--write", "md").Error, Does.Not.Contain("earlier run"));
        CliRun other = CliRun.Of("report", _folder["b-out"], "--out", _folder["out"], "--write", "html", "--force");
        Assert.That(other.Error, Does.Contain("stay beside this one: report.md, classes.csv"), other.Error);
    }

    [Test]
    public void Comparisons_tell_of_files_of_earlier_comparisons()
    {
        Assert.That(Score("a").ExitCode, Is.Zero);
        string[] compare = ["compare", _folder["out"], _folder["out"], "--out", _folder["diff"]];
        Assert.That(CliRun.Of([.. compare, "--write", "md,csv"]).Error, Does.Not.Contain("earlier run"));

        Assert.That(CliRun.Of([.. compare, "--write", "md"]).Error, Does.Contain($"{_folder["diff"]}: files of an earlier run stay beside this one: figures.csv, classes.csv"));
    }

    [Test]
    public void Every_file_that_a_run_may_write_has_a_name_that_is_looked_for()
    {
        RunDocument run = RunJsonReader.ReadFile(Path.Combine(Written("score", Path.Combine(TestFolders.SampleData, "predictions", "weak"), Path.Combine(TestFolders.SampleData, "ground-truth"), "--out", _folder["all"]), "run.json"));
        string[] ofRuns = [.. ReportFiles.Of(ReportFiles.Formats, run.Dataset, new PageOptions { Baseline = run, Parts = RunParts.Every }).Select(file => file.RelativePath)];
        Assert.That(ofRuns, Is.SubsetOf(OutputNames.OfRuns));
        Assert.That(OutputNames.OfRuns, Is.Unique);

        string instances = Path.Combine(TestFolders.SampleData, "instances");
        string panoptic = Path.Combine(TestFolders.SampleData, "panoptic");
        string detections = Written("instances", Path.Combine(instances, "weak.json"), Path.Combine(instances, "ground-truth.json"), "--errors", "--out", _folder["instances"], "--write", string.Join(',', InstanceOutputs.Formats));
        string segments = Written("panoptic", Path.Combine(panoptic, "weak.json"), Path.Combine(panoptic, "ground-truth.json"), "--out", _folder["panoptic"], "--write", string.Join(',', PanopticOutputs.Formats));
        string report = Written("report", detections, "--compare", detections, "--out", _folder["report"], "--write", "html,md,tex,csv,svg");
        string comparison = Written("compare", segments, segments, segments, "--out", _folder["comparison"], "--write", "md,tex,csv,junit,json");
        string masks = Written("compare", _folder["all"], _folder["all"], _folder["all"], "--out", _folder["masks"], "--write", string.Join(',', CompareOutputs.Formats.Except(["png", "pdf"])));
        foreach (string folder in new[] { detections, segments, report })
        {
            Assert.That(NamesIn(folder), Is.SubsetOf(OutputNames.OfRuns), folder);
        }

        foreach (string folder in new[] { comparison, masks })
        {
            Assert.That(NamesIn(folder), Is.SubsetOf(OutputNames.OfComparisons), folder);
        }
    }

    private static string Written(params string[] command)
    {
        CliRun run = CliRun.Of(command);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return command[Array.IndexOf(command, "--out") + 1];
    }

    private static string[] NamesIn(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))];

    private CliRun Score(string predictions, params string[] more) => CliRun.Of(["score", _folder[predictions], _folder["gt"], "--out", _folder["out"], .. more]);
}
