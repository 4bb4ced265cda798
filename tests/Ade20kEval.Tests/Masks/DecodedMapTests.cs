using Ade20kEval.Counting;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Masks;

/// <summary>Masks of all filters and sizes: rows are restored straight into the map, but for the last ones, behind which there is no room.</summary>
public sealed class DecodedMapTests
{
    private static readonly PngFilter[] s_filters = Enum.GetValues<PngFilter>();

    private static IEnumerable<string> KernelNames => ImageCounter.KernelNames;

    [Test]
    public void A_map_holds_the_pixels_that_were_written([Values(1, 2, 31, 64, 65, 300)] int width, [Values(1, 2, 7)] int height)
    {
        byte[] pixels = Labels(new Random(1), width, height);
        foreach (PngFilter filter in s_filters)
        {
            Assert.That(Decoded(pixels, width, height, filter).Narrow.SequenceEqual(pixels), Is.True, $"{filter}");
        }
    }

    [Test]
    public void A_single_pixel_is_where_it_is()
    {
        byte[] pixels = Labels(new Random(2), 5, 4);
        for (int i = 0; i < pixels.Length; i++)
        {
            Assert.That(Decoded(pixels, 5, 4, PngFilter.Sub)[i / 5, i % 5], Is.EqualTo(pixels[i]));
        }
    }

    [Test]
    public void Widening_keeps_the_values()
    {
        byte[] pixels = Labels(new Random(3), 70, 3);
        LabelMap map = Decoded(pixels, 70, 3, PngFilter.Paeth);
        map.Widen();
        Assert.That(map.Wide.ToArray(), Is.EqualTo(Array.ConvertAll(pixels, pixel => (ushort)pixel)));
    }

    [TestCaseSource(nameof(KernelNames))]
    public void Decoded_maps_are_counted_as_maps_from_memory(string kernel)
    {
        Random random = new(5);
        ImageCounter counter = new(kernel);
        ImageCounter naive = new("scalar");
        for (int round = 0; round < 60; round++)
        {
            int width = random.Next(1, 200);
            int height = random.Next(1, 40);
            byte[] truth = Labels(random, width, height);
            byte[] guess = Labels(random, width, height);
            PairCount[] expected = naive.Count("x", Plain(truth, width, height), Plain(guess, width, height)).Cells.ToArray();

            PngFilter filter = s_filters[round % s_filters.Length];
            LabelMap decodedTruth = Decoded(truth, width, height, filter);
            Assert.That(Cells(decodedTruth, Decoded(guess, width, height, filter)), Is.EqualTo(expected), "both");
            Assert.That(Cells(decodedTruth, Plain(guess, width, height)), Is.EqualTo(expected), "the ground truth alone");
        }

        PairCount[] Cells(LabelMap truth, LabelMap guess) => counter.Count("x", truth, guess).Cells.ToArray();
    }

    [Test]
    public void A_map_that_is_used_again_for_something_smaller_holds_that_alone()
    {
        LabelMap map = Decoded(Labels(new Random(6), 9, 9), 9, 9, PngFilter.None);
        byte[] pixels = [1, 2, 3, 4];
        pixels.CopyTo(map.ResizeNarrow(2, 2));
        Assert.That(map.Narrow.ToArray(), Is.EqualTo(pixels));
    }

    private static LabelMap Plain(byte[] pixels, int width, int height)
    {
        LabelMap map = new();
        pixels.CopyTo(map.ResizeNarrow(width, height));
        return map;
    }

    private static LabelMap Decoded(byte[] pixels, int width, int height, PngFilter filter)
    {
        using MemoryStream stream = new();
        PngWriter.WriteGray8(stream, pixels, width, height, filter);
        LabelMap map = new();
        new MaskDecoder(new MaskReaderOptions(), 1 << 20).Decode(stream.ToArray(), "x.png", map);
        return map;
    }

    /// <summary>Regions whose borders move a little from row to row, as in a mask, with some noise.</summary>
    private static byte[] Labels(Random random, int width, int height)
    {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            bool isNew = random.Next(20) == 0 || i == 0;
            pixels[i] = isNew ? (byte)random.Next(5) : i >= width && random.Next(3) > 0 ? pixels[i - width] : pixels[i - 1];
        }

        return pixels;
    }
}
