namespace Ade20kEval.Tests.References;

/// <summary>Boundaries as one would draw them: a 3 x 3 erosion after the other, each pixel looked at on its own.</summary>
internal static class SlowBoundary
{
    /// <summary>Label minus label after erosion, in an image with one row and column of 0 around it.</summary>
    public static int[,] Differences(int[,] labels, int iterations)
    {
        int[,] eroded = labels;
        for (int i = 0; i < iterations; i++)
        {
            eroded = Erode(eroded);
        }

        int[,] result = new int[labels.GetLength(0), labels.GetLength(1)];
        for (int y = 0; y < labels.GetLength(0); y++)
        {
            for (int x = 0; x < labels.GetLength(1); x++)
            {
                result[y, x] = labels[y, x] - eroded[y, x];
            }
        }

        return result;
    }

    /// <summary>The boundary of one class: its binary mask minus the mask eroded.</summary>
    public static bool[,] OfClass(int[,] labels, int label, int iterations)
    {
        int[,] mask = new int[labels.GetLength(0), labels.GetLength(1)];
        bool[,] result = new bool[labels.GetLength(0), labels.GetLength(1)];
        for (int y = 0; y < labels.GetLength(0); y++)
        {
            for (int x = 0; x < labels.GetLength(1); x++)
            {
                mask[y, x] = labels[y, x] == label ? 1 : 0;
            }
        }

        int[,] band = Differences(mask, iterations);
        for (int y = 0; y < labels.GetLength(0); y++)
        {
            for (int x = 0; x < labels.GetLength(1); x++)
            {
                result[y, x] = band[y, x] == 1;
            }
        }

        return result;
    }

    private static int[,] Erode(int[,] map)
    {
        (int height, int width) = (map.GetLength(0), map.GetLength(1));
        int[,] result = new int[height, width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int smallest = int.MaxValue;
                for (int dy = -1; dy <= 1; dy++)
                {
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        bool inside = y + dy >= 0 && y + dy < height && x + dx >= 0 && x + dx < width;
                        smallest = Math.Min(smallest, inside ? map[y + dy, x + dx] : 0);
                    }
                }

                result[y, x] = smallest;
            }
        }

        return result;
    }
}
