using Ade20kEval.Files;
using Ade20kEval.Formats.Png;
using Ade20kEval.Imaging.Photographs;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace Ade20kEval.Tests.Imaging.Photographs;

public sealed class PhotographTests
{
    private static IEnumerable<TestCaseData> Formats =>
    [
        new TestCaseData(new JpegEncoder { Quality = 100 }).SetArgDisplayNames("JPEG"),
        new TestCaseData(new PngEncoder()).SetArgDisplayNames("PNG"),
        new TestCaseData(new WebpEncoder { FileFormat = WebpFileFormatType.Lossless }).SetArgDisplayNames("WebP"),
        new TestCaseData(new BmpEncoder()).SetArgDisplayNames("BMP"),
        new TestCaseData(new TiffEncoder()).SetArgDisplayNames("TIFF"),
    ];

    [TestCaseSource(nameof(Formats))]
    public void Every_format_gives_its_colours(IImageEncoder encoder)
    {
        (byte[] rgb, int width, int height) = Photograph.Read(File(16, 8, encoder), "p");

        Assert.That((width, height), Is.EqualTo((16, 8)));
        Assert.That(rgb, Has.Length.EqualTo(16 * 8 * 3));
        Assert.That(rgb[0], Is.EqualTo(200).Within(3));
        Assert.That(rgb[1], Is.EqualTo(100).Within(3));
        Assert.That(rgb[2], Is.EqualTo(50).Within(3));
    }

    [Test]
    public void A_camera_that_was_held_upright_gives_an_upright_photograph()
    {
        // EXIF 2.3, tag 0x0112: 6 is "turn by 90 degrees clockwise to look at it".
        (_, int width, int height) = Photograph.Read(File(16, 8, new JpegEncoder(), image =>
        {
            image.Metadata.ExifProfile = new ExifProfile();
            image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, (ushort)6);
        }), "p");

        Assert.That((width, height), Is.EqualTo((8, 16)));
    }

    [Test]
    public void Gray_deep_and_palette_pictures_become_colours()
    {
        using MemoryStream gray = new(), deep = new(), palette = new();
        PngWriter.WriteGray8(gray, [9], 1, 1);
        PngWriter.WriteGray16(deep, [0x1212], 1, 1);
        PngWriter.WritePalette(palette, [1], 1, 1, [0, 0, 0, 10, 20, 30]);

        Assert.That(Photograph.Read(gray.ToArray(), "g").Rgb, Is.EqualTo(new byte[] { 9, 9, 9 }));
        Assert.That(Photograph.Read(deep.ToArray(), "d").Rgb, Is.EqualTo(new byte[] { 0x12, 0x12, 0x12 }));
        Assert.That(Photograph.Read(palette.ToArray(), "p").Rgb, Is.EqualTo(new byte[] { 10, 20, 30 }));
    }

    [Test]
    public void A_thumbnail_is_a_small_jpeg_that_tells_nothing_else()
    {
        byte[] thumbnail = Photograph.Thumbnail(File(1000, 500, new JpegEncoder(), image =>
        {
            image.Metadata.ExifProfile = new ExifProfile();
            image.Metadata.ExifProfile.SetValue(ExifTag.GPSLatitudeRef, "N");
        }), "p", 300);
        using Image image = Image.Load(thumbnail, out IImageFormat format);

        Assert.That(format.Name, Is.EqualTo("JPEG"));
        Assert.That((image.Width, image.Height), Is.EqualTo((300, 150)));
        Assert.That(image.Metadata.ExifProfile, Is.Null);
    }

    [Test]
    public void A_photograph_smaller_than_a_thumbnail_keeps_its_size()
    {
        (_, int width, int height) = Photograph.Read(Photograph.Thumbnail(File(20, 10, new PngEncoder()), "p", 300), "t");

        Assert.That((width, height), Is.EqualTo((20, 10)));
    }

    [Test]
    public void What_is_no_photograph_is_named_with_what_was_expected()
    {
        byte[] cut = File(64, 64, new PngEncoder())[..60];

        Assert.That(() => Photograph.Read(File(4, 4, new GifEncoder()), "a.gif"), Throws.TypeOf<InputException>().With.Message.StartsWith("a.gif: ").And.Message.Contains("Expected a photograph as JPEG, PNG"));
        Assert.That(() => Photograph.Read("no picture"u8.ToArray(), "b.jpg"), Throws.TypeOf<InputException>().With.Message.StartsWith("b.jpg: "));
        Assert.That(() => Photograph.Read(cut, "c.png"), Throws.TypeOf<InputException>().With.Message.StartsWith("c.png: "));
        Assert.That(() => Photograph.Read(ReadOnlyMemory<byte>.Empty, "d.png"), Throws.TypeOf<InputException>().With.Message.StartsWith("d.png: "));
    }

    [Test]
    public void A_size_beyond_the_limit_is_refused_before_it_is_decoded()
    {
        // A header alone: IHDR says 20,000 x 20,000, and a decoder that believed it would ask for 1.2 GB.
        byte[] png = File(4, 4, new PngEncoder());
        png.AsSpan(16, 8).Clear();
        (png[18], png[19], png[22], png[23]) = (0x4E, 0x20, 0x4E, 0x20);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), System.IO.Hashing.Crc32.HashToUInt32(png.AsSpan(12, 17)));

        Assert.That(() => Photograph.Read(png, "huge.png"), Throws.TypeOf<InputException>().With.Message.EqualTo("huge.png: is 20,000 x 20,000 pixels; expected at most 100,000,000 altogether."));
    }

    private static byte[] File(int width, int height, IImageEncoder encoder, Action<Image>? change = null)
    {
        using Image<Rgb24> image = new(width, height, new Rgb24(200, 100, 50));
        change?.Invoke(image);
        using MemoryStream stream = new();
        image.Save(stream, encoder);
        return stream.ToArray();
    }
}
