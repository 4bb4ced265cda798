using Ade20kEval.Cli;
using Ade20kEval.Evaluation;
using Ade20kEval.Files;
using Ade20kEval.Instances;
using Ade20kEval.Panoptic;
using Ade20kEval.Runs.Drawings;
using Ade20kEval.Tests.Instances;
using Ade20kEval.Tests.Panoptic;

namespace Ade20kEval.Tests.Cli;

/// <summary>Pages of segments and instances show their worst images, out of the files that were scored and no others.</summary>
public sealed class WorstImagesTests
{
    private static string Instances(string file) => Path.Combine(TestFolders.SampleData, "instances", file);

    private static string Panoptic(string file) => Path.Combine(TestFolders.SampleData, "panoptic", file);

    [Test]
    public void Of_segments_what_is_drawn_as_found_missed_and_false_is_what_was_counted([Values("panopticapi", "torchmetrics")] string protocol, [Range(1, 4)] int seed)
    {
        using TemporaryFolder folder = new();
        (string truth, string guess) = PanopticSet.Random(seed, images: 15, oneCrowdIn: 3).Write(folder);
        PanopticOptions options = new() { Protocol = protocol };
        PanopticRun run = PanopticEvaluator.Evaluate(truth, guess, options);

        IReadOnlyList<DrawnImage> drawn = PanopticDrawings.Draw(run, truth, guess, options, count: 100, longestSide: 360);

        Assert.That(drawn, Is.Not.Empty);
        Assert.That(drawn.Select(image => image.Figure), Is.Ordered.Ascending);
        Assert.That(drawn.Count, Is.EqualTo(run.Evidence.Images.Count(image => run.ScoresOf(image).All.Pq is not null)));
        if (protocol == "panopticapi")   // torchmetrics counts all segments of a stuff category as one
        {
            Assert.That(drawn.Sum(image => image.Missed.Count), Is.EqualTo(run.Scores.Categories.Sum(score => score.FalseNegatives)));
            Assert.That(drawn.Sum(image => image.False.Count), Is.EqualTo(run.Scores.Categories.Sum(score => score.FalsePositives)));
            Assert.That(drawn.Sum(image => image.GroundTruth.Verdicts.Count(verdict => verdict == Verdict.Right)), Is.EqualTo(run.Scores.Categories.Sum(score => score.TruePositives)));
            Assert.That(drawn.Sum(image => image.Predictions.Verdicts.Count(verdict => verdict == Verdict.Right)), Is.EqualTo(run.Scores.Categories.Sum(score => score.TruePositives)));
        }
    }

    [Test]
    public void Of_instances_what_is_found_missed_and_false_is_what_kinds_of_error_count([Range(0, 3)] int seed, [Values] OverlapKind kind)
    {
        using TemporaryFolder folder = new();
        InstanceSet set = InstanceSet.Random(16_450 + seed, firstId: seed % 2);
        (string truth, string results) = (folder.Write("gt.json", set.GroundTruthJson()), folder.Write("results.json", set.ResultsJson()));
        InstanceRun run = InstanceEvaluator.Evaluate(truth, results, new InstanceOptions { Errors = true, Overlap = kind });
        DetectionErrorFinder finder = new(kind, run.Scores.Rules);

        (Verdict[] Objects, Verdict?[] Detections)[] verdicts = [.. run.Evidence.Images.Select(finder.Verdicts)];
        IReadOnlyList<DrawnImage> drawn = InstanceDrawings.Draw(run, truth, results, imageList: null, count: 3, longestSide: 360);

        Assert.That(verdicts.Sum(image => image.Objects.Count(verdict => verdict == Verdict.Wrong)), Is.EqualTo(run.Errors!.Kinds.Single(error => error.Name == "all not found").Count));
        Assert.That(verdicts.Sum(image => image.Detections.Count(verdict => verdict == Verdict.Wrong)), Is.EqualTo(run.Errors.Kinds.Single(error => error.Name == "all wrong").Count));
        Assert.That(drawn, Is.Not.Empty);
        Assert.That(drawn.Select(image => image.Figure), Is.EqualTo(InstanceFigures.OfImages(run).OfType<double>().Order().Take(drawn.Count)));
    }

    [Test]
    public void Other_files_than_those_that_were_scored_are_refused()
    {
        InstanceRun run = InstanceEvaluator.Evaluate(Instances("ground-truth.json"), Instances("weak.json"));
        PanopticRun segments = PanopticEvaluator.Evaluate(Panoptic("ground-truth.json"), Panoptic("weak.json"));

        Assert.That(() => InstanceDrawings.Draw(run, Instances("ground-truth.json"), Instances("strong.json"), null, 5, 100), Throws.InstanceOf<InputException>().With.Message.Contains("expected the files of this run"));
        Assert.That(() => PanopticDrawings.Draw(segments, Panoptic("ground-truth.json"), Panoptic("strong.json"), new PanopticOptions(), 5, 100), Throws.InstanceOf<InputException>().With.Message.Contains("expected the files of this run"));
    }

    [Test]
    public void The_page_of_the_command_and_that_of_the_report_show_the_same_images([Values("instances", "panoptic")] string command)
    {
        using TemporaryFolder folder = new();
        (string truth, string guess) = command == "instances" ? (Instances("ground-truth.json"), Instances("weak.json")) : (Panoptic("ground-truth.json"), Panoptic("weak.json"));
        CliRun run = CliRun.Of(command, guess, truth, "--out", folder["run"], "--write", "html", "--gallery", "3");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);

        CliRun report = CliRun.Of("report", folder["run"], "--out", folder["report"], "--ground-truth", truth, "--predictions", guess, "--gallery", "3");

        Assert.That(report.ExitCode, Is.EqualTo(ExitCode.Done), report.Error);
        string first = File.ReadAllText(folder["run", "report.html"]);
        Assert.That(first.Split("<figure>").Length - 1, Is.EqualTo(3));
        Assert.That(first, Does.Contain("Worst images").And.Contain("ground truth: ").And.Contain("missed"));
        Assert.That(WorstOf(File.ReadAllText(folder["report", "report.html"])), Is.EqualTo(WorstOf(first)));
        Assert.That(first, Does.Not.Contain("src=\"http"), "it asks nobody for anything");
    }

    [Test]
    public void A_page_without_its_files_or_with_none_asked_for_has_no_images()
    {
        using TemporaryFolder folder = new();
        Assert.That(CliRun.Of("instances", Instances("weak.json"), Instances("ground-truth.json"), "--out", folder["run"], "--write", "html", "--gallery", "0").ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(CliRun.Of("report", folder["run"], "--out", folder["report"]).ExitCode, Is.EqualTo(ExitCode.Done));

        Assert.That(File.ReadAllText(folder["run", "report.html"]), Does.Not.Contain("<figure>"));
        Assert.That(File.ReadAllText(folder["report", "report.html"]), Does.Not.Contain("<figure>"));
    }

    [TestCase("instances", "--gallery 5", "--gallery: has no effect without a page")]
    [TestCase("instances", "--gallery 501 --write html --out OUT", "--gallery 501: expected 0..500")]
    [TestCase("panoptic", "--gallery -1 --write html --out OUT", "--gallery -1: expected 0..500")]
    public void Other_words_are_bad_usage(string command, string options, string message)
    {
        using TemporaryFolder folder = new();
        (string truth, string guess) = command == "instances" ? (Instances("ground-truth.json"), Instances("weak.json")) : (Panoptic("ground-truth.json"), Panoptic("weak.json"));

        CliRun run = CliRun.Of([command, guess, truth, .. options.Split(' ').Select(word => word == "OUT" ? folder["out"] : word)]);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadUsage), run.Error);
        Assert.That(run.Error, Does.Contain(message));
    }

    private static string WorstOf(string page)
    {
        int start = page.IndexOf("<section id=\"worst\"", StringComparison.Ordinal);
        return page[start..page.IndexOf("</section>", start, StringComparison.Ordinal)];
    }
}
