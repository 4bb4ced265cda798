using Ade20kEval.Formats.Rle;
using Ade20kEval.Runs.Drawings;

namespace Ade20kEval.Tests.Runs.Drawings;

/// <summary>A small picture shows what every n-th pixel of every n-th row shows, the last thing on top.</summary>
public sealed class DrawnSideTests
{
    [Test]
    public void Each_pixel_has_the_last_mask_that_covers_the_pixel_it_stands_for([Values(4, 7, 30, 100)] int longestSide)
    {
        Random random = new(16_500);
        for (int round = 0; round < 50; round++)
        {
            (int height, int width) = (random.Next(1, 40), random.Next(1, 40));
            DrawnSide side = new(width, height, longestSide);
            int[,] expected = new int[height, width];
            for (int thing = 1; thing <= 5; thing++)
            {
                bool[,] mask = new bool[height, width];
                int last = random.Next(2);
                foreach ((int y, int x) in Enumerable.Range(0, height * width).Select(i => (i % height, i / height)))
                {
                    last = random.Next(4) == 0 ? 1 - last : last;
                    mask[y, x] = last == 1;
                    expected[y, x] = mask[y, x] ? thing : expected[y, x];
                }

                MaskRuns runs = Runs(mask);
                Assert.That(side.Takes(runs));
                side.Add(runs, Verdict.Right);
            }

            int step = (Math.Max(width, height) + longestSide - 1) / longestSide;
            Assert.That((side.Width, side.Height), Is.EqualTo(((width + step - 1) / step, (height + step - 1) / step)));
            Assert.That(Math.Max(side.Width, side.Height), Is.LessThanOrEqualTo(longestSide));
            for (int y = 0; y < side.Height; y++)
            {
                for (int x = 0; x < side.Width; x++)
                {
                    Assert.That(side.Places[(y * side.Width) + x], Is.EqualTo(expected[y * step, x * step]), $"row {y}, column {x} of {side.Width} x {side.Height}, every {step}");
                }
            }
        }
    }

    [Test]
    public void A_box_is_cut_at_the_edges_of_the_image_and_one_of_no_area_is_nothing()
    {
        DrawnSide side = new(4, 3, 100);
        side.Add((2, -5, 100, 7), Verdict.Wrong);   // columns 2 and 3, rows 0 and 1
        side.Add((1, 1, 0, 1), Verdict.Wrong);
        side.Add((-9, -9, 3, 3), Verdict.Wrong);
        side.Add((1e300, 0, 1e300, 1), Verdict.Wrong);

        Assert.That(side.Places, Is.EqualTo(new[] { 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0 }));
    }

    [Test]
    public void The_outline_is_where_something_else_is_beside_and_the_edge_of_the_image_is_none()
    {
        DrawnSide side = new(5, 3, 100);
        side.Add((row, column) => column < 3 ? 0 : row == 0 ? 1 : -1, [Verdict.Right, Verdict.Wrong]);

        bool[] outline = [.. Enumerable.Range(0, 15).Select(i => side.IsOutline(i % 5, i / 5))];

        // Segment 1 in columns 0 to 2: its column 2 touches others. Segment 2 in row 0, columns 3 and 4: beside segment 1, and above nothing. Nothing has no outline.
        Assert.That(outline, Is.EqualTo(new[]
        {
            false, false, true, true, true,
            false, false, true, false, false,
            false, false, true, false, false,
        }));
    }

    private static MaskRuns Runs(bool[,] mask)
    {
        MaskRuns runs = new();
        (int height, int width) = (mask.GetLength(0), mask.GetLength(1));
        runs.Clear(height, width);
        for (int i = 0; i < height * width; i++)
        {
            if (mask[i % height, i / height])
            {
                runs.Add(i, i + 1);
            }
        }

        return runs;
    }
}
