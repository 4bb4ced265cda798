using System.IO.Compression;
using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png;

/// <summary>A worker that decodes mask after mask allocates nothing but what the platform's inflating stream itself takes.</summary>
[NonParallelizable]   // counts bytes: a collection that other fixtures bring about falls into the rounds
public sealed class PngAllocationTests
{
    private const int Images = 50;

    [TestCase(0, 8, false)]
    [TestCase(0, 16, false)]
    [TestCase(0, 16, true)]
    [TestCase(3, 4, false)]
    [TestCase(3, 8, true)]
    public void Decoding_a_mask_again_allocates_only_the_platforms_stream(int colorType, int depth, bool interlaced)
    {
        ReferencePngImage mask = ReferencePngImage.Mask(new Random(1), 100, 80, 12, depth, colorType);
        ReferencePngEncoder encoder = new() { Interlaced = interlaced, Filter = row => row % 5 };
        byte[] file = encoder.Encode(mask);
        byte[] rows = encoder.FilteredRows(mask);
        byte[] zlib = ReferencePngEncoder.Deflate(rows);
        byte[] narrow = new byte[100 * 80];
        ushort[] wide = new ushort[100 * 80];
        PngDecoder decoder = new();
        MemoryStream input = new(zlib);

        long platform = Allocations.Least(Images, () =>
        {
            input.Position = 0;
            using ZLibStream stream = new(input, CompressionMode.Decompress, leaveOpen: true);
            stream.ReadExactly(rows);
        });
        long decoding = Allocations.Least(Images, () =>
        {
            decoder.Parse(file, "mask.png");
            if (depth == 16)
            {
                decoder.DecodeTo(wide);
            }
            else
            {
                decoder.DecodeTo(narrow);
            }
        });
        Assert.That(decoding, Is.LessThanOrEqualTo(platform + 16), "bytes an image");
        Assert.That(platform, Is.LessThan(1000), "what the platform takes should stay negligible");
    }
}
