using Ade20kEval.Cli;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Tests.Cli;

/// <summary><c>convert</c> knows what it converts: the annotations of a full tree, and nothing else.</summary>
public sealed class ConvertCommandTests
{
    // wall is object 2978 = 11 x 256 + 162, and sky 2420 = 9 x 256 + 116: red 110 and 90.
    private static readonly byte[] s_wallAndSky = [110, 162, 1, 110, 162, 1, 90, 116, 2, 90, 116, 2];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Of_a_full_tree_the_annotations_are_converted_under_the_names_of_their_images()
    {
        Write(Path.Combine("ADE", "training", "street", "ADE_train_00000001_seg.png"), s_wallAndSky);
        Write(Path.Combine("ADE", "training", "street", "ADE_train_00000001_parts_1.png"), s_wallAndSky);
        Write(Path.Combine("ADE", "training", "street", "ADE_train_00000001", "instance_000_ADE_train_00000001.png"), s_wallAndSky);
        File.WriteAllText(_folder["ADE", "training", "street", "ADE_train_00000001.jpg"], "the picture");
        MaskFolder.Write(_folder["pred", "ADE_train_00000001.png"], "1 1", "3 3");

        CliRun convert = CliRun.Of("convert", _folder["ADE"], _folder["out"]);
        Assert.That(convert.ExitCode, Is.EqualTo(ExitCode.Done), convert.Error);
        Assert.That(convert.Error, Does.Contain("passed over: 1 mask of parts, 1 mask of a single object"));
        Assert.That(Directory.GetFiles(_folder["out"], "*", SearchOption.AllDirectories), Is.EqualTo(new[] { _folder["out", "training", "street", "ADE_train_00000001.png"] }));

        CliRun score = CliRun.Of("score", _folder["pred"], _folder["out"]);
        Assert.That(score.ExitCode, Is.EqualTo(ExitCode.Done), score.Error);
        Assert.That(score.Output, Does.Contain("100.00 %"));
    }

    [Test]
    public void A_mask_that_is_converted_already_is_refused()
    {
        MaskFolder.Write(_folder["challenge", "a.png"], "1 2", "3 150");
        CliRun run = CliRun.Of("convert", _folder["challenge"], _folder["out"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("holds numbers 0..150 of 8 bits: is it converted already?"));
        Assert.That(File.Exists(_folder["out", "a.png"]), Is.False);
    }

    [Test]
    public void A_photograph_is_refused_with_the_share_of_pixels_that_are_no_object_s()
    {
        // Red 200 is 20 x 256, beyond the 3,148 objects; one pixel of four.
        Write(Path.Combine("photo", "a.png"), [110, 162, 0, 90, 116, 0, 200, 1, 7, 0, 0, 0]);
        CliRun run = CliRun.Of("convert", _folder["photo"], _folder["out"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("1 pixel of 4 (25 %) have codes that are none of the 3,148 objects', the first, 5121, at row 1, column 0"));
    }

    [Test]
    public void A_dark_photograph_is_refused_for_the_number_of_its_colours()
    {
        // Every code of 600 is an object's, and no annotation names 600 objects.
        byte[] rgb = [.. Enumerable.Range(0, 600).SelectMany(code => new[] { (byte)(code / 256 * 10), (byte)(code % 256), (byte)0 })];
        using MemoryStream png = new();
        PngWriter.WriteRgb8(png, rgb, 30, 20);
        Directory.CreateDirectory(_folder["photo"]);
        File.WriteAllBytes(_folder["photo", "a.png"], png.ToArray());
        Assert.That(CliRun.Of("convert", _folder["photo"], _folder["out"]).Error, Does.Contain("holds 600 different codes"));
    }

    [Test]
    public void An_annotation_of_nothing_is_converted()
    {
        Write(Path.Combine("full", "a_seg.png"), new byte[12]);
        Assert.That(CliRun.Of("convert", _folder["full"], _folder["out"]).ExitCode, Is.EqualTo(ExitCode.Done));
        Assert.That(File.Exists(_folder["out", "a.png"]), Is.True);
    }

    private void Write(string path, byte[] rgb)
    {
        using MemoryStream png = new();
        PngWriter.WriteRgb8(png, rgb, 2, 2);
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllBytes(_folder[path], png.ToArray());
    }
}
