using Ade20kEval.Masks;

namespace Ade20kEval.Tests.Masks;

public sealed class LabelMapResizerTests
{
    [TestCase(5, 3, new[] { 0, 2, 4 })]
    [TestCase(3, 5, new[] { 0, 0, 1, 2, 2 })]
    [TestCase(2, 4, new[] { 0, 0, 1, 1 })]
    [TestCase(4, 2, new[] { 1, 3 })]
    [TestCase(7, 1, new[] { 3 })]
    [TestCase(1, 3, new[] { 0, 0, 0 })]
    public void Pixels_are_taken_at_their_centres(int inside, int outside, int[] expected)
    {
        LabelMap from = new();
        Span<byte> values = from.ResizeNarrow(inside, 1);
        for (int i = 0; i < inside; i++)
        {
            values[i] = (byte)i;
        }

        LabelMap into = new();
        LabelMapResizer.Nearest(from, into, outside, 2);

        Assert.That(Enumerable.Range(0, outside).Select(i => into[0, i]), Is.EqualTo(expected));
        Assert.That(Enumerable.Range(0, outside).Select(i => into[1, i]), Is.EqualTo(expected));
    }

    [Test]
    public void Every_size_gives_the_pixel_that_exact_fractions_give()
    {
        for (int inside = 1; inside <= 60; inside++)
        {
            for (int outside = 1; outside <= 60; outside++)
            {
                for (int i = 0; i < outside; i++)
                {
                    // floor((i + 1/2) · in / out) is the largest k with k · 2 · out <= (2i + 1) · in.
                    int k = 0;
                    while ((k + 1) * 2 * outside <= ((2 * i) + 1) * inside)
                    {
                        k++;
                    }

                    Assert.That(LabelMapResizer.SourceOf(i, inside, outside), Is.EqualTo(k));
                }
            }
        }
    }

    [Test]
    public void A_map_of_the_right_size_stays_as_it_is_wide_or_narrow([Values] bool isWide)
    {
        LabelMap from = Random(13, 9, isWide);
        LabelMap into = new();
        LabelMapResizer.Nearest(from, into, 13, 9);

        Assert.That(into.IsWide, Is.EqualTo(isWide));
        Assert.That(into.Narrow.SequenceEqual(from.Narrow) && into.Wide.SequenceEqual(from.Wide), Is.True);
    }

    [Test]
    public void Rows_and_columns_are_resized_alike()
    {
        LabelMap from = Random(17, 11, isWide: true);
        LabelMap into = new();
        LabelMapResizer.Nearest(from, into, 50, 50);
        LabelMapResizer.Nearest(from, into, 23, 7);

        for (int row = 0; row < 7; row++)
        {
            for (int column = 0; column < 23; column++)
            {
                Assert.That(into[row, column], Is.EqualTo(from[(int)Math.Floor((row + 0.5) * 11 / 7), (int)Math.Floor((column + 0.5) * 17 / 23)]));
            }
        }
    }

    private static LabelMap Random(int width, int height, bool isWide)
    {
        Random random = new(3);
        LabelMap map = new();
        if (isWide)
        {
            foreach (ref ushort value in map.ResizeWide(width, height))
            {
                value = (ushort)random.Next(65536);
            }
        }
        else
        {
            random.NextBytes(map.ResizeNarrow(width, height));
        }

        return map;
    }
}
