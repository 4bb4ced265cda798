using System.Text;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>Points of two values, labelled where there is room, with the Pareto front or the diagonal where asked for.</summary>
/// <param name="Id">A short name for files and anchors.</param>
/// <param name="Title">What is seen, one line.</param>
/// <param name="X">What the horizontal axis measures.</param>
/// <param name="Y">What the vertical axis measures.</param>
/// <param name="Series">Names of the series; one where all points are alike.</param>
/// <param name="Points">The points; those that come first are labelled first.</param>
internal sealed record ScatterChart(string Id, string Title, ValueFormat X, ValueFormat Y, IReadOnlyList<string> Series, IReadOnlyList<ScatterPoint> Points) : Chart(Id, Title)
{
    private const double LabelSize = 11;

    /// <summary>Whether the horizontal axis is logarithmic. Points at or below 0 are then left out of the drawing.</summary>
    public bool LogX { get; init; }

    /// <summary>Whether the vertical axis is logarithmic. Points at or below 0 are then left out of the drawing.</summary>
    public bool LogY { get; init; }

    /// <summary>Whether to join the points that no other beats: none has at most their X and at least their Y.</summary>
    public bool ParetoFront { get; init; }

    /// <summary>The only series that may be on the front; <see langword="null"/> where all may.</summary>
    public int? FrontSeries { get; init; }

    /// <summary>Whether to draw the line where both values are equal.</summary>
    public bool Diagonal { get; init; }

    /// <inheritdoc/>
    public override double Height => Top + (Series.Count > 1 ? 20 : 0) + 400;

    /// <inheritdoc/>
    public override Table Data => new(Id + "-data", Title,
        [new TableColumn("label", "Label", CellKind.Text), new TableColumn("x", X.Name, X.Kind), new TableColumn("y", Y.Name, Y.Kind)],
        [.. Points.Select(p => (Cell[])[Cell.Of(p.Label), Cell.Of(p.X), Cell.Of(p.Y)])]);

    /// <summary>The points that have a place in the drawing.</summary>
    internal IEnumerable<ScatterPoint> DrawnPoints => Points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y) && (!LogX || p.X > 0) && (!LogY || p.Y > 0));

    /// <summary>The front as it is drawn.</summary>
    internal IReadOnlyList<ScatterPoint> DrawnFront => Front(DrawnPoints.Where(point => FrontSeries is not int only || point.Series == only));

    /// <summary>The points that no other beats, by ascending X: cheaper or better, each one. Of points in one place one is named.</summary>
    public static IReadOnlyList<ScatterPoint> Front(IEnumerable<ScatterPoint> points)
    {
        List<ScatterPoint> front = [];
        foreach (ScatterPoint point in points.OrderBy(p => p.X).ThenByDescending(p => p.Y))
        {
            if (front.Count == 0 || point.Y > front[^1].Y)
            {
                front.Add(point);
            }
        }

        return front;
    }

    /// <summary>The horizontal scale between two pixels.</summary>
    internal Scale XScale(double start, double end) => Axis([.. DrawnPoints.Select(p => p.X)], X, LogX, start, end);

    /// <summary>The vertical scale between two pixels.</summary>
    internal Scale YScale(double start, double end) => Axis([.. DrawnPoints.Select(p => p.Y)], Y, LogY, start, end);

    private protected override void DrawBody(Svg svg)
    {
        ScatterPoint[] points = [.. DrawnPoints];
        double left = 62, right = Width - 24, top = Top + 10 + (Series.Count > 1 ? 20 : 0), bottom = Height - 46;
        Scale x = XScale(left, right), y = YScale(bottom, top);
        DrawAxes(svg, x, y, left, right, top, bottom);
        if (Diagonal)
        {
            double low = Math.Max(x.Ticks[0], y.Ticks[0]), high = Math.Min(x.Ticks[^1], y.Ticks[^1]);
            svg.Line(x[low], y[low], x[high], y[high], ChartColor.Axis, 1, "4 3");
        }

        LabelPlacer placer = new(left, right, top, bottom);
        if (ParetoFront)
        {
            StringBuilder path = new();
            placer.BlockSteps([.. DrawnFront.Select(p => (x[p.X], y[p.Y]))]);
            foreach (ScatterPoint p in DrawnFront)
            {
                path.Append(path.Length == 0 ? $"M{Svg.Number(x[p.X])} {Svg.Number(y[p.Y])}" : $"H{Svg.Number(x[p.X])}V{Svg.Number(y[p.Y])}");
            }

            svg.Path(path.ToString(), ChartColor.Axis, 1.5);
        }

        double radius = points.Length > 60 ? 3 : 4.5;
        foreach (IGrouping<int, ScatterPoint> series in points.GroupBy(p => p.Series).OrderBy(g => g.Key))
        {
            svg.Points(ChartColor.Series[series.Key % ChartColor.Series.Count], group =>
            {
                foreach (ScatterPoint p in series)
                {
                    group.Circle(x[p.X], y[p.Y], radius, $"{p.Label}: {X.Name} {X.Label(p.X)}, {Y.Name} {Y.Label(p.Y)}");
                    placer.Block(x[p.X], y[p.Y], radius);
                }
            });
        }

        foreach (ScatterPoint p in points)
        {
            string text = FontMetrics.CutMiddle(p.Label, 130, LabelSize);
            if (placer.Place(x[p.X], y[p.Y], radius, FontMetrics.Width(text, LabelSize), LabelSize) is { } place)
            {
                svg.Text(place.X, place.Y, text, ChartColor.Ink, size: LabelSize, halo: true);
            }
        }
    }

    private static Scale Axis(double[] values, ValueFormat format, bool isLog, double start, double end)
    {
        if (values.Length == 0)
        {
            return isLog ? Scale.Log(1, 10, start, end) : Scale.Linear(0, 1, start, end);
        }

        // Shares that are all alike, as those of a perfect run, say most on the whole scale.
        double range = values.Max() - values.Min();
        return isLog ? Scale.Log(values.Min(), values.Max(), start, end)
            : format.Kind == CellKind.Percent && range is > 0.5 or < 1e-6 && values.All(value => value is >= 0 and <= 1) ? Scale.Exact(0, 1, start, end)
            : Scale.Linear(values.Min(), values.Max(), start, end);
    }

    private void DrawAxes(Svg svg, Scale x, Scale y, double left, double right, double top, double bottom)
    {
        foreach (double tick in x.Ticks)
        {
            svg.Line(x[tick], top, x[tick], bottom, ChartColor.Grid);
            svg.Text(x[tick], bottom + 16, X.Tick(tick), ChartColor.Muted, "middle", 11);
        }

        foreach (double tick in y.Ticks)
        {
            svg.Line(left, y[tick], right, y[tick], ChartColor.Grid);
            svg.Text(left - 6, y[tick] + 4, Y.Tick(tick), ChartColor.Muted, "end", 11);
        }

        svg.Path($"M{Svg.Number(left)} {Svg.Number(top)}V{Svg.Number(bottom)}H{Svg.Number(right)}", ChartColor.Axis);
        svg.Text((left + right) / 2, bottom + 36, X.AxisTitle + (LogX ? " (log scale)" : ""), ChartColor.Muted, "middle");
        svg.Text(20, (top + bottom) / 2, Y.AxisTitle + (LogY ? " (log scale)" : ""), ChartColor.Muted, "middle", rotate: -90);
        double at = left;
        for (int i = 0; Series.Count > 1 && i < Series.Count; i++)
        {
            svg.Points(ChartColor.Series[i % ChartColor.Series.Count], group => group.Circle(at + 5, Top + 4, 4.5));
            svg.Text(at + 14, Top + 8, Series[i], ChartColor.Ink);
            at += 34 + FontMetrics.Width(Series[i], 12);
        }
    }
}
