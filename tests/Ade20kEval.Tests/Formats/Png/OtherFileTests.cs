using System.Text;
using Ade20kEval.Formats.Png;

namespace Ade20kEval.Tests.Formats.Png;

/// <summary>What lies under the name of a PNG and is none.</summary>
public sealed class OtherFileTests
{
    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "a Git-LFS pointer", "git lfs pull")]
    [TestCase("<!DOCTYPE html><html><body>Sign in</body></html>", "an HTML page", "download it again")]
    [TestCase("\r\n  <HTML><head></head></HTML>            ", "an HTML page", "download it again")]
    [TestCase("GIF89a 3 x 3 and so on, and so on, and so on", "a GIF file", "losslessly")]
    [TestCase("BM and so on, and so on, and so on, and so on", "a BMP file", "losslessly")]
    public void Texts_and_pictures_are_called_what_they_are(string content, string kind, string advice) =>
        Assert.That(() => Parse(Encoding.Latin1.GetBytes(content)), Throws.InstanceOf<PngException>().With.Message.Contains($"found {kind}, expected a PNG file").And.Message.Contains(advice));

    [Test]
    public void A_jpeg_is_told_that_it_changes_labels() =>
        Assert.That(() => Parse([0xFF, 0xD8, 0xFF, 0xE0, .. new byte[40]]), Throws.InstanceOf<PngException>().With.Message.Contains("found a JPEG file").And.Message.Contains("changes labels"));

    [Test]
    public void Anything_else_is_shown_by_its_first_bytes() =>
        Assert.That(() => Parse([1, 2, 3, 4, 5, 6, 7, 8, .. new byte[40]]), Throws.InstanceOf<PngException>().With.Message.Contains("found 0102030405060708"));

    private static void Parse(byte[] file) => new PngDecoder().Parse(file, "x.png");
}
