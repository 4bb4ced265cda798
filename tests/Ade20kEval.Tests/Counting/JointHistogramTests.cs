using Ade20kEval.Counting;

namespace Ade20kEval.Tests.Counting;

public sealed class JointHistogramTests
{
    [Test]
    public void Images_add_up_cell_by_cell()
    {
        JointHistogram sum = JointHistogram.Sum(
        [
            new ImageCounts("a", 5, 2, [new(1, 1, 7), new(2, 1, 3)]),
            new ImageCounts("b", 4, 1, [new(0, 9, 1), new(2, 1, 3)]),
        ]);

        Assert.That(sum.Cells.ToArray(), Is.EqualTo(new PairCount[] { new(0, 9, 1), new(1, 1, 7), new(2, 1, 3 + 3) }));
        Assert.That(sum.TotalPixels, Is.EqualTo((5 * 2) + (4 * 1)));
    }

    [Test]
    public void No_image_gives_no_cell()
    {
        Assert.That(JointHistogram.Sum([]).Cells.ToArray(), Is.Empty);
        Assert.That(JointHistogram.Sum([]).TotalPixels, Is.Zero);
    }

    [Test]
    public void Shards_in_any_order_equal_one_run()
    {
        Random random = new(7);
        ImageCounts[] images = [.. Enumerable.Range(0, 60).Select(i => Image($"image{i}", random))];
        PairCount[] oneRun = JointHistogram.Sum(images).Cells.ToArray();

        for (int shards = 1; shards <= 7; shards++)
        {
            int[] order = [.. Enumerable.Range(0, shards)];
            random.Shuffle(order);
            JointHistogram merged = JointHistogram.Sum(order.Select(shard => AsImage(JointHistogram.Sum(images.Where((_, i) => i % shards == shard)))));

            Assert.That(merged.Cells.ToArray(), Is.EqualTo(oneRun), $"{shards} shards in the order {string.Join(", ", order)}");
        }
    }

    [Test]
    public void Counts_beyond_32_bits_are_exact()
    {
        // 3,000 images of 1,431,655,765 pixels: 2^32 is passed with the fourth, 2^42 before the end.
        ImageCounts image = new("large", 1_431_655_765, 1, [new(3, 4, 1_431_655_764), new(65_535, 65_535, 1)]);

        JointHistogram sum = JointHistogram.Sum(Enumerable.Repeat(image, 3_000));

        Assert.That(sum.Cells.ToArray(), Is.EqualTo(new PairCount[] { new(3, 4, 4_294_967_292_000), new(65_535, 65_535, 3_000) }));
        Assert.That(sum.TotalPixels, Is.EqualTo(4_294_967_295_000));
    }

    [Test]
    public void Pairs_of_bytes_and_wider_pairs_add_up_as_in_one_plain_dictionary()
    {
        Random random = new(11);
        ushort[] values = [0, 1, 2, 254, 255, 256, 257, 65_534, 65_535];
        SortedDictionary<(int GroundTruth, int Prediction), long> plain = [];
        List<ImageCounts> images = [];
        for (int image = 0; image < 40; image++)
        {
            PairCount[] cells = [.. Enumerable.Range(0, 10).Select(_ => new PairCount(Any(), Any(), random.Next(1, 1_000))).DistinctBy(cell => (cell.GroundTruth, cell.Prediction)).OrderBy(cell => (cell.GroundTruth, cell.Prediction))];
            images.Add(new ImageCounts($"image{image}", (int)cells.Sum(cell => cell.Pixels), 1, cells));
            foreach (PairCount cell in cells)
            {
                plain[(cell.GroundTruth, cell.Prediction)] = plain.GetValueOrDefault((cell.GroundTruth, cell.Prediction)) + cell.Pixels;
            }

            Assert.That(JointHistogram.Sum(images).Cells.ToArray(), Is.EqualTo(plain.Select(pair => new PairCount((ushort)pair.Key.GroundTruth, (ushort)pair.Key.Prediction, pair.Value))));
        }

        Assert.That(JointHistogram.Sum(images).TotalPixels, Is.EqualTo(plain.Values.Sum()));
        Assert.That(plain, Has.Count.GreaterThan(75), "nearly all of 9 x 9 pairs occurred");

        ushort Any() => values[random.Next(values.Length)];
    }

    private static ImageCounts AsImage(JointHistogram histogram) => new("all of a shard", (int)histogram.TotalPixels, 1, histogram.Cells.ToArray());

    private static ImageCounts Image(string name, Random random)
    {
        PairCount[] cells =
        [
            .. Enumerable.Range(0, 20)
                .Select(_ => (GroundTruth: random.Next(10), Prediction: random.Next(10)))
                .Distinct()
                .Order()
                .Select(pair => new PairCount((ushort)pair.GroundTruth, (ushort)pair.Prediction, random.Next(1, 1_000))),
        ];
        return new ImageCounts(name, (int)cells.Sum(cell => cell.Pixels), 1, cells);
    }
}
