using System.IO.Compression;
using System.Text;
using Ade20kEval.Formats.Png;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Png;

/// <summary>Every legal PNG decodes to exactly the samples that were encoded (fault P1).</summary>
public sealed class PngLegalTests
{
    private static readonly (int Width, int Height)[] s_sizes =
        [(1, 1), (1, 2), (2, 1), (1, 9), (9, 1), (3, 5), (4, 4), (5, 3), (7, 7), (8, 8), (9, 9), (33, 17), (37, 6), (257, 3)];

    private static IEnumerable<TestCaseData> Kinds =>
        from kind in ReferencePngImage.LegalKinds
        from interlaced in new[] { false, true }
        select new TestCaseData(kind.ColorType, kind.Depth, interlaced);

    [TestCaseSource(nameof(Kinds))]
    public void Every_kind_size_filter_and_split_decodes_to_what_was_encoded(int colorType, int depth, bool interlaced)
    {
        Random random = new(20_211);
        PngDecoder decoder = new();
        foreach ((int width, int height) in s_sizes)
        {
            ReferencePngImage image = ReferencePngImage.Random(random, width, height, depth, colorType);
            for (int filter = 0; filter <= 5; filter++)
            {
                int chosen = filter;
                foreach (int idatLength in new[] { int.MaxValue, 1, 2, 13 })
                {
                    ReferencePngEncoder encoder = new()
                    {
                        Interlaced = interlaced,
                        Filter = row => chosen == 5 ? row % 5 : chosen,
                        IdatLength = _ => idatLength,
                    };
                    Decoding.AssertDecodesTo(image, encoder.Encode(image), decoder, $"{width} x {height}, filter {filter}, IDAT of {idatLength}");
                }
            }
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public void The_reference_decoder_agrees_with_the_reference_encoder(int colorType, int depth, bool interlaced)
    {
        ReferencePngImage image = ReferencePngImage.Random(new Random(3), 19, 11, depth, colorType);
        ReferencePngEncoder encoder = new() { Interlaced = interlaced, Filter = row => row % 5 };
        Assert.That(ReferencePngDecoder.Decode(encoder.Encode(image)).Samples, Is.EqualTo(image.Samples));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Ancillary_chunks_in_every_legal_place_change_nothing(int colorType, int depth, bool interlaced)
    {
        ReferencePngImage image = ReferencePngImage.Random(new Random(5), 21, 10, depth, colorType);
        byte[] transparency = colorType switch { 0 => [0, 1], 2 => [0, 1, 0, 1, 0, 1], 3 => [0, 128], _ => [] };
        List<byte[]> beforePalette =
        [
            Chunk("gAMA", [0, 0, 0xB1, 0x8F]),
            Chunk("cHRM", new byte[32]),
            Chunk("sBIT", new byte[image.Channels]),
            Chunk("iCCP", [.. "profile\0\0"u8, .. ReferencePngEncoder.Deflate(new byte[500])]),
            Chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]),
            Chunk("prVt", "private"u8),
            Chunk("prvt", "third letter lower case: reserved, still skipped"u8),
        ];
        List<byte[]> beforeIdat =
        [
            .. transparency.Length > 0 ? new[] { Chunk("tRNS", transparency) } : [],
            Chunk("bKGD", new byte[6]),
            Chunk("pHYs", new byte[9]),
            Chunk("sPLT", "name\0\b"u8),
            Chunk("fcTL", new byte[26]),
            Chunk("tEXt", "Comment\0before"u8),
            Chunk("tEXt", "Comment\0twice"u8),
        ];
        List<byte[]> afterIdat =
        [
            Chunk("tIME", new byte[7]),
            Chunk("fcTL", new byte[26]),
            Chunk("fdAT", [0, 0, 0, 2, .. ReferencePngEncoder.Deflate(new byte[9])]),
            Chunk("iTXt", Encoding.UTF8.GetBytes("Title\0\0\0de\0Maske\0Größe")),
            Chunk("zTXt", "Comment\0\0"u8),
            Chunk("eXIf", "MM"u8),
        ];
        ReferencePngEncoder encoder = new()
        {
            Interlaced = interlaced,
            Filter = row => row % 5,
            IdatLength = n => n % 7,       // every seventh chunk is empty
            ChunksAfterHeader = beforePalette,
            ChunksBeforeIdat = beforeIdat,
            ChunksAfterIdat = afterIdat,
        };
        Decoding.AssertDecodesTo(image, encoder.Encode(image));
    }

    [Test]
    public void Every_width_and_height_up_to_nine_decodes([Values] bool interlaced, [Values(1, 2, 4, 8, 16)] int depth)
    {
        Random random = new(7);
        for (int width = 1; width <= 9; width++)
        {
            for (int height = 1; height <= 9; height++)
            {
                ReferencePngImage image = ReferencePngImage.Random(random, width, height, depth, 0);
                ReferencePngEncoder encoder = new() { Interlaced = interlaced, Filter = row => 4 - (row % 5) };
                Decoding.AssertDecodesTo(image, encoder.Encode(image), because: $"{width} x {height}");
            }
        }
    }

    [Test]
    public void Stored_fixed_and_dynamic_deflate_blocks_decode(
        [Values(CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.SmallestSize)] CompressionLevel level,
        [Values(1, 40, 700)] int width)
    {
        ReferencePngImage mask = ReferencePngImage.Mask(new Random(11), width, 120, 20);
        Decoding.AssertDecodesTo(mask, new ReferencePngEncoder { Level = level, Filter = row => row % 5 }.Encode(mask));
        ReferencePngImage noise = ReferencePngImage.Random(new Random(12), width, 120, 8, 2);
        Decoding.AssertDecodesTo(noise, new ReferencePngEncoder { Level = level, Filter = row => row % 5 }.Encode(noise));
    }

    [Test]
    public void The_palette_is_returned_as_it_is_stored()
    {
        ReferencePngImage image = ReferencePngImage.Random(new Random(1), 5, 5, 2, 3);
        PngDecoder decoder = new();
        decoder.Parse(new ReferencePngEncoder { Palette = [1, 2, 3, 250, 251, 252] }.Encode(image), "p.png");
        Assert.That(decoder.Palette.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 250, 251, 252 }));
        decoder.Parse(new ReferencePngEncoder().Encode(image with { ColorType = 0 }), "g.png");
        Assert.That(decoder.Palette.IsEmpty, Is.True);
    }

    [Test]
    public void An_index_beyond_a_short_palette_is_data_like_any_other()
    {
        ReferencePngImage image = new(3, 1, 8, 3, [0, 150, 255]);
        Decoding.AssertDecodesTo(image, new ReferencePngEncoder { Palette = [0, 0, 0] }.Encode(image));
    }

    [Test]
    public void An_rgb_image_may_carry_a_suggested_palette()
    {
        ReferencePngImage image = ReferencePngImage.Random(new Random(1), 5, 5, 8, 2);
        Decoding.AssertDecodesTo(image, new ReferencePngEncoder { Palette = new byte[768] }.Encode(image));
    }

    private static byte[] Chunk(string type, ReadOnlySpan<byte> data) => ReferencePngEncoder.Chunk(type, data);
}
