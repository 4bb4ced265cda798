using Ade20kEval.Cli;
using Ade20kEval.Tests.Cli;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Tga;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Tiff.Constants;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;

namespace Ade20kEval.Tests.Imaging;

/// <summary>Label maps in formats beside PNG: the same values, the same score; what is not exact, or not whole, is refused.</summary>
public sealed class MaskFormatTests
{
    private static readonly byte[] s_labels = [.. Enumerable.Range(0, 12).Select(i => (byte)(1 + (i % 4)))];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Make()
    {
        _folder = new TemporaryFolder();
        MaskFolder.Write(_folder["truth", "a.png"], "1 2 3 4", "1 2 3 4", "1 2 3 4");
        Directory.CreateDirectory(_folder["pred"]);
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("a.tif", TiffCompression.None)]
    [TestCase("a.tif", TiffCompression.Lzw)]
    [TestCase("a.tif", TiffCompression.Deflate)]
    [TestCase("a.tif", TiffCompression.PackBits)]
    public void A_TIFF_of_shades_is_read_exactly(string name, TiffCompression compression)
    {
        using Image<L8> image = Image.LoadPixelData<L8>(s_labels, 4, 3);
        image.SaveAsTiff(_folder["pred", name], new TiffEncoder { Compression = compression, BitsPerPixel = TiffBitsPerPixel.Bit8, PhotometricInterpretation = TiffPhotometricInterpretation.BlackIsZero });
        IsPerfect();
    }

    [TestCase("a.bmp")]
    [TestCase("a.tga")]
    public void Shades_in_other_formats_are_read_exactly(string name)
    {
        using Image<L8> image = Image.LoadPixelData<L8>(s_labels, 4, 3);
        image.Save(_folder["pred", name], name.EndsWith("bmp", StringComparison.Ordinal) ? new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel8 } : new TgaEncoder { BitsPerPixel = TgaBitsPerPixel.Pixel8 });
        IsPerfect();
    }

    [Test]
    public void Sixteen_bits_of_a_TIFF_are_read_exactly()
    {
        // Header; one strip of 1 x 2 pixels of 16 bits, 1 and 2; nine tags.
        byte[] tiff =
        [
            (byte)'I', (byte)'I', 42, 0, 12, 0, 0, 0, 1, 0, 2, 0, 9, 0,
            .. Tag(256, 2), .. Tag(257, 1), .. Tag(258, 16), .. Tag(259, 1), .. Tag(262, 1), .. Tag(273, 8), .. Tag(277, 1), .. Tag(278, 1), .. Tag(279, 4), 0, 0, 0, 0,
        ];
        File.WriteAllBytes(_folder["pred", "a.tif"], tiff);
        MaskFolder.Write(_folder["truth", "a.png"], "1 2");
        IsPerfect();

        for (int length = 0; length < tiff.Length - 4; length++)
        {
            File.WriteAllBytes(_folder["pred", "a.tif"], tiff[..length]);
            Assert.That(CliRun.Of("score", _folder["pred"], _folder["truth"]).ExitCode, Is.EqualTo(ExitCode.BadInput), $"the first {length} bytes");
        }

        static byte[] Tag(ushort tag, ushort value) => [(byte)tag, (byte)(tag >> 8), 3, 0, 1, 0, 0, 0, (byte)value, (byte)(value >> 8), 0, 0];
    }

    [Test]
    public void What_is_packed_with_loss_is_refused_with_the_reason()
    {
        using Image<L8> image = Image.LoadPixelData<L8>(s_labels, 4, 3);
        image.SaveAsWebp(_folder["pred", "a.webp"], new WebpEncoder { FileFormat = WebpFileFormatType.Lossy });
        CliRun run = CliRun.Of("score", _folder["pred"], _folder["truth"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(run.Error, Does.Contain("packed with loss, which changes labels"));
    }

    [Test]
    public void Whatever_is_cut_off_is_an_error_and_never_a_score()
    {
        using Image<L8> image = Image.LoadPixelData<L8>([.. Enumerable.Range(0, 4096).Select(i => (byte)(1 + (i * 7919 % 150)))], 64, 64);
        Action<string>[] writers =
        [
            path => image.SaveAsTiff(path + ".tif", new TiffEncoder { Compression = TiffCompression.Lzw, BitsPerPixel = TiffBitsPerPixel.Bit8 }),
            path => image.SaveAsTiff(path + ".tif", new TiffEncoder { Compression = TiffCompression.Deflate, BitsPerPixel = TiffBitsPerPixel.Bit8 }),
            path => image.SaveAsBmp(path + ".bmp", new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel8 }),
            path => image.SaveAsGif(path + ".gif", new GifEncoder()),
            path => image.SaveAsTga(path + ".tga", new TgaEncoder { BitsPerPixel = TgaBitsPerPixel.Pixel8, Compression = TgaCompression.None }),
        ];
        File.Delete(_folder["truth", "a.png"]);
        Directory.CreateDirectory(_folder["truth"]);
        image.SaveAsPng(_folder["truth", "a.png"]);
        foreach (Action<string> write in writers)
        {
            Directory.Delete(_folder["pred"], recursive: true);
            Directory.CreateDirectory(_folder["pred"]);
            write(_folder["pred", "a"]);
            string file = Directory.GetFiles(_folder["pred"]).Single();
            byte[] whole = File.ReadAllBytes(file);
            for (int part = 1; part < 8; part++)
            {
                File.WriteAllBytes(file, whole[..(whole.Length * part / 8)]);
                Assert.That(CliRun.Of("score", _folder["pred"], _folder["truth"]).ExitCode, Is.EqualTo(ExitCode.BadInput), $"{part} eighths of {Path.GetFileName(file)}");
            }
        }
    }

    [Test]
    public void Arrays_and_other_formats_are_inspected_too()
    {
        File.WriteAllBytes(_folder["a.npy"], Ade20kEval.Formats.Npy.NpyWriter.Write<byte>(s_labels, 3, 4));
        CliRun run = CliRun.Of("inspect", _folder["a.npy"]);
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(run.Output, Does.Contain("4 x 3, 8-bit gray, 4 values"));
    }

    private void IsPerfect()
    {
        CliRun run = CliRun.Of("score", _folder["pred"], _folder["truth"], "--out", _folder["out"], "--write", "html");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Done), run.Error);
        Assert.That(File.ReadAllText(_folder["out", "report.html"]), Does.Contain("prediction of a"), "the page shows the mask");
        Assert.That(run.Output, Does.Match(@"pixel accuracy\s+100\.00 %"));
    }
}
