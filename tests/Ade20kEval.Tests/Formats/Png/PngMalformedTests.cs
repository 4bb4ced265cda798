using System.Globalization;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png;

/// <summary>Whatever is malformed gets one typed error that names file, chunk, byte offset, found and expected (faults P2, P4).</summary>
public sealed class PngMalformedTests
{
    // Where things are in a file without ancillary chunks and palette: signature 0..7, IHDR 8..32 with its data at 16 and its
    // CRC at 29, then IDAT at 33 with its data at 41.
    private const int Ihdr = 8;
    private const int IhdrData = 16;
    private const int AfterIhdr = 33;

    private static readonly ReferencePngImage s_image = ReferencePngImage.Random(new Random(1), 5, 4, 8, 0);
    private static readonly ReferencePngEncoder s_encoder = new();
    private static readonly byte[] s_good = s_encoder.Encode(s_image);
    private static readonly byte[] s_zlib = ReferencePngEncoder.Deflate(s_encoder.FilteredRows(s_image));
    private static readonly byte[] s_header = s_encoder.Header(s_image);
    private static readonly byte[] s_idat = Chunk("IDAT", s_zlib);
    private static readonly byte[] s_iend = Chunk("IEND");
    private static readonly byte[] s_palette = Chunk("PLTE", new byte[9]);

    private static IEnumerable<TestCaseData> Structure()
    {
        yield return Case("an empty file", [], "signature", 0);
        yield return Case("three bytes of a signature", [0x89, 0x50, 0x4E], "signature", 3);
        yield return Case("a signature whose line ends were changed", Changed(4, 0x0A), "signature", 4);
        yield return Case("a JPEG", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 0x4A, 0x46, 0x49, 0x46], "signature", 0);
        yield return Case("a signature and nothing else", s_good[..8], "IHDR", 8);
        yield return Case("a text chunk before IHDR", File(Chunk("tEXt"), s_header, s_idat, s_iend), "IHDR", 12);
        yield return Case("IDAT before IHDR", File(s_idat, s_header, s_iend), "IHDR", 12);
        yield return Case("two IHDR", File(s_header, s_header, s_idat, s_iend), "IHDR", AfterIhdr);
        yield return Case("IHDR of 12 bytes", File(Chunk("IHDR", new byte[12]), s_idat, s_iend), "IHDR", Ihdr);
        yield return Case("IHDR of 14 bytes", File(Chunk("IHDR", new byte[14]), s_idat, s_iend), "IHDR", Ihdr);
        yield return Case("IHDR longer than the file", Changed(8, 0x7F), "IHDR", Ihdr);
        yield return Case("a length of 2^32 - 1", File(s_header, [0xFF, 0xFF, 0xFF, 0xFF, .. s_idat[4..]], s_iend), "IDAT", AfterIhdr);
        yield return Case("a length one too long for the file", File(s_header, [0, 0, 0, (byte)(s_zlib.Length + 13), .. s_idat[4..]], s_iend), "IDAT", AfterIhdr);
        yield return Case("a chunk type with a digit", File(s_header, Chunk("ID4T"), s_idat, s_iend), "IDAT", AfterIhdr + 4);
        yield return Case("a chunk type with a control character", File(s_header, s_idat, Chunk("IEN\u001B")), "IEND", AfterIhdr + s_idat.Length + 4);
        yield return Case("an unknown critical chunk", File(s_header, Chunk("JDAT"), s_idat, s_iend), "JDAT", AfterIhdr);
        yield return Case("Apple's CgBI", File(Chunk("CgBI", new byte[4]), s_header, s_idat, s_iend), "IHDR", 12);
        yield return Case("no IDAT", File(s_header, s_iend), "IDAT", AfterIhdr);
        yield return Case("IDAT in two groups", File(s_header, Chunk("IDAT", s_zlib[..5]), Chunk("tEXt"), Chunk("IDAT", s_zlib[5..]), s_iend), "IDAT", AfterIhdr + 17 + 12);
        yield return Case("no IEND", File(s_header, s_idat), "IEND", AfterIhdr + s_idat.Length);
        yield return Case("IEND with data", File(s_header, s_idat, Chunk("IEND", [0])), "IEND", AfterIhdr + s_idat.Length);
        yield return Case("a wrong CRC in IHDR", Changed(29, (byte)(s_good[29] ^ 1)), "IHDR", 29);
        yield return Case("a wrong CRC in IDAT", Changed(AfterIhdr + s_idat.Length - 1, (byte)(s_idat[^1] ^ 0x80)), "IDAT", AfterIhdr + s_idat.Length - 4);
        yield return Case("a wrong CRC in IEND", Changed(s_good.Length - 1, 0x83), "IEND", s_good.Length - 4);
        byte[] text = Chunk("tEXt", [1, 2, 3]);
        text[9] = 7;
        yield return Case("a wrong CRC in an ancillary chunk", File(s_header, text, s_idat, s_iend), "tEXt", AfterIhdr + 11);
    }

    private static IEnumerable<TestCaseData> Header()
    {
        yield return HeaderCase("width 0", ReferencePngEncoder.Header(0, 4, 8, 0), 0);
        yield return HeaderCase("height 0", ReferencePngEncoder.Header(5, 0, 8, 0), 4);
        yield return HeaderCase("width 2^31 - 1", ReferencePngEncoder.Header(int.MaxValue, 1, 8, 0), 0);
        yield return HeaderCase("height 2^31 - 1", ReferencePngEncoder.Header(1, int.MaxValue, 8, 0), 4);
        yield return HeaderCase("width 2^31", ReferencePngEncoder.Header(0x8000_0000, 1, 8, 0), 0);
        yield return HeaderCase("width 2^32 - 1", ReferencePngEncoder.Header(uint.MaxValue, 1, 8, 0), 0);
        yield return HeaderCase("65,536 x 65,536, whose product is 0 in 32 bits", ReferencePngEncoder.Header(65_536, 65_536, 8, 0), 0);
        yield return HeaderCase("16,385 pixels wide", ReferencePngEncoder.Header(16_385, 1, 1, 0), 0);
        yield return HeaderCase("16,385 pixels high", ReferencePngEncoder.Header(1, 16_385, 1, 0), 4);
        yield return HeaderCase("more than 64 Mpx", ReferencePngEncoder.Header(8_192, 8_193, 1, 0), 0);
        foreach (int colorType in new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 255 })
        {
            for (int depth = 0; depth <= 33; depth++)
            {
                if (!ReferencePngImage.LegalKinds.Contains((colorType, depth)))
                {
                    bool isColor = colorType is 0 or 2 or 3 or 4 or 6;
                    yield return HeaderCase($"color type {colorType} with depth {depth}", ReferencePngEncoder.Header(5, 4, depth, colorType), isColor ? 8 : 9);
                }
            }
        }

        yield return HeaderCase("compression method 1", ReferencePngEncoder.Header(5, 4, 8, 0, compression: 1), 10);
        yield return HeaderCase("filter method 64", ReferencePngEncoder.Header(5, 4, 8, 0, filter: 64), 11);
        yield return HeaderCase("interlace method 2", ReferencePngEncoder.Header(5, 4, 8, 0, interlace: 2), 12);
    }

    private static IEnumerable<TestCaseData> Palette()
    {
        byte[] indexed = ReferencePngEncoder.Header(5, 4, 2, 3);
        byte[] fullIndexed = ReferencePngEncoder.Header(5, 4, 8, 3);
        yield return Case("no palette for color type 3", File(indexed, s_idat, s_iend), "PLTE", AfterIhdr);
        yield return Case("palette after IDAT", File(indexed, s_idat, s_palette, s_iend), "PLTE", AfterIhdr);
        yield return Case("two palettes", File(indexed, s_palette, s_palette, s_idat, s_iend), "PLTE", AfterIhdr + s_palette.Length);
        yield return Case("an empty palette", File(indexed, Chunk("PLTE"), s_idat, s_iend), "PLTE", AfterIhdr);
        yield return Case("a palette of 10 bytes", File(indexed, Chunk("PLTE", new byte[10]), s_idat, s_iend), "PLTE", AfterIhdr);
        yield return Case("five entries at depth 2", File(indexed, Chunk("PLTE", new byte[15]), s_idat, s_iend), "PLTE", AfterIhdr);
        yield return Case("257 entries at depth 8", File(fullIndexed, Chunk("PLTE", new byte[771]), s_idat, s_iend), "PLTE", AfterIhdr);
        yield return Case("a palette in a gray image", File(s_header, s_palette, s_idat, s_iend), "PLTE", AfterIhdr);
        yield return Case("a palette in a gray image with alpha", File(ReferencePngEncoder.Header(5, 4, 8, 4), s_palette, s_idat, s_iend), "PLTE", AfterIhdr);
        byte[] rgb = ReferencePngEncoder.Header(1, 1, 8, 2);
        yield return Case("a suggested palette after IDAT", File(rgb, s_idat, s_palette, s_iend), "PLTE", AfterIhdr + s_idat.Length);
        yield return Case("a suggested palette of 257 entries", File(rgb, Chunk("PLTE", new byte[771]), s_idat, s_iend), "PLTE", AfterIhdr);
    }

    private static IEnumerable<TestCaseData> ImageData()
    {
        byte[] rows = s_encoder.FilteredRows(s_image);
        yield return DataCase("an empty IDAT", []);
        yield return DataCase("one byte", [0x78]);
        yield return DataCase("a zlib header alone", [0x78, 0x9C]);
        yield return DataCase("compression method 7", WithZlibHeader(0x77, s_zlib));
        yield return DataCase("a window of 64 KiB", WithZlibHeader(0x88, s_zlib));
        yield return DataCase("a zlib header whose check fails", [0x78, 0x9D, .. s_zlib[2..]]);
        yield return DataCase("a preset dictionary", [0x78, 0xBB, 1, 2, 3, 4, .. s_zlib[2..]]);
        yield return DataCase("raw deflate without zlib header", s_zlib[2..^4]);
        yield return DataCase("a wrong Adler-32", [.. s_zlib[..^1], (byte)(s_zlib[^1] ^ 1)]);
        yield return DataCase("no Adler-32", s_zlib[..^4]);
        yield return DataCase("three bytes of the Adler-32", s_zlib[..^1]);
        yield return DataCase("a byte after the Adler-32", [.. s_zlib, 0]);
        yield return DataCase("a second zlib stream", [.. s_zlib, .. s_zlib]);
        yield return DataCase("one byte too few", ReferencePngEncoder.Deflate(rows[..^1]));
        yield return DataCase("one byte too many", ReferencePngEncoder.Deflate([.. rows, 0]));
        yield return DataCase("a row too many", ReferencePngEncoder.Deflate([.. rows, .. new byte[6]]));
        yield return DataCase("nothing inflated", ReferencePngEncoder.Deflate([]));
        yield return DataCase("block type 3", [0x78, 0x9C, 0x07, 0, 0, 0, 0, 0, 0]);
        yield return DataCase("a stored block whose lengths disagree", [0x78, 0x9C, 0x01, 24, 0, 0, 0, .. rows, 0, 0, 0, 0]);
        yield return DataCase("a distance before the start", [0x78, 0x9C, 0x03, 0x02, 0, 0, 0, 0, 0]);
        foreach (int filter in new[] { 5, 6, 255 })
        {
            byte[] bad = [.. rows];
            bad[2 * 6] = (byte)filter;
            yield return DataCase($"filter type {filter} in row 2", ReferencePngEncoder.Deflate(bad));
        }
    }

    [TestCaseSource(nameof(Structure))]
    [TestCaseSource(nameof(Header))]
    [TestCaseSource(nameof(Palette))]
    [TestCaseSource(nameof(ImageData))]
    public void A_malformed_file_is_refused_with_chunk_and_offset(byte[] file, string chunk, int? offset)
    {
        PngException error = Decoding.Refusal(file);
        Assert.Multiple(() =>
        {
            Assert.That(error.Chunk, Is.EqualTo(chunk));
            Assert.That(error.Offset, offset is null ? Is.InRange(AfterIhdr, file.Length) : Is.EqualTo(offset));
            Assert.That(error.File, Is.EqualTo("test.png"));
            Assert.That(error.Message, Does.StartWith($"test.png: {chunk} at byte {error.Offset}: found {error.Found}, expected {error.Expected}. "));
            Assert.That(error.Message, Does.EndWith(".").And.Not.Contains("\u001B"));
            Assert.That(error, Is.InstanceOf<InputException>());
        });
    }

    [Test]
    public void The_good_file_that_the_bad_ones_are_made_of_is_accepted() => Decoding.AssertDecodesTo(s_image, s_good);

    [Test]
    public void A_file_longer_than_the_limit_is_refused()
    {
        PngException error = Decoding.Refusal(s_good, new PngLimits { MaxFileBytes = s_good.Length - 1 });
        Assert.That((error.Chunk, error.Offset), Is.EqualTo(("file", s_good.Length - 1L)));
        Decoding.AssertDecodesTo(s_image, s_good, new PngDecoder(new PngLimits { MaxFileBytes = s_good.Length }));
    }

    [Test]
    public void Limits_are_inclusive()
    {
        Decoding.AssertDecodesTo(s_image, s_good, new PngDecoder(new PngLimits { MaxSidePixels = 5, MaxPixels = 20 }));
        Assert.That(Decoding.Refusal(s_good, new PngLimits { MaxSidePixels = 4 }).Offset, Is.EqualTo(IhdrData));
        Assert.That(Decoding.Refusal(s_good, new PngLimits { MaxPixels = 19 }).Offset, Is.EqualTo(IhdrData));
    }

    [Test]
    public void Sizes_beyond_one_array_are_refused_even_without_limits()
    {
        PngLimits none = new() { MaxSidePixels = int.MaxValue, MaxPixels = long.MaxValue, MaxFileBytes = long.MaxValue };
        foreach ((uint width, uint height) in new (uint, uint)[] { (int.MaxValue, 1), (int.MaxValue, int.MaxValue), (46_341, 46_341), (65_536, 65_536) })
        {
            byte[] file = File(ReferencePngEncoder.Header(width, height, 16, 6), s_idat, s_iend);
            Assert.That(Decoding.Refusal(file, none).Chunk, Is.EqualTo("IHDR"), $"{width} x {height}");
        }
    }

    [Test]
    public void A_large_header_over_little_data_is_refused_before_memory_is_taken()
    {
        byte[] file = File(ReferencePngEncoder.Header(8_192, 8_192, 16, 6), s_idat, s_iend);
        PngDecoder decoder = new();
        long before = GC.GetAllocatedBytesForCurrentThread();
        PngException error = Assert.Throws<PngException>(() => decoder.Parse(file, "large.png"))!;
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100_000));
        Assert.That(error.Chunk, Is.EqualTo("IDAT"));
    }

    [Test]
    public void Numbers_in_messages_do_not_follow_the_culture()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.NumberGroupSeparator = "_";
        CultureInfo before = CultureInfo.CurrentCulture;
        string expected = Decoding.Refusal(File(ReferencePngEncoder.Header(70_000, 1, 8, 0), s_idat, s_iend)).Message;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.That(Decoding.Refusal(File(ReferencePngEncoder.Header(70_000, 1, 8, 0), s_idat, s_iend)).Message, Is.EqualTo(expected));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.That(expected, Is.EqualTo(
            "test.png: IHDR at byte 16: found a width of 70000 pixels, expected 1 to 16384. Use a smaller image."));
    }

    [Test]
    public void Samples_can_only_be_asked_for_as_the_header_says()
    {
        PngDecoder decoder = new();
        Assert.Throws<InvalidOperationException>(() => decoder.DecodeTo(new byte[20]));
        decoder.Parse(s_good, "a.png");
        Assert.Throws<InvalidOperationException>(() => decoder.DecodeTo(new ushort[20]));
        Assert.Throws<ArgumentOutOfRangeException>(() => decoder.DecodeTo(new byte[19]));
        Assert.Throws<PngException>(() => decoder.Parse(s_good.AsMemory(1), "b.png"));
        Assert.Throws<InvalidOperationException>(() => decoder.DecodeTo(new byte[20]), "the file that was refused must not leave the one before it");
    }

    private static TestCaseData Case(string what, byte[] file, string chunk, int? offset) =>
        new TestCaseData(file, chunk, offset).SetArgDisplayNames(what);

    private static TestCaseData HeaderCase(string what, byte[] header, int field) =>
        Case(what, File(header, s_idat, s_iend), "IHDR", IhdrData + field);

    private static TestCaseData DataCase(string what, byte[] zlib) =>
        Case(what, File(s_header, Chunk("IDAT", zlib), s_iend), "IDAT", offset: null);

    private static byte[] WithZlibHeader(int methodAndWindow, byte[] zlib)
    {
        int flags = 31 - ((methodAndWindow * 256) % 31);      // RFC 1950: the two bytes are a multiple of 31
        return [(byte)methodAndWindow, (byte)flags, .. zlib[2..]];
    }

    private static byte[] Changed(int index, byte value)
    {
        byte[] file = [.. s_good];
        file[index] = value;
        return file;
    }

    private static byte[] File(params byte[][] chunks) => ReferencePngEncoder.Join([ReferencePngEncoder.Signature, .. chunks]);

    private static byte[] Chunk(string type, params byte[] data) => ReferencePngEncoder.Chunk(type, data);
}
