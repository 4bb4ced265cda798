namespace Ade20kEval.Tests.References;

/// <summary>Regions by their size from the definition: every pixel's region is flooded, its size compared with the limits as they are written.</summary>
internal static class SlowSizes
{
    /// <summary>For each range by pixels and by share: regions, labelled pixels, right ones, regions more than half right, regions wholly wrong.</summary>
    /// <param name="side">The map whose regions are looked at.</param>
    /// <param name="other">The map that says what is right.</param>
    /// <param name="groundTruth">The one of them that says what is void: 0.</param>
    /// <param name="label">The class.</param>
    public static SortedDictionary<(string Coco, string Relative), long[]> Count(int[,] side, int[,] other, int[,] groundTruth, int label)
    {
        (int height, int width) = (side.GetLength(0), side.GetLength(1));
        bool[,] seen = new bool[height, width];
        SortedDictionary<(string, string), long[]> counts = [];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (side[y, x] != label || seen[y, x])
                {
                    continue;
                }

                List<(int Y, int X)> region = Flood(side, seen, y, x);
                int labelled = region.Count(p => groundTruth[p.Y, p.X] != 0);
                int right = region.Count(p => other[p.Y, p.X] == label);
                if (labelled == 0)
                {
                    continue;
                }

                double share = (double)region.Count / (height * width);
                (string, string) key = (
                    region.Count < 1024 ? "small" : region.Count < 9216 ? "medium" : "large",
                    share < 0.001 ? "tiny" : share < 0.01 ? "small" : share < 0.1 ? "medium" : "large");
                counts.TryAdd(key, new long[5]);
                long[] count = counts[key];
                count[0]++;
                count[1] += labelled;
                count[2] += right;
                count[3] += right > labelled / 2.0 ? 1 : 0;
                count[4] += right == 0 ? 1 : 0;
            }
        }

        return counts;
    }

    private static List<(int Y, int X)> Flood(int[,] map, bool[,] seen, int y, int x)
    {
        List<(int Y, int X)> region = [(y, x)];
        seen[y, x] = true;
        for (int i = 0; i < region.Count; i++)
        {
            for (int v = region[i].Y - 1; v <= region[i].Y + 1; v++)
            {
                for (int u = region[i].X - 1; u <= region[i].X + 1; u++)
                {
                    if (v >= 0 && u >= 0 && v < map.GetLength(0) && u < map.GetLength(1) && !seen[v, u] && map[v, u] == map[y, x])
                    {
                        seen[v, u] = true;
                        region.Add((v, u));
                    }
                }
            }
        }

        return region;
    }
}
