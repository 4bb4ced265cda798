namespace Ade20kEval.Tests.References;

/// <summary>Kinds of error from their definition: one class at a time, each pixel looked at on its own, distances measured pixel by pixel, regions flooded.</summary>
internal sealed class SlowErrorKinds
{
    private readonly int _height;
    private readonly int _width;
    private readonly int _distance;
    private readonly bool[,] _of;
    private readonly bool[,] _as;
    private readonly bool[,] _void;

    private SlowErrorKinds(int[,] groundTruth, int[,] prediction, int label, Func<int, bool> isVoid, int distance)
    {
        (_height, _width, _distance) = (groundTruth.GetLength(0), groundTruth.GetLength(1), distance);
        _of = Map((y, x) => groundTruth[y, x] == label);
        _as = Map((y, x) => prediction[y, x] == label);
        _void = Map((y, x) => isVoid(groundTruth[y, x]));
    }

    /// <summary>Right pixels, then boundary, extent and segment errors among the false and among the missed ones.</summary>
    public static long[] Count(int[,] groundTruth, int[,] prediction, int label, Func<int, bool> isVoid, int distance) =>
        new SlowErrorKinds(groundTruth, prediction, label, isVoid, distance).Count();

    private long[] Count()
    {
        bool[,] right = Map((y, x) => _of[y, x] && _as[y, x]);
        bool[,] falsely = Map((y, x) => _as[y, x] && !_of[y, x]);
        bool[,] missed = Map((y, x) => _of[y, x] && !_as[y, x]);
        bool[,] neither = Map((y, x) => !_of[y, x] && !_as[y, x]);
        long[] counts = new long[7];
        counts[0] = Pixels(right);
        Divide(falsely, _as, right, neither, counts.AsSpan(1, 3));
        Divide(missed, _of, right, neither, counts.AsSpan(4, 3));
        return counts;
    }

    private void Divide(bool[,] wrong, bool[,] side, bool[,] right, bool[,] neither, Span<long> counts)
    {
        bool[,] near = Map((y, x) => wrong[y, x] && IsWithin(right, y, x) && IsWithin(neither, y, x));
        bool[,] candidates = Map((y, x) => wrong[y, x] && IsWithin(near, y, x));
        bool[,] boundary = new bool[_height, _width];
        foreach (List<(int Y, int X)> region in Regions(candidates))
        {
            if (region.Any(p => Touches(right, p.Y, p.X)) && region.Any(p => Touches(neither, p.Y, p.X)))
            {
                region.ForEach(p => boundary[p.Y, p.X] = true);
            }
        }

        counts[0] = Pixels(boundary);
        foreach (List<(int Y, int X)> region in Regions(side))
        {
            int kind = region.Any(p => right[p.Y, p.X]) ? 1 : 2;
            counts[kind] += region.Count(p => wrong[p.Y, p.X] && !boundary[p.Y, p.X] && !_void[p.Y, p.X]);
        }
    }

    private bool IsWithin(bool[,] set, int y, int x)
    {
        for (int v = Math.Max(0, y - _distance); v <= Math.Min(_height - 1, y + _distance); v++)
        {
            for (int u = Math.Max(0, x - _distance); u <= Math.Min(_width - 1, x + _distance); u++)
            {
                // A rounded distance of at most d: below d + 1/2, or (d + 1/2)² = d² + d + 1/4 squared.
                if (set[v, u] && Math.Sqrt(((v - y) * (v - y)) + ((u - x) * (u - x))) < _distance + 0.5)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool Touches(bool[,] set, int y, int x) => Around(y, x).Any(p => set[p.Y, p.X]);

    private IEnumerable<(int Y, int X)> Around(int y, int x)
    {
        for (int v = Math.Max(0, y - 1); v <= Math.Min(_height - 1, y + 1); v++)
        {
            for (int u = Math.Max(0, x - 1); u <= Math.Min(_width - 1, x + 1); u++)
            {
                if (v != y || u != x)
                {
                    yield return (v, u);
                }
            }
        }
    }

    private List<List<(int Y, int X)>> Regions(bool[,] set)
    {
        List<List<(int, int)>> regions = [];
        bool[,] seen = new bool[_height, _width];
        for (int y = 0; y < _height; y++)
        {
            for (int x = 0; x < _width; x++)
            {
                if (!set[y, x] || seen[y, x])
                {
                    continue;
                }

                List<(int Y, int X)> region = [(y, x)];
                seen[y, x] = true;
                for (int i = 0; i < region.Count; i++)
                {
                    foreach ((int v, int u) in Around(region[i].Y, region[i].X).Where(p => set[p.Y, p.X] && !seen[p.Y, p.X]))
                    {
                        seen[v, u] = true;
                        region.Add((v, u));
                    }
                }

                regions.Add(region);
            }
        }

        return regions;
    }

    private bool[,] Map(Func<int, int, bool> holds)
    {
        bool[,] map = new bool[_height, _width];
        for (int y = 0; y < _height; y++)
        {
            for (int x = 0; x < _width; x++)
            {
                map[y, x] = holds(y, x);
            }
        }

        return map;
    }

    private long Pixels(bool[,] set)
    {
        long pixels = 0;
        for (int y = 0; y < _height; y++)
        {
            for (int x = 0; x < _width; x++)
            {
                pixels += set[y, x] && !_void[y, x] ? 1 : 0;
            }
        }

        return pixels;
    }
}
