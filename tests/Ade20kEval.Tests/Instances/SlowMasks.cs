namespace Ade20kEval.Tests.Instances;

/// <summary>Masks as tables of pixels, for what the product does with runs.</summary>
internal static class SlowMasks
{
    public static int Area(bool[,] mask) => mask.Cast<bool>().Count(pixel => pixel);

    public static int Intersection(bool[,] a, bool[,] b) => a.Cast<bool>().Zip(b.Cast<bool>()).Count(pair => pair.First && pair.Second);

    /// <summary>IoU of masks; of crowds what share of the detection is in it.</summary>
    public static double Iou(bool[,] detection, bool[,] item, bool isCrowd)
    {
        int shared = Intersection(detection, item);
        int union = isCrowd ? Area(detection) : Area(detection) + Area(item) - shared;
        return shared == 0 ? 0 : (double)shared / union;
    }

    /// <summary>What is within a distance of the outline, the image's edge included.</summary>
    public static bool[,] Boundary(bool[,] mask, int distance)
    {
        (int height, int width) = (mask.GetLength(0), mask.GetLength(1));
        bool[,] boundary = new bool[height, width];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                bool isInside = true;
                for (int y = row - distance; y <= row + distance; y++)
                {
                    for (int x = column - distance; x <= column + distance; x++)
                    {
                        isInside &= y >= 0 && y < height && x >= 0 && x < width && mask[y, x];
                    }
                }

                boundary[row, column] = mask[row, column] && !isInside;
            }
        }

        return boundary;
    }

    /// <summary>Left, top, width, height of the smallest box; zeros for nothing.</summary>
    public static (int Left, int Top, int Width, int Height) Box(bool[,] mask)
    {
        (int Row, int Column)[] pixels = [.. Pixels(mask)];
        return pixels.Length == 0
            ? default
            : (pixels.Min(p => p.Column), pixels.Min(p => p.Row), pixels.Max(p => p.Column) - pixels.Min(p => p.Column) + 1, pixels.Max(p => p.Row) - pixels.Min(p => p.Row) + 1);
    }

    /// <summary>A blot: a box and a disc, or nothing at all now and then.</summary>
    public static bool[,] Random(Random random, int height, int width, int size)
    {
        bool[,] mask = new bool[height, width];
        int blots = random.Next(0, 4);
        for (int blot = 0; blot < blots; blot++)
        {
            (int top, int left, int rows, int columns) = (random.Next(height), random.Next(width), random.Next(1, size), random.Next(1, size));
            bool isDisc = random.Next(2) == 0;
            for (int y = top; y < Math.Min(height, top + rows); y++)
            {
                for (int x = left; x < Math.Min(width, left + columns); x++)
                {
                    double dy = ((y - top + 0.5) / rows * 2) - 1;
                    double dx = ((x - left + 0.5) / columns * 2) - 1;
                    mask[y, x] |= !isDisc || (dx * dx) + (dy * dy) <= 1;
                }
            }
        }

        return mask;
    }

    private static IEnumerable<(int Row, int Column)> Pixels(bool[,] mask)
    {
        for (int row = 0; row < mask.GetLength(0); row++)
        {
            for (int column = 0; column < mask.GetLength(1); column++)
            {
                if (mask[row, column])
                {
                    yield return (row, column);
                }
            }
        }
    }
}
