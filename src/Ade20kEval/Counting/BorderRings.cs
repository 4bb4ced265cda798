namespace Ade20kEval.Counting;

/// <summary>The rings of an image of some size: pixels m away from the nearest edge are in ring <c>min(R - 1, floor(R (2 m + 1) / min(W, H)))</c>.</summary>
internal sealed class BorderRings
{
    private readonly int _width;
    private readonly int _height;
    private readonly int[] _starts;

    /// <summary>The rings of a size.</summary>
    public BorderRings(int width, int height, int rings)
    {
        (_width, _height) = (width, height);
        int side = Math.Min(width, height);
        int most = (side - 1) / 2;
        _starts = new int[rings + 1];
        Array.Fill(_starts, most + 1);
        _starts[rings] = int.MaxValue;
        for (int m = most; m >= 0; m--)
        {
            _starts[Math.Min(rings - 1, (int)((long)rings * ((2 * m) + 1) / side))] = m;
        }

        // A ring without a pixel begins where the next one that has some does.
        for (int ring = rings - 2; ring >= 0; ring--)
        {
            _starts[ring] = Math.Min(_starts[ring], _starts[ring + 1]);
        }
    }

    /// <summary>How many pixels a ring has.</summary>
    public int Pixels(int ring)
    {
        int pixels = 0;
        for (int y = 0; y < _height; y++)
        {
            foreach ((int start, int end) in Columns(ring, y))
            {
                pixels += end - start;
            }
        }

        return pixels;
    }

    /// <summary>The columns of a row that are in a ring: none, one stretch, or two.</summary>
    public IEnumerable<(int Start, int End)> Columns(int ring, int y)
    {
        int down = Math.Min(y, _height - 1 - y);
        int start = _starts[ring];
        int next = _starts[ring + 1];
        if (down < start || start == next)
        {
            yield break;
        }

        if (down < next || next > _width - next)
        {
            if (start < _width - start)
            {
                yield return (start, _width - start);
            }

            yield break;
        }

        yield return (start, next);
        yield return (_width - next, _width - start);
    }
}
