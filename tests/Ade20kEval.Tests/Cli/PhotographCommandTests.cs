using Ade20kEval.Imaging.Photographs;
using Ade20kEval.Tests.Masks;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace Ade20kEval.Tests.Cli;

/// <summary>Photographs through whole commands: in the native executable, too, they are read and made small.</summary>
public sealed class PhotographCommandTests
{
    private static readonly (string Extension, IImageEncoder Encoder)[] s_kinds =
        [(".jpg", new JpegEncoder { Quality = 100 }), (".png", new PngEncoder()), (".webp", new WebpEncoder()), (".bmp", new BmpEncoder()), (".tif", new TiffEncoder())];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeSet()
    {
        _folder = new TemporaryFolder();
        foreach ((string extension, IImageEncoder encoder) in s_kinds)
        {
            // One row of road, which has its colour, and one of no class, where the photograph alone is seen.
            _folder.Write($"masks/of{extension}.png", TemporaryFolder.Png(16, 16, [.. Enumerable.Repeat((byte)7, 128), .. Enumerable.Repeat((byte)0, 128)]));
            using Image<Rgb24> image = new(16, 16, new Rgb24(40, 80, 120));
            image.Metadata.ExifProfile = new ExifProfile();
            image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, (ushort)1);
            image.Metadata.ExifProfile.SetValue(ExifTag.XResolution, new Rational(72));
            image.Metadata.ExifProfile.SetValue(ExifTag.Model, "a camera");
            using MemoryStream stream = new();
            image.Save(stream, encoder);
            _folder.Write($"photographs/of{extension}{extension}", stream.ToArray());
        }
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Masks_are_laid_over_photographs_of_every_format()
    {
        CliRun run = CliRun.Of("colorize", _folder["masks"], _folder["blended"], "--over", _folder["photographs"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        foreach ((string extension, _) in s_kinds)
        {
            byte[] rgb = Photograph.Read(File.ReadAllBytes(_folder["blended", $"of{extension}.png"]), extension).Rgb;

            // ADE20K's road is (140, 140, 140): half of it and half of the photograph is (90, 110, 130).
            Assert.That(rgb[0], Is.EqualTo(90).Within(4), extension);
            Assert.That(rgb[2], Is.EqualTo(130).Within(4), extension);
            Assert.That(rgb[^3], Is.EqualTo(40).Within(6), extension);
            Assert.That(rgb[^1], Is.EqualTo(120).Within(6), extension);
        }
    }

    [Test]
    public void A_photograph_that_is_not_there_or_is_not_one_is_named()
    {
        File.Delete(_folder["photographs", "of.jpg.jpg"]);
        File.WriteAllText(_folder["photographs", "of.bmp.bmp"], "no photograph");

        CliRun run = CliRun.Of("colorize", _folder["masks"], _folder["blended"], "--over", _folder["photographs"]);

        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain("masks that could not be coloured: 2").And.Contain("there is no picture of this name").And.Contain("of.bmp.bmp: "));
    }

    [Test]
    public void A_page_shows_photographs_of_every_format_as_small_jpegs()
    {
        // The same folder on both sides is refused.
        Directory.CreateDirectory(_folder["predictions"]);
        foreach (string mask in Directory.GetFiles(_folder["masks"]))
        {
            File.Copy(mask, _folder["predictions", Path.GetFileName(mask)]);
        }

        CliRun run = CliRun.Of("score", _folder["predictions"], _folder["masks"], "--out", _folder["results"], "--write", "html", "--images", _folder["photographs"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(File.ReadAllText(_folder["results", "report.html"]).Split("class=\"photo\"").Length - 1, Is.EqualTo(s_kinds.Length));
    }

    [Test]
    public void Pictures_that_are_missing_or_no_pictures_are_told()
    {
        using TemporaryFolder folder = new();
        foreach (string name in new[] { "a.png", "b.png" })
        {
            MaskFolder.Write(folder["pred", name], "1 2", "3 0");
            MaskFolder.Write(folder["gt", name], "1 2", "3 3");
        }

        folder.Write("img/a.jpg", "no picture");
        CliRun run = CliRun.Of("score", folder["pred"], folder["gt"], "--images", folder["img"], "--out", folder["out"], "--write", "html");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Error, Does.Contain("the page shows pictures of 0 of 2 images; 1 cannot be read (a), the others were not found"));
    }
}
