using System.Text;
using Ade20kEval.Formats.Rle;
using Ade20kEval.Tests.Instances;
using Ade20kEval.Tests.References;

namespace Ade20kEval.Tests.Formats.Rle;

public sealed class MaskRunsTests
{
    [Test]
    public void Runs_hold_the_pixels_that_were_packed()
    {
        Random random = new(16_001);
        MaskRuns runs = new();
        for (int round = 0; round < 300; round++)
        {
            bool[,] mask = SlowMasks.Random(random, random.Next(1, 30), random.Next(1, 30), 20);
            Read(mask, runs);

            Assert.That(Pixels(runs), Is.EqualTo(mask), $"round {round}");
            Assert.That(runs.Area, Is.EqualTo(SlowMasks.Area(mask)));
            PixelBox box = runs.Box();
            Assert.That((box.Left, box.Top, box.Width, box.Height), Is.EqualTo(SlowMasks.Box(mask)), $"round {round}");
        }
    }

    [Test]
    public void Intersections_are_those_of_the_pixels()
    {
        Random random = new(16_002);
        MaskRuns a = new();
        MaskRuns b = new();
        for (int round = 0; round < 300; round++)
        {
            (int height, int width) = (random.Next(1, 40), random.Next(1, 40));
            bool[,] first = SlowMasks.Random(random, height, width, 30);
            bool[,] second = SlowMasks.Random(random, height, width, 30);
            Read(first, a);
            Read(second, b);

            Assert.That(RunSets.IntersectionPixels(a, b), Is.EqualTo(SlowMasks.Intersection(first, second)), $"round {round}");
            Assert.That(RunSets.IntersectionPixels(b, a), Is.EqualTo(SlowMasks.Intersection(first, second)), $"round {round}, swapped");
        }
    }

    [Test]
    public void A_union_holds_what_at_least_one_part_holds()
    {
        Random random = new(16_003);
        MaskRuns runs = new();
        MaskRuns joined = new();
        RunUnion union = new();
        for (int round = 0; round < 100; round++)
        {
            bool[,] expected = new bool[25, 31];
            union.Clear();
            for (int part = 0; part < 4; part++)
            {
                bool[,] mask = SlowMasks.Random(random, 25, 31, 12);
                Read(mask, runs);
                union.Add(runs);
                for (int i = 0; i < expected.Length; i++)
                {
                    expected[i / 31, i % 31] |= mask[i / 31, i % 31];
                }
            }

            joined.Clear(25, 31);
            union.WriteTo(joined);
            Assert.That(Pixels(joined), Is.EqualTo(expected), $"round {round}");
        }
    }

    [Test]
    public void What_erosion_leaves_is_the_mask_without_its_boundary()
    {
        Random random = new(16_004);
        MaskRuns runs = new();
        MaskRuns eroded = new();
        RunErosion erosion = new();
        int left = 0;
        for (int round = 0; round < 200; round++)
        {
            bool[,] mask = SlowMasks.Random(random, random.Next(1, 150), random.Next(1, 40), 140);
            int distance = random.Next(1, 7);
            Read(mask, runs);
            erosion.Erode(runs, distance, eroded);

            bool[,] boundary = SlowMasks.Boundary(mask, distance);
            bool[,] expected = (bool[,])mask.Clone();
            for (int i = 0; i < mask.Length; i++)
            {
                expected[i / mask.GetLength(1), i % mask.GetLength(1)] &= !boundary[i / mask.GetLength(1), i % mask.GetLength(1)];
            }

            left += SlowMasks.Area(expected);
            Assert.That(Pixels(eroded), Is.EqualTo(expected), $"round {round}: {distance}");
        }

        Assert.That(left, Is.GreaterThan(1000), "the cases must leave something to compare");
    }

    [Test]
    public void Polygons_cover_what_walking_along_their_outline_says()
    {
        Random random = new(16_005);
        PolygonRuns polygons = new();
        MaskRuns runs = new();
        for (int round = 0; round < 3000; round++)
        {
            (int height, int width) = (random.Next(1, 40), random.Next(1, 40));
            int margin = round % 3 == 0 ? 200 : 5;
            double[] corners = new double[2 * random.Next(1, 9)];
            for (int i = 0; i < corners.Length; i++)
            {
                double value = (random.NextDouble() * ((i % 2 == 0 ? width : height) + (2 * margin))) - margin;
                corners[i] = (round % 4) switch { 0 => Math.Round(value), 1 => Math.Round(value, 1), _ => value };
            }

            Assert.That(polygons.TryDraw(corners, height, width, runs), Is.True);
            Assert.That(Pixels(runs), Is.EqualTo(SlowPolygon.Draw(corners, height, width)), $"round {round}: {string.Join(", ", corners)} in {height} x {width}");
        }
    }

    [Test]
    public void A_polygon_around_whole_pixels_covers_just_these()
    {
        MaskRuns runs = new();
        new PolygonRuns().TryDraw([2, 1, 2, 4, 5, 4, 5, 1], 6, 7, runs);

        Assert.That(runs.Bounds.ToArray(), Is.EqualTo(new[] { (2 * 6) + 1, (2 * 6) + 4, (3 * 6) + 1, (3 * 6) + 4, (4 * 6) + 1, (4 * 6) + 4 }));
    }

    [Test]
    [CancelAfter(5000)]
    public void A_polygon_far_outside_costs_no_more_than_the_columns_of_the_image()
    {
        MaskRuns runs = new();
        new PolygonRuns().TryDraw([-4e8, -4e8, -4e8, 4e8, 4e8, 4e8, 4e8, -4e8], 480, 640, runs);

        Assert.That(runs.Area, Is.EqualTo(480 * 640));
    }

    [TestCase("61X13mN000`0", "cover 90 pixels; expected 91", 91)]
    [TestCase("N", "run 1 has the length -2", 90)]
    [TestCase("61", "cover 7 pixels; expected 90", 90)]
    [TestCase("6 1", "the character 0x20 at place 1", 90)]
    public void Malformed_texts_are_told_in_the_words_of_the_slow_reader(string packed, string expected, int pixels) =>
        Assert.That(PackedRuns.ReadText(Encoding.ASCII.GetBytes(packed), 1, pixels, new MaskRuns()), Does.Contain(expected));

    [Test]
    public void The_fast_reader_accepts_just_what_the_slow_one_accepts()
    {
        Random random = new(16_006);
        MaskRuns runs = new();
        List<long> slow = [];
        int good = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] packed = new byte[random.Next(1, 5)];
            for (int i = 0; i < packed.Length; i++)
            {
                packed[i] = (byte)random.Next(46, 114);
            }

            bool isGood = CocoRunLengths.Unpack(packed, 9, slow) is null;
            good += isGood ? 1 : 0;
            Assert.That(PackedRuns.ReadText(packed, 3, 3, runs) is null, Is.EqualTo(isGood), Encoding.Latin1.GetString(packed));
            Assert.That(!isGood || runs.Area == slow.Where((_, i) => i % 2 == 1).Sum(), Is.True);
        }

        Assert.That(good, Is.GreaterThan(20));
    }

    private static void Read(bool[,] mask, MaskRuns into)
    {
        int[,] map = new int[mask.GetLength(0), mask.GetLength(1)];
        for (int i = 0; i < mask.Length; i++)
        {
            map[i / mask.GetLength(1), i % mask.GetLength(1)] = mask[i / mask.GetLength(1), i % mask.GetLength(1)] ? 1 : 0;
        }

        string packed = CocoStrings.Pack(CocoStrings.RunsOf(1, map));
        Assert.That(PackedRuns.ReadText(Encoding.ASCII.GetBytes(packed), mask.GetLength(0), mask.GetLength(1), into), Is.Null);
    }

    private static bool[,] Pixels(MaskRuns runs)
    {
        bool[,] mask = new bool[runs.Height, runs.Width];
        ReadOnlySpan<int> bounds = runs.Bounds;
        for (int i = 0; i < bounds.Length; i += 2)
        {
            Assert.That(i == 0 || bounds[i] > bounds[i - 1], Is.True, "stretches ascend and do not touch");
            for (int pixel = bounds[i]; pixel < bounds[i + 1]; pixel++)
            {
                mask[pixel % runs.Height, pixel / runs.Height] = true;
            }
        }

        return mask;
    }
}
