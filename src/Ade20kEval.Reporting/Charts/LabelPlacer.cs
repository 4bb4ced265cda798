
namespace Ade20kEval.Reporting.Charts;

/// <summary>Finds places for the labels of points where they cover neither a point nor another label.</summary>
/// <remarks>
/// Greedy over eight places about each point, after Christensen, Marks and Shieber, "An Empirical Study of Algorithms for Point-Feature
/// Label Placement" (1995), in the order of preference of Imhof (1975). A label without a free place is left out: its point still tells its name
/// when pointed at.
/// </remarks>
internal sealed class LabelPlacer(double left, double right, double top, double bottom)
{
    private readonly List<Box> _taken = [];

    /// <summary>Keeps labels off a point.</summary>
    public void Block(double x, double y, double radius) => _taken.Add(new Box(x - radius, y - radius, x + radius, y + radius));

    /// <summary>Keeps labels off a line of steps: from each point across to where the next one is, then up or down to it.</summary>
    public void BlockSteps(IReadOnlyList<(double X, double Y)> points)
    {
        for (int i = 1; i < points.Count; i++)
        {
            ((double fromX, double fromY), (double toX, double toY)) = (points[i - 1], points[i]);
            _taken.Add(new Box(Math.Min(fromX, toX) - 1, fromY - 1, Math.Max(fromX, toX) + 1, fromY + 1));
            _taken.Add(new Box(toX - 1, Math.Min(fromY, toY) - 1, toX + 1, Math.Max(fromY, toY) + 1));
        }
    }

    /// <summary>The start of the label's base line, or <see langword="null"/> where there is no room.</summary>
    public (double X, double Y)? Place(double x, double y, double radius, double width, double size)
    {
        double gap = radius + 2, rise = size * 0.75;
        ReadOnlySpan<(double X, double Y)> places =
        [
            (x + gap, y - 4), (x + gap, y + rise + 3), (x - gap - width, y - 4), (x - gap - width, y + rise + 3),
            (x - (width / 2), y - gap), (x - (width / 2), y + gap + rise), (x + gap, y + (rise / 2)), (x - gap - width, y + (rise / 2)),
        ];
        foreach ((double labelX, double labelY) in places)
        {
            Box box = new(labelX - 1, labelY - rise - 1, labelX + width + 1, labelY + 2);
            if (box.Left >= left && box.Right <= right && box.Top >= top && box.Bottom <= bottom && !Overlaps(box))
            {
                _taken.Add(box);
                return (labelX, labelY);
            }
        }

        return null;
    }

    private bool Overlaps(Box box)
    {
        foreach (Box other in _taken)
        {
            if (box.Left < other.Right && other.Left < box.Right && box.Top < other.Bottom && other.Top < box.Bottom)
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Box(double Left, double Top, double Right, double Bottom);
}
