using Ade20kEval.Boundaries;
using Ade20kEval.Masks;
using Ade20kEval.Tests.Masks;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Boundaries;

public sealed class BoundaryMapperTests
{
    [TestCase(1, 1, 1)]
    [TestCase(5, 6, 1)]           // 7.8 x .02 = .16
    [TestCase(683, 512, 17)]      // 853.6 x .02 = 17.07
    [TestCase(2048, 1024, 46)]    // 2289.7 x .02 = 45.8
    [TestCase(60, 45, 2)]         // diagonal 75, x .02 = 1.5: halves go to even
    [TestCase(100, 75, 2)]        // diagonal 125, x .02 = 2.5: halves go to even
    public void The_band_is_two_percent_of_the_diagonal(int width, int height, int expected) =>
        Assert.That(BoundaryMapper.Dilation(width, height), Is.EqualTo(expected));

    [Test]
    public void Differences_are_what_eroding_again_and_again_leaves()
    {
        Random random = new(22_001);
        BoundaryMapper mapper = new();   // one for all, so that what a larger map left behind would show
        for (int round = 0; round < 200; round++)
        {
            (int[,] map, ushort[] flat, int width) = Patches(random);
            int dilation = random.Next(1, 12);
            ushort[] result = new ushort[flat.Length];
            mapper.Differences(flat, width, dilation, result);

            Assert.That(result, Is.EqualTo(SlowBoundary.Differences(map, dilation).Cast<int>().Select(v => (ushort)v)), $"round {round}: {width} wide, {dilation}");
        }
    }

    [Test]
    public void Outlines_are_the_boundaries_of_every_class_on_its_own()
    {
        Random random = new(22_002);
        BoundaryMapper mapper = new();
        for (int round = 0; round < 100; round++)
        {
            (int[,] map, ushort[] flat, int width) = Patches(random);
            int dilation = random.Next(1, 9);
            ushort[] result = new ushort[flat.Length];
            mapper.Outlines(flat, width, dilation, result);

            for (int label = 1; label < 5; label++)
            {
                Assert.That(result.Select(v => v == label), Is.EqualTo(SlowBoundary.OfClass(map, label, dilation).Cast<bool>()), $"round {round}: {width} wide, {dilation}, class {label}");
            }
        }
    }

    [Test]
    public void Maps_that_are_no_whole_rows_are_refused()
    {
        BoundaryMapper mapper = new();

        Assert.That(() => mapper.Outlines(new ushort[7], 3, 1, new ushort[7]), Throws.ArgumentException);
        Assert.That(() => mapper.Differences(new ushort[6], 3, 1, new ushort[7]), Throws.ArgumentException);
        Assert.That(() => mapper.Differences(new ushort[6], 3, 0, new ushort[6]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    /// <summary>A few rectangles of labels 0..4, and of large ones, on a map of any shape.</summary>
    private static (int[,] Map, ushort[] Flat, int Width) Patches(Random random)
    {
        (int height, int width) = (random.Next(1, 40), random.Next(1, 60));
        int[,] map = new int[height, width];
        for (int patch = random.Next(8); patch >= 0; patch--)
        {
            int label = random.Next(6) is 5 and int large ? large * 13_000 : random.Next(5);
            (int top, int left) = (random.Next(height), random.Next(width));
            (int bottom, int right) = (random.Next(top, height), random.Next(left, width));
            for (int y = top; y <= bottom; y++)
            {
                for (int x = left; x <= right; x++)
                {
                    map[y, x] = label;
                }
            }
        }

        return (map, [.. map.Cast<int>().Select(v => (ushort)v)], width);
    }
}
