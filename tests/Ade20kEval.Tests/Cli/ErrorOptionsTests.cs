using System.Text.Json;

namespace Ade20kEval.Tests.Cli;

public sealed class ErrorOptionsTests
{
    private static string Strong => Path.Combine(TestFolders.SampleData, "predictions", "strong");

    private static string GroundTruth => Path.Combine(TestFolders.SampleData, "ground-truth");

    [Test]
    public void The_table_of_kinds_has_the_limits_of_intervals_as_numbers()
    {
        using TemporaryFolder folder = new();
        CliRun run = CliRun.Of("score", Path.Combine(TestFolders.SampleData, "predictions", "weak"), Path.Combine(TestFolders.SampleData, "ground-truth"), "--errors", "--out", folder.Path, "--write", "csv");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[][] rows = [.. File.ReadAllLines(folder["errors.csv"]).Select(line => line.Split(','))];

        Assert.That(rows[0].Take(4), Is.EqualTo(new[] { "part", "share", "shareLow", "shareHigh" }));
        foreach (string[] row in rows.Skip(1))
        {
            double[] limits = [.. row[2..4].Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.That(limits, Is.Ordered.Ascending.And.All.InRange(0.0, 1.0), row[0]);
        }
    }

    [Test]
    public void Kinds_of_error_add_up_and_their_counts_are_those_of_the_confusion_matrix()
    {
        CliRun run = CliRun.Of("score", Strong, GroundTruth, "--errors", "--protocol", "mmseg", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        JsonElement mean = json.RootElement.GetProperty("errorKinds").GetProperty("mean");
        double sum = Number(mean, "iou") + Number(mean, "boundary") + Number(mean, "extent") + Number(mean, "segment");
        Assert.That(sum, Is.EqualTo(1).Within(1e-12));
        Dictionary<int, JsonElement> scores = json.RootElement.GetProperty("classes").EnumerateArray().ToDictionary(c => c.GetProperty("index").GetInt32());
        foreach (JsonElement kinds in json.RootElement.GetProperty("errorKinds").GetProperty("classes").EnumerateArray())
        {
            JsonElement score = scores[kinds.GetProperty("index").GetInt32()];
            Assert.That(Count(kinds, "tp"), Is.EqualTo(Count(score, "intersectionPixels")));
            Assert.That(Count(kinds, "tp") + Count(kinds, "fnBoundary") + Count(kinds, "fnExtent") + Count(kinds, "fnSegment"), Is.EqualTo(Count(score, "groundTruthPixels")));
            Assert.That(Count(kinds, "tp") + Count(kinds, "fpBoundary") + Count(kinds, "fpExtent") + Count(kinds, "fpSegment"), Is.EqualTo(Count(score, "predictedPixels")));
        }
    }

    [TestCase("1", 1)]
    [TestCase("0.02", 0.02)]
    public void The_width_is_a_share_or_pixels(string given, double width)
    {
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("score", Strong, GroundTruth, "--errors", "--errors-width", given, "--json").Output);

        Assert.That(json.RootElement.GetProperty("errorKinds").GetProperty("width").GetDouble(), Is.EqualTo(width));
    }

    [TestCase("--errors --errors-width 0", "--errors-width 0: expected a share")]
    [TestCase("--errors --errors-width 1.5", "--errors-width 1.5: expected a share")]
    [TestCase("--errors --errors-width 1e3", "--errors-width 1e3: expected a share")]
    [TestCase("--errors-width 2", "--errors-width 2: is for --errors")]
    public void A_width_that_is_none_is_bad_usage(string options, string message)
    {
        CliRun run = CliRun.Of(["score", Strong, GroundTruth, .. options.Split(' ')]);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain(message));
    }

    [Test]
    public void Any_number_of_workers_counts_the_same()
    {
        string one = CliRun.Of("score", Strong, GroundTruth, "--errors", "--json", "--workers", "1").Output;
        string five = CliRun.Of("score", Strong, GroundTruth, "--errors", "--json", "--workers", "5").Output;

        Assert.That(Without(five), Is.EqualTo(Without(one)));

        static string Without(string document) => string.Join('\n', document.Split('\n').Where(line => !line.StartsWith("  \"tool\"", StringComparison.Ordinal)));
    }

    [Test]
    public void A_comparison_puts_the_kinds_of_two_runs_beside_each_other()
    {
        using TemporaryFolder folder = new();
        string weak = Path.Combine(TestFolders.SampleData, "predictions", "weak");
        foreach ((string name, string predictions) in ((string, string)[])[("strong", Strong), ("weak", weak)])
        {
            Assert.That(CliRun.Of("score", predictions, GroundTruth, "--errors", "--out", folder[name]).ExitCode, Is.Zero);
        }

        CliRun run = CliRun.Of("compare", folder["strong"], folder["weak"], "--draws", "0", "--out", folder["comparison"], "--write", "html,md,tex,csv,svg");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("kinds of error of weak against strong").And.Contain("points more wrong names"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["comparison", "comparison.json"]));
        JsonElement[] parts = [.. json.RootElement.GetProperty("errorKinds").EnumerateArray()];
        Assert.That(parts.Select(part => part.GetProperty("part").GetString()), Is.EqualTo(new[] { "iou", "boundary", "extent", "segment" }));
        Assert.That(parts.Sum(part => Number(part, "difference")), Is.EqualTo(0).Within(1e-12));
        Assert.That(File.ReadAllLines(folder["comparison", "errors.csv"]), Has.Length.EqualTo(5));
        Assert.That(File.Exists(folder["comparison", "charts", "errors.svg"]));
        Assert.That(File.ReadAllText(folder["comparison", "comparison.html"]), Does.Contain("id=\"chart-changed-errors\""));
    }

    [Test]
    public void A_gallery_colours_what_is_missed_by_its_kind()
    {
        using TemporaryFolder folder = new();
        foreach (string[] errors in (string[][])[["--errors"], []])
        {
            CliRun run = CliRun.Of(["score", Strong, GroundTruth, "--images", Path.Combine(TestFolders.SampleData, "images"), "--gallery", "2", "--out", folder[$"out{errors.Length}"], "--write", "html", .. errors]);
            Assert.That(run.ExitCode, Is.Zero, run.Error);
        }

        Assert.That(File.ReadAllText(folder["out1", "report.html"]), Does.Contain("segment: missed, the whole region has the wrong name").And.Not.Contain("taken for another class"));
        Assert.That(File.ReadAllText(folder["out0", "report.html"]), Does.Contain("taken for another class"));
    }

    [Test]
    public void A_perfect_run_misses_nothing_and_says_so()
    {
        using TemporaryFolder folder = new();
        foreach (string file in Directory.GetFiles(GroundTruth))
        {
            File.Copy(file, folder[Path.GetFileName(file)]);
        }

        CliRun run = CliRun.Of("score", folder.Path, GroundTruth, "--errors");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("Nothing is missing: every labelled pixel is right."));
    }

    private static double Number(JsonElement part, string key) => part.GetProperty(key).GetDouble();

    private static long Count(JsonElement part, string key) => part.GetProperty(key).GetInt64();
}
