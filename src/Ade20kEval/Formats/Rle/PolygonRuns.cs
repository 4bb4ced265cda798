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

    private int[] _crossings = new int[64];
    private int _count;

    /// <summary>Draws one polygon.</summary>
    /// <param name="corners">x, y, x, y, ... in pixels; an even number of them, at most <see cref="FarthestCoordinate"/> from 0.</param>
    /// <param name="height">Rows of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="into">Takes the mask.</param>
    /// <returns>False where it has more than <see cref="MostCrossings"/>; the mask is then of no use.</returns>
    public bool TryDraw(ReadOnlySpan<double> corners, int height, int width, MaskRuns into)
    {
        _count = 0;
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

        Span<int> crossings = _crossings.AsSpan(0, _count);
        crossings.Sort();
        Fill(crossings, height * width, into);
        return true;
    }

    private static int Grid(double coordinate) => (int)((Scale * coordinate) + 0.5);

    /// <summary>Turns between outside and inside at every crossing; two at one place are none.</summary>
    private static void Fill(ReadOnlySpan<int> crossings, int pixels, MaskRuns into)
    {
        int first = -1;
        for (int i = 0; i < crossings.Length; i++)
        {
            if (i + 1 < crossings.Length && crossings[i + 1] == crossings[i])
            {
                i++;
            }
            else if (first < 0)
            {
                first = crossings[i];
            }
            else
            {
                into.Add(first, crossings[i]);
                first = -1;
            }
        }

        if (first >= 0)
        {
            into.Add(first, pixels);
        }
    }

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
        for (int column = firstColumn; column <= lastColumn; column++)
        {
            int gridX = (Scale * column) + CrossedFrom;
            int gridY = isFlat
                ? FlatRow(fromX, fromY, (double)((long)toY - fromY) / acrossSteps, gridX)
                : SteepRow(fromX, fromY, (double)((long)toX - fromX) / downSteps, downSteps, gridX);
            Add((column * height) + Math.Clamp((Math.Max(gridY, 0) + CrossedFrom) / Scale, 0, height));
        }
    }

    /// <summary>The upper of the rows that a flat line has at a grid column and the next.</summary>
    private static int FlatRow(int fromX, int fromY, double slope, int gridX)
    {
        double step = (double)gridX - fromX;
        return Math.Min((int)(fromY + (slope * step) + 0.5), (int)(fromY + (slope * (step + 1)) + 0.5));
    }

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

    private void Add(int crossing)
    {
        if (_count == _crossings.Length)
        {
            Array.Resize(ref _crossings, 2 * _crossings.Length);
        }

        _crossings[_count++] = crossing;
    }
}
