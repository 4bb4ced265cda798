using System.Net;
using System.Text.RegularExpressions;

namespace Ade20kEval.Tests.Cli;

/// <summary>Under every chart stands what is to be seen in it: on the sample data's models, on a perfect run and on a run of two classes.</summary>
public sealed class ChartSentenceTests
{
    private TemporaryFolder _folder = null!;

    private static string GroundTruth => Path.Combine(TestFolders.SampleData, "ground-truth");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("strong")]
    [TestCase("weak")]
    public void A_model_of_the_sample_data(string model)
    {
        Dictionary<string, string> sentences = Sentences(Path.Combine(TestFolders.SampleData, "predictions", model), GroundTruth);

        Assert.That(sentences["errors"], Does.Match(@"^\d+ % of what is missing is wrong names; "));
        Assert.That(sentences["frequency"], Does.Contain("rare classes do worse."));
        Assert.That(sentences["sizes"], Does.Contain("tiny ones do worse."));
        Assert.That(sentences["images"], Does.Match(@"^Half of the 24 images are at \d\d\.\d % or above; the worst, scene_\d+, has \d\d\.\d %\."));
    }

    [Test]
    public void A_perfect_run()
    {
        foreach (string file in Directory.GetFiles(GroundTruth))
        {
            _folder.Write($"perfect/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        }

        Dictionary<string, string> sentences = Sentences(_folder["perfect"], GroundTruth);

        Assert.That(sentences["errors"], Is.EqualTo("Nothing is missing: every labelled pixel is right."));
        Assert.That(sentences["error-kinds"], Does.StartWith("0.0 % of what classes hold is in regions of the wrong name."));
        Assert.That(sentences["confusion"], Does.StartWith("No class is taken for another."));
        Assert.That(sentences["gains"], Does.StartWith("No class is taken for another at a cost."));
        Assert.That(sentences["images"], Does.StartWith("All 24 images have 100.0 %."));
        Assert.That(sentences["sizes"], Does.Contain("100.00 %: they do the same.").And.EndsWith("0 are missed altogether."));
        Assert.That(sentences["rings"], Does.EndWith("they do the same."));
        Assert.That(sentences["frequency"], Does.Contain("rare classes do no worse."));
    }

    [Test]
    public void A_run_of_two_classes()
    {
        // Wall left, building right; in the first image two columns of building are called wall.
        MaskFolder.Write(_folder["gt", "a.png"], [.. Enumerable.Repeat("1 1 1 1 1 2 2 2 2 2", 8)]);
        MaskFolder.Write(_folder["gt", "b.png"], [.. Enumerable.Repeat("1 1 1 1 1 1 2 2 2 2", 8)]);
        MaskFolder.Write(_folder["pred", "a.png"], [.. Enumerable.Repeat("1 1 1 1 1 1 1 2 2 2", 8)]);
        MaskFolder.Write(_folder["pred", "b.png"], [.. Enumerable.Repeat("1 1 1 1 1 1 2 2 2 2", 8)]);

        Dictionary<string, string> sentences = Sentences(_folder["pred"], _folder["gt"]);

        // Wall 11 of 13 columns, building 7 of 9; of the pixels that are building, 2 of 9 columns are taken for wall.
        Assert.That(sentences["classes"], Does.StartWith("Best: wall, 84.6 %; worst: building, 77.8 %; half of the 2 classes of the ground truth are at 81.2 % or above."));
        Assert.That(sentences["confusion"], Does.StartWith("Brightest off the diagonal: 22.2 % of building is taken for wall."));
        Assert.That(sentences["frequency"], Does.StartWith("The more frequent half of the classes has a mean IoU of 84.6 %, the rarer half 77.8 %: rare classes do worse."));
    }

    /// <summary>What stands under each chart, by its id.</summary>
    private Dictionary<string, string> Sentences(string predictions, string groundTruth)
    {
        CliRun run = CliRun.Of("score", predictions, groundTruth, "--errors", "--errors-width", "2", "--sizes", "--rings", "3", "--protocol", "all", "--out", _folder["out"], "--write", "svg,html");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Dictionary<string, string> sentences = Directory.GetFiles(_folder["out", "charts"]).ToDictionary(
            file => Path.GetFileNameWithoutExtension(file), file => WebUtility.HtmlDecode(Regex.Match(File.ReadAllText(file), "<desc [^>]*>([^<]*)</desc>").Groups[1].Value));
        Assert.That(sentences.Keys, Is.SupersetOf(new[] { "errors", "error-kinds", "error-classes", "classes", "confusion", "gains", "images", "sizes", "rings", "frequency", "ratios", "protocols" }));
        foreach ((string id, string sentence) in sentences)
        {
            Assert.That(sentence, Does.Match(@"[a-z0-9)%]\.").And.Not.Contain("NaN").And.Not.Contain("∞"), id);
        }

        return sentences;
    }
}
