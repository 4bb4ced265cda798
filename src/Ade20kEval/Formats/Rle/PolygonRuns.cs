namespace Ade20kEval.Formats.Rle;

/// <summary>Draws polygons as COCO does: which pixels they cover is a convention, and every figure hangs on it.</summary>
/// <remarks>
/// Corners are rounded to a grid five times finer, <c>trunc(5 x + 0.5)</c>, and joined by lines that go one grid step at a time along their longer
/// side, the other coordinate rounded alike. Wherever a line goes from grid column 5 c + 2 to 5 c + 3, or back, it crosses the centre of pixel
/// column c: there, at the upper of its two ends, <c>ceil((y + 0.5) / 5 - 0.5)</c> rows down, the column changes between outside and inside.
/// Even-odd within one polygon. Crossings right or left of the image are nothing; those above or below are taken to its edge.
/// Only those crossings are computed here, a few for each column instead of five points for each pixel of the outline.
/// Source: the convention of rleFrPoly in cocoapi's common/maskApi.c.
/// </remarks>
internal sealed class PolygonRuns
{
    /// <summary>Coordinates beyond this are refused: five times as much still fits the grid's 32 bits, and no image is a thousandth of it.</summary>
    public const double FarthestCoordinate = 4e8;

    /// <summary>More crossings than this are refused, before they fill the memory: an outline that covers the largest image line by line has as many.</summary>
    public const int MostCrossings = 1 << 24;

    private const int Scale = 5;
    private const int CrossedFrom = 2;

    private Crossing[] _crossings = new Crossing[64];
    private int _count;
    private int[] _sorted = new int[64];
    private int[] _columnEnds = new int[64];
    private int _firstColumn;
    private int _lastColumn;

    private readonly record struct Crossing(int Column, int Position);

    /// <summary>Draws one polygon.</summary>
    /// <param name="corners">x, y, x, y, ... in pixels; an even number of them, at most <see cref="FarthestCoordinate"/> from 0.</param>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="into">Takes the mask.</param>
    /// <returns>False where it has more than <see cref="MostCrossings"/>; the mask is then of no use.</returns>
    public bool TryDraw(ReadOnlySpan<double> corners, int height, int width, MaskRuns into)
    {
        _count = 0;
        _firstColumn = width;
        _lastColumn = -1;
        into.Clear(height, width);
        if (corners.IsEmpty || height == 0)
        {
            return true;
        }

        int lastX = Grid(corners[^2]);
        int lastY = Grid(corners[^1]);
        for (int i = 0; i < corners.Length; i += 2)
        {
            int x = Grid(corners[i]);
            int y = Grid(corners[i + 1]);
            Cross(lastX, lastY, x, y, height, width);
            (lastX, lastY) = (x, y);
            if (_count > MostCrossings)
            {
                return false;
            }
        }

        SortByColumn();
        Fill(height * width, into);
        return true;
    }

    /// <summary>Puts the crossings into their columns, by counting: a sort of all of them takes as long as all the rest.</summary>
    private void SortByColumn()
    {
        int columns = Math.Max(0, _lastColumn - _firstColumn + 1);
        if (_columnEnds.Length < columns + 1)
        {
            _columnEnds = new int[2 * columns];
        }

        if (_sorted.Length < _count)
        {
            _sorted = new int[_crossings.Length];
        }

        // First how many each column has, one place further on; then, added up, where each begins; and when all are placed, where each ends.
        ReadOnlySpan<Crossing> crossings = _crossings.AsSpan(0, _count);
        Span<int> ends = _columnEnds.AsSpan(0, columns + 1);
        ends.Clear();
        foreach (Crossing crossing in crossings)
        {
            ends[crossing.Column - _firstColumn + 1]++;
        }

        for (int column = 1; column < ends.Length; column++)
        {
            ends[column] += ends[column - 1];
        }

        Span<int> sorted = _sorted.AsSpan(0, _count);
        foreach (Crossing crossing in crossings)
        {
            sorted[ends[crossing.Column - _firstColumn]++] = crossing.Position;
        }
    }

    /// <summary>Turns between outside and inside at every crossing, column by column; two at one place are none.</summary>
    private void Fill(int pixels, MaskRuns into)
    {
        int columns = Math.Max(0, _lastColumn - _firstColumn + 1);
        Span<int> sorted = _sorted.AsSpan(0, _count);
        int inside = -1;
        int start = 0;
        foreach (int end in _columnEnds.AsSpan(0, columns))
        {
            if (end - start == 2 && inside < 0)
            {
                int first = sorted[start];
                int second = sorted[start + 1];
                into.Add(Math.Min(first, second), Math.Max(first, second));
            }
            else if (end > start)
            {
                Span<int> inColumn = sorted[start..end];
                inColumn.Sort();
                inside = Turn(inColumn, inside, into);
            }

            start = end;
        }

        if (inside >= 0)
        {
            into.Add(inside, pixels);
        }
    }

    private static int Turn(ReadOnlySpan<int> crossings, int inside, MaskRuns into)
    {
        foreach (int crossing in crossings)
        {
            if (inside < 0)
            {
                inside = crossing;
            }
            else
            {
                into.Add(inside, crossing);
                inside = -1;
            }
        }

        return inside;
    }

    private static int Grid(double coordinate) => (int)((Scale * coordinate) + 0.5);

    private void Cross(int fromX, int fromY, int toX, int toY, int height, int width)
    {
        if (fromX == toX)
        {
            return;
        }

        long acrossSteps = Math.Abs((long)fromX - toX);
        long downSteps = Math.Abs((long)fromY - toY);
        bool isFlat = acrossSteps >= downSteps;
        if (isFlat ? fromX > toX : fromY > toY)
        {
            (fromX, toX) = (toX, fromX);
            (fromY, toY) = (toY, fromY);
        }

        // The columns whose centre lies between the two ends.
        int low = Math.Min(fromX, toX);
        int high = Math.Max(fromX, toX);
        int firstColumn = low <= CrossedFrom ? 0 : (int)(((long)low - CrossedFrom + Scale - 1) / Scale);
        long lastColumn = high <= CrossedFrom ? -1 : Math.Min(width - 1, ((long)high - CrossedFrom - 1) / Scale);
        if (firstColumn > lastColumn)
        {
            return;
        }

        _firstColumn = Math.Min(_firstColumn, firstColumn);
        _lastColumn = Math.Max(_lastColumn, (int)lastColumn);
        int columns = (int)lastColumn - firstColumn + 1;
        while (_count + columns > _crossings.Length)
        {
            Array.Resize(ref _crossings, 2 * _crossings.Length);
        }

        Span<Crossing> crossings = _crossings.AsSpan(_count, columns);
        _count += columns;
        if (isFlat)
        {
            CrossFlat(fromX, fromY, (double)((long)toY - fromY) / acrossSteps, firstColumn, height, crossings);
        }
        else
        {
            CrossSteep(fromX, fromY, (double)((long)toX - fromX) / downSteps, downSteps, firstColumn, height, crossings);
        }
    }

    /// <summary>A flat line has one row at each grid column: a crossing is at the upper of two neighbours, which is the earlier one where the line goes down.</summary>
    private static void CrossFlat(int fromX, int fromY, double slope, int firstColumn, int height, Span<Crossing> crossings)
    {
        long upper = slope >= 0 ? 0 : 1;
        for (int i = 0; i < crossings.Length; i++)
        {
            int column = firstColumn + i;
            double step = ((long)Scale * column) + CrossedFrom - fromX + upper;
            crossings[i] = CrossingAt(column, (int)(fromY + (slope * step) + 0.5), height);
        }
    }

    private static void CrossSteep(int fromX, int fromY, double slope, long steps, int firstColumn, int height, Span<Crossing> crossings)
    {
        for (int i = 0; i < crossings.Length; i++)
        {
            int column = firstColumn + i;
            crossings[i] = CrossingAt(column, SteepRow(fromX, fromY, slope, steps, (Scale * column) + CrossedFrom), height);
        }
    }

    private static Crossing CrossingAt(int column, int gridY, int height) => new(column, (column * height) + Math.Min((Math.Max(gridY, 0) + CrossedFrom) / Scale, height));

    /// <summary>The row after which a steep line is beyond a grid column, from whichever side it comes.</summary>
    /// <remarks>Columns along the line only grow, or only shrink: the division finds the step to within rounding, the loops find it exactly.</remarks>
    private static int SteepRow(int fromX, int fromY, double slope, long steps, int gridX)
    {
        bool IsBeyond(long step)
        {
            int x = (int)(fromX + (slope * step) + 0.5);
            return slope > 0 ? x > gridX : x <= gridX;
        }

        long crossing = Math.Clamp((long)((gridX + 0.5 - fromX) / slope), 1, steps);
        while (crossing < steps && !IsBeyond(crossing))
        {
            crossing++;
        }

        while (crossing > 1 && IsBeyond(crossing - 1))
        {
            crossing--;
        }

        return (int)(fromY + crossing - 1);
    }
}
