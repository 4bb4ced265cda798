using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Formats;
using Ade20kEval.Formats.Png;
using Ade20kEval.Imaging.Photographs;
using Ade20kEval.Masks;
using Ade20kEval.Reporting.Pictures;

namespace Ade20kEval.Tests.Reporting;

public sealed class PictureTests
{
    [Test]
    public void The_strict_reader_reads_every_palette_size_and_width()
    {
        Random random = new(3);
        PngDecoder decoder = new();
        foreach (int colors in new[] { 1, 2, 3, 4, 5, 16, 17, 255, 256 })
        {
            for (int width = 1; width <= 19; width++)
            {
                byte[] indices = new byte[width * 3];
                for (int i = 0; i < indices.Length; i++)
                {
                    indices[i] = (byte)random.Next(colors);
                }

                Rgb[] palette = [.. Enumerable.Range(0, colors).Select(i => new Rgb((byte)i, (byte)(255 - i), 7))];
                byte[] png = PalettePicture.Encode(width, 3, indices, palette);
                PngHeader header = decoder.Parse(png, "test");
                byte[] samples = new byte[header.SampleCount];
                decoder.DecodeTo(samples);
                Assert.That(header.ColorType, Is.EqualTo(PngColorType.Palette));
                Assert.That(samples, Is.EqualTo(indices), $"{colors} colours, width {width}");
                Assert.That(decoder.Palette.ToArray(), Is.EqualTo(palette.SelectMany(c => new[] { c.R, c.G, c.B })));
            }
        }
    }

    [Test]
    public void A_colorised_mask_is_still_the_same_mask()
    {
        Dataset dataset = SampleRuns.Small().Dataset;
        LabelMap mask = Map(3, 2, [0, 1, 2, 3, 7, 1]);
        PngDecoder decoder = new();
        byte[] png = MaskColorizer.Colorize(mask, dataset, PredictionLabels.Ids, "m.png");
        PngHeader header = decoder.Parse(png, "m.png");
        byte[] samples = new byte[header.SampleCount];
        decoder.DecodeTo(samples);

        Assert.That(samples, Is.EqualTo(new byte[] { 0, 1, 2, 3, 7, 1 }));
        byte[] palette = decoder.Palette.ToArray();
        Assert.That(palette[..3], Is.EqualTo(new byte[] { 0, 0, 0 }), "ignored is black");
        Assert.That(palette[6..9], Is.EqualTo(new byte[] { 6, 230, 230 }), "sky");
        Assert.That(palette[21..24], Is.EqualTo(new byte[] { 255, 0, 255 }), "unknown is magenta");
    }

    [Test]
    public void A_mask_of_class_indices_is_colorised_by_index()
    {
        byte[] png = MaskColorizer.Colorize(Map(1, 1, [1]), SampleRuns.Small().Dataset, PredictionLabels.Indices, "m.png");
        PngDecoder decoder = new();
        decoder.Parse(png, "m.png");
        Assert.That(decoder.Palette.ToArray()[3..6], Is.EqualTo(new byte[] { 6, 230, 230 }), "index 1 is sky");
    }

    [Test]
    public void A_mask_with_large_values_cannot_be_a_palette_picture()
    {
        LabelMap wide = new();
        wide.ResizeWide(2, 1)[1] = 300;
        wide.Wide[0] = 1;
        Assert.That(() => MaskColorizer.Colorize(wide, SampleRuns.Small().Dataset, PredictionLabels.Ids, "wide.png"),
            Throws.TypeOf<InputException>().With.Message.StartsWith("wide.png: holds raw value 300 at row 0, column 1"));
    }

    [Test]
    public void A_blend_mixes_the_classes_colours_with_the_picture_and_leaves_ignored_pixels()
    {
        byte[] png = MaskColorizer.Blend(Map(2, 1, [2, 0]), SampleRuns.Small().Dataset, PredictionLabels.Ids, ([100, 100, 100, 50, 60, 70], 2, 1), "p.png", 0.5);
        Assert.That(Photograph.Read(png, "blend").Rgb, Is.EqualTo(new byte[] { 53, 165, 165, 50, 60, 70 }));   // (100 + 6) / 2, (100 + 230) / 2 twice
    }

    [Test]
    public void A_blend_refuses_other_sizes() =>
        Assert.That(() => MaskColorizer.Blend(Map(2, 1, [1, 1]), SampleRuns.Small().Dataset, PredictionLabels.Ids, (new byte[9], 3, 1), "p.png"),
            Throws.TypeOf<InputException>().With.Message.Contains("3 x 1"));

    private static LabelMap Map(int width, int height, byte[] values)
    {
        LabelMap map = new();
        values.CopyTo(map.ResizeNarrow(width, height));
        return map;
    }
}
