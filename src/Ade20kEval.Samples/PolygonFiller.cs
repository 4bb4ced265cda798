namespace Ade20kEval.Samples;

/// <summary>Fills outlines into a map of bytes: a pixel belongs to an outline when its centre lies within.</summary>
/// <remarks>
/// Even-odd rule, row by row: the places where sides cross the row's centre line are collected, sorted, and filled in pairs.
/// Keeps its buffers from outline to outline. Not thread-safe.
/// </remarks>
internal sealed class PolygonFiller(int width, int height)
{
    private readonly int[] _firstOfRow = new int[height + 1];
    private int[] _columns = new int[1024];

    public int Width => width;

    public int Height => height;

    /// <summary>Gives every pixel inside the outline the value.</summary>
    /// <param name="map">The map: <see cref="Height"/> rows of <see cref="Width"/> bytes.</param>
    /// <param name="polygon">The outline, in units of the map's height.</param>
    /// <param name="value">The value.</param>
    public void Fill(Span<byte> map, Polygon polygon, byte value)
    {
        int top = Math.Clamp((int)Math.Ceiling((polygon.Bounds.Top * height) - 0.5), 0, height);
        int bottom = Math.Clamp((int)Math.Ceiling((polygon.Bounds.Bottom * height) - 0.5), 0, height);
        CountCrossings(polygon, top, bottom);
        CollectCrossings(polygon, top, bottom);

        int first = 0;
        for (int row = top; row < bottom; row++)
        {
            int end = _firstOfRow[row];          // after collecting, each entry is the end of its row
            Span<int> crossings = _columns.AsSpan(first, end - first);
            first = end;
            Sort(crossings);
            Span<byte> pixels = map.Slice(row * width, width);
            for (int i = 0; i + 1 < crossings.Length; i += 2)
            {
                pixels[crossings[i]..crossings[i + 1]].Fill(value);
            }
        }
    }

    private void CountCrossings(Polygon polygon, int top, int bottom)
    {
        _firstOfRow.AsSpan(top, bottom - top).Clear();
        Point[] points = polygon.Points;
        for (int i = 0; i < points.Length; i++)
        {
            (int start, int end) = Rows(points[i], points[i + 1 == points.Length ? 0 : i + 1], top, bottom);
            for (int row = start; row < end; row++)
            {
                _firstOfRow[row]++;
            }
        }

        int sum = 0;
        for (int row = top; row < bottom; row++)
        {
            (sum, _firstOfRow[row]) = (sum + _firstOfRow[row], sum);
        }

        if (_columns.Length < sum)
        {
            _columns = new int[sum * 2];
        }
    }

    private void CollectCrossings(Polygon polygon, int top, int bottom)
    {
        Point[] points = polygon.Points;
        for (int i = 0; i < points.Length; i++)
        {
            Point a = points[i];
            Point b = points[i + 1 == points.Length ? 0 : i + 1];
            (int start, int end) = Rows(a, b, top, bottom);
            if (start >= end)
            {
                continue;
            }

            double slope = (b.X - a.X) / (b.Y - a.Y);
            for (int row = start; row < end; row++)
            {
                double centre = (row + 0.5) / height;
                double x = (a.X + ((centre - a.Y) * slope)) * height;
                _columns[_firstOfRow[row]++] = (int)Math.Clamp(Math.Ceiling(x - 0.5), 0, width);
            }
        }
    }

    /// <summary>The rows whose centre line a side crosses; the lower end belongs to the next side.</summary>
    private (int Start, int End) Rows(Point a, Point b, int top, int bottom)
    {
        double upper = Math.Min(a.Y, b.Y);
        double lower = Math.Max(a.Y, b.Y);
        int start = (int)Math.Clamp(Math.Ceiling((upper * height) - 0.5), top, bottom);
        int end = (int)Math.Clamp(Math.Ceiling((lower * height) - 0.5), top, bottom);
        return (start, end);
    }

    /// <summary>Insertion sort: a row has two crossings, seldom more than eight.</summary>
    private static void Sort(Span<int> values)
    {
        for (int i = 1; i < values.Length; i++)
        {
            int value = values[i];
            int j = i - 1;
            for (; j >= 0 && values[j] > value; j--)
            {
                values[j + 1] = values[j];
            }

            values[j + 1] = value;
        }
    }
}
