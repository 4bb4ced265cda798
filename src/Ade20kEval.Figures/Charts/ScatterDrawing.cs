using Ade20kEval.Reporting.Charts;
using ScottPlot;
using SkiaSharp;

namespace Ade20kEval.Figures.Charts;

/// <summary>Points of two values, named where there is room.</summary>
internal sealed class ScatterDrawing(ScatterChart chart, FigureStyle style) : ChartDrawing(chart, style)
{
    private float KeyHeight => KeyLines(chart.Series).Count * KeyLineHeight;

    /// <inheritdoc/>
    protected override float BodyHeight => KeyHeight + Math.Clamp(Width * 0.8f, 150, 330);

    /// <inheritdoc/>
    protected override void DrawBody(SKCanvas canvas, PixelRect body)
    {
        ScatterPoint[] points = [.. chart.DrawnPoints];
        float labels = Words.Widest(chart.YScale(0, 1).Ticks.Select(chart.Y.Tick));
        using PlotArea area = new(body, new PixelPadding(Edge + 10 + labels + 4, Edge + 8, 24, KeyHeight + 5), Words);
        Scale x = chart.XScale(area.Data.Left + PlotArea.Inset, area.Data.Right - PlotArea.Inset), y = chart.YScale(area.Data.Bottom - PlotArea.Inset, area.Data.Top + PlotArea.Inset);
        area.SetX(x, chart.X.Tick, chart.X.AxisTitle + (chart.LogX ? " (log scale)" : ""), grid: true, frame: true);
        area.SetY(y, chart.Y.Tick, chart.Y.AxisTitle + (chart.LogY ? " (log scale)" : ""), grid: true, frame: true);
        if (chart.Diagonal)
        {
            double low = Math.Max(x.From, y.From), high = Math.Min(x.To, y.To);
            area.Plot.Add.Line(low, low, high, high).LineStyle = new LineStyle(0.7f, PlotArea.Color(ChartColor.Axis), LinePattern.Dashed);
        }

        Coordinates At(ScatterPoint point) => new(x.Coordinate(point.X), y.Coordinate(point.Y));
        if (chart is { ParetoFront: true, DrawnFront: { Count: > 0 } joined })
        {
            ScottPlot.Plottables.Scatter front = area.Plot.Add.ScatterLine(joined.Select(At).ToArray(), PlotArea.Color(ChartColor.Axis));
            front.ConnectStyle = ConnectStyle.StepHorizontal;
            front.LineWidth = 1;
        }

        float radius = points.Length > 60 ? 1.7f : 2.2f;
        LabelPlacer placer = new(area.Data.Left, area.Data.Right, area.Data.Top, area.Data.Bottom);
        if (chart.ParetoFront)
        {
            placer.BlockSteps([.. chart.DrawnFront.Select(point => (x[point.X], y[point.Y]))]);
        }

        foreach (IGrouping<int, ScatterPoint> series in points.GroupBy(point => point.Series).OrderBy(group => group.Key))
        {
            area.Plot.Add.Markers(series.Select(At).ToArray(), MarkerShape.FilledCircle, 2 * radius, PlotArea.Color(SeriesColor(series.Key), 0.85));
            foreach (ScatterPoint point in series)
            {
                placer.Block(x[point.X], y[point.Y], radius);
            }
        }

        area.Render(canvas);
        DrawKey(canvas, KeyLines(chart.Series), body.Top);
        foreach (ScatterPoint point in points)
        {
            string name = Words.Cut(point.Label, Width * 0.3f);
            if (placer.Place(x[point.X], y[point.Y], radius, Words.Width(name), Words.Size) is { } place)
            {
                Words.Draw(canvas, name, (float)place.X, (float)place.Y, ChartColor.Ink, halo: true);
            }
        }
    }
}
