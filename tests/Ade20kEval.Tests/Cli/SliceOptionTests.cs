using System.Text.Json;

namespace Ade20kEval.Tests.Cli;

public sealed class SliceOptionTests
{
    private TemporaryFolder _folder = null!;

    private static string Of(string model) => Path.Combine(TestFolders.SampleData, "predictions", model);

    private static string GroundTruth => Path.Combine(TestFolders.SampleData, "ground-truth");

    private string Table => _folder["slices.csv"];

    [SetUp]
    public void WriteTable()
    {
        _folder = new TemporaryFolder();
        string[] names = [.. Directory.GetFiles(GroundTruth).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
        File.WriteAllLines(Table, ["image,half,number", .. names.Select((name, i) => FormattableString.Invariant($"{name},{(i < names.Length / 2 ? "first" : "second")},{i}"))]);
    }

    [TearDown]
    public void RemoveTable() => _folder.Dispose();

    [Test]
    public void Scored_at_once_or_from_the_saved_run_slices_are_the_same()
    {
        Assert.That(CliRun.Of("score", Of("weak"), GroundTruth, "--out", _folder["once"], "--slices", Table, "--write", "csv,html,md,tex").ExitCode, Is.Zero);
        Assert.That(CliRun.Of("score", Of("weak"), GroundTruth, "--out", _folder["plain"]).ExitCode, Is.Zero);
        CliRun later = CliRun.Of("rescore", _folder["plain", "run.json"], "--slices", Table, "--out", _folder["later"]);
        Assert.That(later.ExitCode, Is.Zero, later.Error);
        CliRun report = CliRun.Of("report", _folder["plain", "run.json"], "--slices", Table, "--out", _folder["report"], "--write", "csv,json");
        Assert.That(report.ExitCode, Is.Zero, report.Error);

        Assert.That(Slices(_folder["later", "run.json"]), Is.EqualTo(Slices(_folder["once", "run.json"])));
        Assert.That(Slices(_folder["report", "run.json"]), Is.EqualTo(Slices(_folder["once", "run.json"])));
        Assert.That(File.ReadAllText(_folder["report", "slices.csv"]), Is.EqualTo(File.ReadAllText(_folder["once", "slices.csv"])));
        Assert.That(File.ReadAllText(_folder["once", "report.html"]), Does.Contain("<h2>Slices</h2>"));
        Assert.That(later.Output, Does.Contain("by half").And.Contain("by number"));
    }

    [TestCase("none", null)]
    [TestCase("bootstrap:200", "percentile")]
    [TestCase("jackknife", "jackknife")]
    public void Intervals_of_slices_and_of_kinds_of_error_are_made_as_those_of_scores(string method, string? word)
    {
        using JsonDocument scored = JsonDocument.Parse(CliRun.Of("score", Of("weak"), GroundTruth, "--errors", "--slices", Table, "--ci", method, "--out", _folder["run"], "--json").Output);
        string? Method(JsonElement part, string key) => part.TryGetProperty(key, out JsonElement interval) ? interval.GetProperty("method").GetString() : null;
        JsonElement errors = scored.RootElement.GetProperty("errorKinds");

        Assert.That(scored.RootElement.GetProperty("slices").GetProperty("half").EnumerateArray().Select(slice => Method(slice, "interval")), Is.All.EqualTo(word));
        Assert.That(errors.TryGetProperty("intervals", out JsonElement intervals) ? Method(intervals, "segment") : null, Is.EqualTo(word));

        CliRun later = CliRun.Of("rescore", _folder["run", "run.json"], "--ci", method, "--out", _folder["later"]);
        Assert.That(Slices(_folder["later", "run.json"]), Is.EqualTo(Slices(_folder["run", "run.json"])), later.Error);
    }

    [Test]
    public void A_figure_outside_of_its_own_interval_has_a_star_and_a_sentence()
    {
        CliRun run = CliRun.Of("score", Of("weak"), GroundTruth, "--errors", "--slices", Table, "--write", "md", "--out", _folder["run"]);

        Assert.That(run.Output, Does.Match(@"segment +49\.33 % +51\.26 to 57\.51 \*  wrong names"), "few images a class bias the mean");
        string report = File.ReadAllText(_folder["run", "report.md"]);
        Assert.That(report, Does.Match(@"\| segment[^|]* \| 49\.33 \| 51\.26 \| 57\.51 \| \\?\* \|"));
        Assert.That(report, Does.Contain("Lies outside of its own interval"));
    }

    [Test]
    public void A_comparison_says_which_slices_got_worse()
    {
        foreach (string model in new[] { "strong", "weak" })
        {
            Assert.That(CliRun.Of("score", Of(model), GroundTruth, "--out", _folder[model]).ExitCode, Is.Zero);
        }

        CliRun run = CliRun.Of("compare", _folder["strong"], _folder["weak"], "--slices", Table, "--draws", "0");
        CliRun json = CliRun.Of("compare", _folder["strong"], _folder["weak"], "--slices", Table, "--draws", "0", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("weak against strong, by half"));
        Assert.That(string.Join(' ', run.Output.Split('\n')), Does.Contain("Worse beyond chance: ").And.Contain("better: none."));
        using JsonDocument document = JsonDocument.Parse(json.Output);
        JsonElement[] halves = [.. document.RootElement.GetProperty("slices").EnumerateArray().Where(slice => slice.GetProperty("column").GetString() == "half")];
        Assert.That(halves.Select(slice => slice.GetProperty("images").GetInt32()), Is.EqualTo(new[] { 12, 12 }));
        Assert.That(halves.Select(slice => slice.GetProperty("difference").GetDouble()), Is.All.Negative);
    }

    [Test]
    public void A_shard_has_no_slices()
    {
        CliRun run = CliRun.Of("score", Of("weak"), GroundTruth, "--slices", Table, "--shard", "1/2");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("--slices").And.Contain("merge DIR --slices"));
    }

    [Test]
    public void A_table_of_other_images_is_bad_input()
    {
        File.WriteAllText(Table, "image,half\nnowhere,first\n");
        CliRun run = CliRun.Of("score", Of("weak"), GroundTruth, "--slices", Table);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("the image nowhere was not scored"));
    }

    private static string Slices(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.GetProperty("slices").GetRawText();
    }
}
