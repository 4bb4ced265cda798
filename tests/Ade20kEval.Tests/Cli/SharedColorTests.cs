using Ade20kEval.Datasets;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Tests.Cli;

/// <summary>Road and skyscraper of ade20k-150 are drawn in one colour: who reads colours is told what that costs.</summary>
public sealed class SharedColorTests
{
    private const int Road = 7;
    private const int Skyscraper = 49;
    private const string Sentence = "#8c8c8c is the colour of road and of skyscraper, and is read as road.";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make()
    {
        _folder = new TemporaryFolder();
        for (int image = 0; image < 4; image++)
        {
            MaskFolder.Write(_folder["gt", $"{image}.png"], "1 1 7 7", "2 2 49 49");
            Draw(image, [1, 1, Road, Road, 2, 2, Skyscraper, Skyscraper]);
        }
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_score_from_colours_warns_and_names_both()
    {
        Assert.That(CliRun.Of("score", _folder["rgb"], _folder["gt"], "--encoding", "palette").Error, Does.Contain($"warning: the palette of ade20k-150 does not tell all labels apart: {Sentence}"));
        Assert.That(CliRun.Of("score", _folder["gt"], _folder["rgb"], "--encoding", "raw").Error, Does.Not.Contain("tell all labels apart"));
    }

    [Test]
    public void Shards_say_the_same_as_the_whole()
    {
        foreach (int shard in new[] { 1, 2 })
        {
            Assert.That(CliRun.Of("score", _folder["rgb"], _folder["gt"], "--encoding", "palette", "--shard", $"{shard}/2", "--out", _folder["parts"]).ExitCode, Is.Zero);
        }

        Assert.That(CliRun.Of("merge", _folder["parts"]).Error, Does.Contain(Sentence));
    }

    [TestCase]
    [TestCase("--encoding", "palette")]
    public void The_doctor_counts_the_pixels(params string[] more)
    {
        CliRun run = CliRun.Of(["doctor", _folder["rgb"], _folder["gt"], "--json", .. more]);

        // 2 pixels of road and 2 of skyscraper in each of 4 images.
        Assert.That(run.Output, Does.Contain("\"cause\": \"sharedColor\"").And.Contain($"{Sentence} 16 pixels have it. 8 of them are skyscraper in the ground truth, and count as wrong."), run.Error);
    }

    private void Draw(int image, int[] ids)
    {
        byte[] rgb = [.. ids.SelectMany(id =>
        {
            Rgb color = DatasetCatalog.Find("ade20k-150").Classes[id - 1].Color;
            return new[] { color.R, color.G, color.B };
        })];
        Directory.CreateDirectory(_folder["rgb"]);
        using FileStream stream = File.Create(_folder["rgb", $"{image}.png"]);
        PngWriter.WriteRgb8(stream, rgb, 4, 2);
    }
}
