using System.Globalization;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Tests.Masks;
using Ade20kEval.Tests.References;
using Ade20kEval.Text;

namespace Ade20kEval.Tests.Masks.Decoding;

public sealed class ColorMaskTests
{
    private static readonly ColorPalette s_palette = new([new(120, 120, 120, 1), new(180, 120, 120, 2), new(0, 0, 0, 0)]);

    [Test]
    public void Colours_of_the_palette_become_their_raw_values()
    {
        LabelMap map = Decode(Rgb(2, 2, (180, 120, 120), (120, 120, 120), (0, 0, 0), (180, 120, 120)), MaskEncoding.Palette);

        Assert.That(map.Narrow.ToArray(), Is.EqualTo(new byte[] { 2, 1, 0, 2 }));
    }

    [Test]
    public void Indices_of_a_palette_file_are_looked_up_by_the_colours_that_the_file_gives_them()
    {
        // Index 0 is the colour of value 2, 1 of value 0, 2 of value 1.
        byte[] file = Palette([0, 1, 2, 0], (180, 120, 120), (0, 0, 0), (120, 120, 120));

        Assert.That(Decode(file, MaskEncoding.Palette).Narrow.ToArray(), Is.EqualTo(new byte[] { 2, 0, 1, 2 }));
        Assert.That(Decode(file, MaskEncoding.Raw).Narrow.ToArray(), Is.EqualTo(new byte[] { 0, 1, 2, 0 }));
    }

    [Test]
    public void A_palette_file_in_other_colours_is_refused()
    {
        Assert.That(Refused(Palette([0, 1, 0, 0], (180, 120, 120), (1, 2, 3)), MaskEncoding.Palette), Does.Contain("(1, 2, 3): 1 pixels, first at row 0, column 1"));
        Assert.That(Refused(Palette([0, 3, 0, 0], (180, 120, 120), (0, 0, 0), (120, 120, 120)), MaskEncoding.Palette), Does.Contain("row 0, column 1 has the palette index 3"));
    }

    [TestCase(1, 255)]
    [TestCase(2, 85)]
    [TestCase(4, 17)]
    public void Shades_of_few_bits_are_stretched_when_so_asked(int depth, int step)
    {
        byte[] file = new ReferencePngEncoder().Encode(new ReferencePngImage(2, 2, depth, 0, [0, 1, 1, 0]));

        Assert.That(Decode(file, MaskEncoding.Gray).Narrow.ToArray(), Is.EqualTo(new byte[] { 0, (byte)step, (byte)step, 0 }));
        Assert.That(Decode(file, MaskEncoding.Raw).Narrow.ToArray(), Is.EqualTo(new byte[] { 0, 1, 1, 0 }));
    }

    [Test]
    public void Gray_in_three_channels_is_read_when_so_asked_and_colours_are_refused()
    {
        Assert.That(Decode(Rgb(2, 1, (7, 7, 7), (255, 255, 255)), MaskEncoding.Gray).Narrow.ToArray(), Is.EqualTo(new byte[] { 7, 255 }));
        Assert.That(Refused(Rgb(2, 1, (7, 7, 7), (7, 8, 7)), MaskEncoding.Gray), Does.Contain("row 0, column 1 is (7, 8, 7); expected three equal channels"));
        Assert.That(Refused(Rgb(2, 1, (7, 7, 7), (7, 8, 7)), MaskEncoding.Raw), Does.Contain(Advice.ReadGray.Words));
    }

    [Test]
    public void Unknown_colours_are_told_with_counts_and_first_places()
    {
        string message = Refused(Rgb(3, 2, (120, 120, 120), (1, 2, 3), (1, 2, 3), (9, 9, 9), (0, 0, 0), (1, 2, 3)), MaskEncoding.Palette);

        Assert.That(message, Does.StartWith("x.png: 4 pixels have 2 colours that the palette of 3 does not have: "
            + "(1, 2, 3): 3 pixels, first at row 0, column 1; (9, 9, 9): 1 pixels, first at row 1, column 0."));
    }

    [Test]
    public void A_photograph_gives_one_short_message()
    {
        byte[] samples = new byte[300 * 200 * 3];
        new Random(1).NextBytes(samples);
        using MemoryStream stream = new();
        PngWriter.WriteRgb8(stream, samples, 300, 200);

        Assert.That(Refused(stream.ToArray(), MaskEncoding.Palette), Has.Length.LessThan(1500).And.Contains("4096 or more colours"));
    }

    [Test]
    public void Full_annotations_take_class_codes_from_red_and_green()
    {
        // R / 10 rounded down, times 256, plus G; B numbers instances.
        LabelMap map = Decode(Rgb(4, 1, (0, 17, 200), (110, 166, 3), (19, 5, 0), (255, 255, 255)), MaskEncoding.AdeFullCodes);

        Assert.That(map.Wide.ToArray(), Is.EqualTo(new ushort[] { 17, (11 * 256) + 166, 256 + 5, (25 * 256) + 255 }));
    }

    [Test]
    public void An_rgb_file_without_encoding_is_refused_with_the_options_that_read_it() =>
        Assert.That(Refused(Rgb(1, 1, (1, 2, 3)), MaskEncoding.Raw), Does.Contain("is an RGB PNG of 8 bits a sample").And.Contain(Advice.ReadPalette.Words).And.Contain(Advice.ReadFullAnnotation.Words));

    [Test]
    public void A_gray_file_is_read_as_it_is_under_every_encoding([Values] MaskEncoding encoding) =>
        Assert.That(Decode(TemporaryFolder.Png(2, 1, 7, 200), encoding).Narrow.ToArray(), Is.EqualTo(new byte[] { 7, 200 }));

    [Test]
    public void A_palette_file_gives_its_indices()
    {
        using MemoryStream stream = new();
        PngWriter.WritePalette(stream, [2, 0, 1], 3, 1, [10, 10, 10, 20, 20, 20, 30, 30, 30]);

        Assert.That(Decode(stream.ToArray(), MaskEncoding.Raw).Narrow.ToArray(), Is.EqualTo(new byte[] { 2, 0, 1 }));
    }

    [Test]
    public void A_palette_whose_colour_stands_for_two_values_has_no_inverse() =>
        Assert.That(() => new ColorPalette([new(1, 1, 1, 1), new(1, 1, 1, 2)]), Throws.ArgumentException.With.Message.Contains("stands for 1 and for 2"));

    [Test]
    public void The_challenge_mask_of_a_full_annotation_is_the_benchmark_s_own_to_the_last_pixel()
    {
        string folder = TestFolders.SharedOrSkip("real", "sceneparsing", "convertFromADE");
        LabelMap full = Read(Path.Combine(folder, "ADE_train_00000970_raw.png"), new MaskReaderOptions { Encoding = MaskEncoding.AdeFullCodes });
        LabelMap expected = Read(Path.Combine(folder, "ADE_train_00000970_challenge.png"), new MaskReaderOptions());
        IEnumerable<(int, int)> pairs = File.ReadLines(Path.Combine(folder, "mapFromADE.txt"))
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(fields => (int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[0], CultureInfo.InvariantCulture)));

        (int width, int height) = ChallengeSize.Of(full.Width, full.Height);
        LabelMap challenge = new();
        LabelMapResizer.Nearest(full, challenge, width, height);
        new LabelRemap(pairs, others: 0).Apply(challenge);

        int different = 0;
        for (int row = 0; row < expected.Height; row++)
        {
            for (int column = 0; column < expected.Width; column++)
            {
                different += challenge[row, column] == expected[row, column] ? 0 : 1;
            }
        }

        Assert.That((challenge.Width, challenge.Height, challenge.PixelCount), Is.EqualTo((683, 512, 349_696)));
        Assert.That(different, Is.Zero);
    }

    private static LabelMap Read(string path, MaskReaderOptions options)
    {
        using MaskSource source = MaskSource.Open(path);
        using MaskReader reader = source.CreateReader(options);
        LabelMap map = new();
        reader.Read(source.Entries[0], map);
        return map;
    }

    private static byte[] Palette(byte[] indices, params (int R, int G, int B)[] colors) =>
        new ReferencePngEncoder { Palette = [.. colors.SelectMany(c => new[] { (byte)c.R, (byte)c.G, (byte)c.B })] }.Encode(new ReferencePngImage(2, 2, 2, 3, [.. indices]));

    private static byte[] Rgb(int width, int height, params (int R, int G, int B)[] pixels)
    {
        using MemoryStream stream = new();
        PngWriter.WriteRgb8(stream, [.. pixels.SelectMany(p => new[] { (byte)p.R, (byte)p.G, (byte)p.B })], width, height);
        return stream.ToArray();
    }

    private static LabelMap Decode(byte[] file, MaskEncoding encoding)
    {
        LabelMap map = new();
        new MaskDecoder(new MaskReaderOptions { Encoding = encoding, Palette = s_palette }, 1 << 20).Decode(file, "x.png", map);
        return map;
    }

    private static string Refused(byte[] file, MaskEncoding encoding) => Assert.Throws<InputException>(() => Decode(file, encoding))!.Message;
}
