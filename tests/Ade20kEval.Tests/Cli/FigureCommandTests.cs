using Ade20kEval.Imaging.Photographs;
using Ade20kEval.Samples;
using Ade20kEval.Tests.Figures;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Ade20kEval.Tests.Cli;

public sealed class FigureCommandTests
{
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void MakeSet()
    {
        InstalledFont.Find();
        _folder = new TemporaryFolder();
        SyntheticFolder.Write(_folder.Path, new SyntheticScenes(11), 5, i => (64 + i, 48), [SyntheticModel.Strong, SyntheticModel.Weak], withImages: true);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder?.Dispose();

    [Test]
    public void The_worst_images_are_shown_with_the_names_of_models_classes_and_their_scores()
    {
        CliRun run = Figure("worst", "--name", "Ours", "--name", "U-Net", "--pick", "worst:2", "--images", _folder["images"], "--figure-width", "double");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using PdfDocument pdf = PdfDocument.Open(_folder["worst", "qualitative.pdf"]);
        Page page = pdf.GetPage(1);
        string text = string.Join(' ', page.GetWords().Select(word => word.Text));
        Assert.That(text, Does.Contain("image").And.Contain("ground truth").And.Contain("Ours").And.Contain("U-Net").And.Contain("scene_000"));
        Assert.That(text.Split("mean IoU").Length - 1, Is.EqualTo(4), "two rows of two models");
        Assert.That(page.GetImages().Count(), Is.EqualTo(8), "two rows of picture, ground truth and two predictions");
        Assert.That(page.Width, Is.EqualTo(174 / 25.4 * 72).Within(0.13));
        foreach (Letter letter in page.Letters)
        {
            Assert.That(letter.PointSize, Is.GreaterThan(6.99), letter.Value);
            Assert.That(letter.BoundingBox.Left >= 0 && letter.BoundingBox.Right <= page.Width && letter.BoundingBox.Bottom >= 0 && letter.BoundingBox.Top <= page.Height, letter.Value);
        }

        // 174 mm at 200 pixels an inch.
        Assert.That(Photograph.Read(File.ReadAllBytes(_folder["worst", "qualitative.png"]), "p").Width, Is.EqualTo(1370));
    }

    [Test]
    public void Images_are_shown_by_name_in_the_order_given_and_models_called_like_their_folders()
    {
        CliRun run = Figure("named", "--pick", "scene_0004,scene_0001", "--write", "pdf");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(File.Exists(_folder["named", "qualitative.png"]), Is.False);
        using PdfDocument pdf = PdfDocument.Open(_folder["named", "qualitative.pdf"]);
        string text = string.Join(' ', pdf.GetPage(1).GetWords().Select(word => word.Text));
        Assert.That(text, Does.Contain("strong").And.Contain("weak"));
        Assert.That(text.IndexOf("scene_0004", StringComparison.Ordinal), Is.LessThan(text.IndexOf("scene_0001", StringComparison.Ordinal)));
    }

    [Test]
    public void The_pixels_of_a_mask_keep_the_colours_of_their_classes()
    {
        // Both models are right everywhere: the ground truth itself, all of it road.
        foreach (string part in new[] { "gt", "a", "b" })
        {
            _folder.Write($"road/{part}/x.png", TemporaryFolder.Png(8, 8, [.. Enumerable.Repeat((byte)7, 64)]));
        }

        CliRun run = CliRun.Of("figure", "--ground-truth", _folder["road", "gt"], "--predictions", _folder["road", "a"], "--predictions", _folder["road", "b"], "--out", _folder["road", "out"], "--write", "png");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        (byte[] rgb, int width, int height) = Photograph.Read(File.ReadAllBytes(_folder["road", "out", "qualitative.png"]), "p");
        int road = Enumerable.Range(0, width * height).Count(i => rgb[3 * i] == 140 && rgb[(3 * i) + 1] == 140 && rgb[(3 * i) + 2] == 140);
        Assert.That(road, Is.GreaterThan(3 * 190 * 190), "three squares of a third of 654 pixels, less gaps and edges");
    }

    [TestCase(2, "--pick worst:0: expected worst:N with N in 1..24.", "--pick", "worst:0")]
    [TestCase(2, "--name: was given 1 time; expected as often as --predictions, 2, or not at all.", "--name", "Ours")]
    [TestCase(2, "Known: png, pdf", "--write", "svg")]
    [TestCase(3, "scene_0001", "--pick", "scene_001")]
    public void What_cannot_be_shown_is_said_and_nothing_is_written(int exitCode, string message, params string[] options)
    {
        CliRun run = Figure("wrong", options);

        Assert.That(run.ExitCode, Is.EqualTo(exitCode));
        Assert.That(run.Error, Does.Contain(message));
        Assert.That(Directory.Exists(_folder["wrong"]), Is.False);
    }

    [Test]
    public void A_picture_that_is_missing_is_named()
    {
        _folder.MakeFolder("no-pictures");

        CliRun run = Figure("missing", "--images", _folder["no-pictures"]);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("there is no picture of scene_000"));
    }

    private CliRun Figure(string folder, params string[] options) => CliRun.Of(
        ["figure", "--ground-truth", _folder["ground-truth"], "--predictions", _folder["predictions", "strong"], "--predictions", _folder["predictions", "weak"], "--out", _folder[folder], .. options]);
}
