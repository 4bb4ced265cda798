using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png;

public sealed class PngWriterTests
{
    private static readonly PngFilter?[] s_filters = [null, PngFilter.None, PngFilter.Sub, PngFilter.Up, PngFilter.Average, PngFilter.Paeth];

    [TestCaseSource(nameof(s_filters))]
    public void What_is_written_is_what_the_reference_and_the_product_read(PngFilter? filter)
    {
        Random random = new(1);
        foreach ((int width, int height) in new[] { (1, 1), (1, 7), (9, 1), (61, 23) })
        {
            ReferencePngImage gray = ReferencePngImage.Random(random, width, height, 8, 0);
            ReferencePngImage wide = ReferencePngImage.Random(random, width, height, 16, 0);
            ReferencePngImage indexed = ReferencePngImage.Random(random, width, height, 8, 3);
            ReferencePngImage rgb = ReferencePngImage.Random(random, width, height, 8, 2);
            AssertRoundTrip(gray, stream => PngWriter.WriteGray8(stream, gray.Bytes, width, height, filter));
            AssertRoundTrip(wide, stream => PngWriter.WriteGray16(stream, wide.Words, width, height, filter));
            AssertRoundTrip(indexed, stream => PngWriter.WritePalette(stream, indexed.Bytes, width, height, new byte[768]));
            AssertRoundTrip(gray, stream => PngWriter.WriteGray8(stream, gray.Bytes, width, height, filter, PngCompression.Reproducible));
            AssertRoundTrip(wide, stream => PngWriter.WriteGray16(stream, wide.Words, width, height, filter, PngCompression.Reproducible));
            AssertRoundTrip(rgb, stream => PngWriter.WriteRgb8(stream, rgb.Bytes, width, height, filter));
        }
    }

    [Test]
    public void The_palette_is_stored_as_given()
    {
        using MemoryStream stream = new();
        PngWriter.WritePalette(stream, [0, 1, 1, 0], 2, 2, [10, 20, 30, 40, 50, 60]);
        PngDecoder decoder = new();
        decoder.Parse(stream.ToArray(), "p.png");
        Assert.That(decoder.Palette.ToArray(), Is.EqualTo(new byte[] { 10, 20, 30, 40, 50, 60 }));
    }

    [Test]
    public void A_forced_filter_is_used_in_every_row([Values] PngFilter filter)
    {
        ReferencePngImage mask = ReferencePngImage.Mask(new Random(1), 40, 10, 5);
        byte[] file = Written(stream => PngWriter.WriteGray8(stream, mask.Bytes, 40, 10, filter));
        byte[] rows = ReferenceInflate.Zlib(file[41..^16]);          // IDAT's data begins at 41; its CRC and IEND are 16 bytes
        Assert.That(Enumerable.Range(0, 10).Select(y => (PngFilter)rows[y * 41]), Is.All.EqualTo(filter));
    }

    [Test]
    public void The_same_samples_give_the_same_bytes()
    {
        ReferencePngImage mask = ReferencePngImage.Mask(new Random(1), 200, 100, 25);
        byte[] first = Written(stream => PngWriter.WriteGray8(stream, mask.Bytes, 200, 100));
        byte[] second = Written(stream => PngWriter.WriteGray8(stream, mask.Bytes, 200, 100));
        Assert.That(first, Is.EqualTo(second));
    }

    // The hashes pin the bytes of the first version; that they are the right pixels is what the round trips say.
    [TestCase(1, 8)]
    [TestCase(2, 8)]
    public void Reproducible_label_maps_have_these_bytes_on_every_machine(int bytes, int side)
    {
        byte[] samples = [.. Enumerable.Range(0, side * side).Select(i => (byte)(i % side < 5 ? 3 : i / side))];
        byte[] file = Written(stream =>
        {
            if (bytes == 1)
            {
                PngWriter.WriteGray8(stream, samples, side, side, compression: PngCompression.Reproducible);
            }
            else
            {
                PngWriter.WriteGray16(stream, [.. samples.Select(static sample => (ushort)(300 * sample))], side, side, compression: PngCompression.Reproducible);
            }
        });
        Assert.That(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(file))[..16], Is.EqualTo(bytes == 1 ? "7CC5F52B65CD2502" : "C04EF678917A0ED6"));
    }

    [TestCase(2, 1)]
    [TestCase(4, 2)]
    [TestCase(16, 4)]
    [TestCase(17, 8)]
    public void A_palette_picture_has_the_fewest_bits_a_pixel_that_hold_its_palette(int colors, int depth)
    {
        byte[] file = Written(stream => PngWriter.WritePalette(stream, [0, 1, 1], 3, 1, new byte[3 * colors]));
        Assert.That(new PngDecoder().Parse(file, "p.png").BitDepth, Is.EqualTo(depth));
    }

    [Test]
    public void Left_to_itself_the_writer_is_within_a_tenth_of_its_best_forced_filter()
    {
        ReferencePngImage mask = ReferencePngImage.Mask(new Random(1), 200, 200, 25);
        int chosen = Written(stream => PngWriter.WriteGray8(stream, mask.Bytes, 200, 200)).Length;
        int best = s_filters.Where(filter => filter is not null).Min(filter => Written(stream => PngWriter.WriteGray8(stream, mask.Bytes, 200, 200, filter)).Length);
        Assert.That(chosen, Is.LessThanOrEqualTo(1.1 * best));
    }

    [Test]
    public void Sizes_palettes_and_filters_that_make_no_image_are_refused()
    {
        using MemoryStream stream = new();
        Assert.Throws<ArgumentException>(() => PngWriter.WriteGray8(stream, new byte[5], 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngWriter.WriteGray8(stream, [], 0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngWriter.WriteGray16(stream, [], 3, -1));
        Assert.Throws<ArgumentException>(() => PngWriter.WritePalette(stream, [0], 1, 1, []));
        Assert.Throws<ArgumentException>(() => PngWriter.WritePalette(stream, [0], 1, 1, new byte[4]));
        Assert.Throws<ArgumentException>(() => PngWriter.WritePalette(stream, [0], 1, 1, new byte[771]));
        Assert.Throws<ArgumentException>(() => PngWriter.WritePalette(stream, [2], 1, 1, new byte[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngWriter.WriteRgb8(stream, new byte[3], 1, 1, (PngFilter)5));
        Assert.That(stream.Length, Is.Zero);
    }

    private static void AssertRoundTrip(ReferencePngImage image, Action<Stream> write)
    {
        byte[] file = Written(write);
        Assert.That(ReferencePngDecoder.Decode(file).Samples, Is.EqualTo(image.Samples));
        Decoding.AssertDecodesTo(image, file);
    }

    private static byte[] Written(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        return stream.ToArray();
    }
}
