using Ade20kEval.Reporting.Charts;
using ScottPlot;
using SkiaSharp;

namespace Ade20kEval.Figures.Charts;

/// <summary>Lines, each named at its end.</summary>
internal sealed class LineDrawing(LineChart chart, FigureStyle style) : ChartDrawing(chart, style)
{
    /// <inheritdoc/>
    protected override float BodyHeight => Math.Max(Math.Clamp(Width * 0.62f, 120, 280), (chart.Series.Count * Words.Size * Words.LineStep) + 30);

    /// <inheritdoc/>
    protected override void DrawBody(SKCanvas canvas, PixelRect body)
    {
        float names = Math.Min(Width * 0.3f, Words.Widest(chart.Series.Select(series => series.Name)));
        float labels = Words.Widest(chart.YScale(0, 1).Ticks.Select(chart.Y.Tick));
        using PlotArea area = new(body, new PixelPadding(Edge + 10 + labels + 4, Edge + names + 6, 24, 5), Words);
        Scale x = chart.XScale(area.Data.Left + PlotArea.Inset, area.Data.Right - PlotArea.Inset), y = chart.YScale(area.Data.Bottom - PlotArea.Inset, area.Data.Top + PlotArea.Inset);
        area.SetX(x, chart.XLabel, chart.X.AxisTitle, grid: false, frame: true);
        area.SetY(y, chart.Y.Tick, chart.Y.AxisTitle, grid: true, frame: true);
        List<(float Y, int Series)> ends = [];
        for (int i = 0; i < chart.Series.Count; i++)
        {
            LineSeries series = chart.Series[i];
            if (series.Points.Count == 0)
            {
                continue;
            }

            // A value that holds until the next point holds to the edge after the last one.
            Coordinates[] points = [.. series.Points.Select(point => new Coordinates(point.X, point.Y))];
            Coordinates[] path = series.IsStep ? [.. points, new Coordinates(x.CoordinateAt(area.Data.Right), series.Points[^1].Y)] : points;
            ScottPlot.Plottables.Scatter line = area.Plot.Add.ScatterLine(path, PlotArea.Color(SeriesColor(i)));
            line.LineWidth = 1.2f;
            line.ConnectStyle = series.IsStep ? ConnectStyle.StepHorizontal : ConnectStyle.Straight;
            area.Plot.Add.Markers(points, MarkerShape.FilledCircle, 3.2f, PlotArea.Color(SeriesColor(i)));
            ends.Add(((float)y[series.Points[^1].Y], i));
        }

        area.Render(canvas);
        DrawNames(canvas, area.Data, ends, names);
        DrawLabels(canvas, area.Data, x, y);
    }

    // What the points are called, the latest first, where neither a line nor another name is in the way.
    private void DrawLabels(SKCanvas canvas, PixelRect data, Scale x, Scale y)
    {
        LabelPlacer placer = new(data.Left, data.Right, data.Top, data.Bottom);
        foreach (LineSeries series in chart.Series.Where(series => series.Labels.Count > 0))
        {
            (double X, double Y)[] points = [.. series.Points.Select(point => (x[point.X], y[point.Y]))];
            placer.BlockSteps([.. points, (data.Right, points[^1].Y)]);
            foreach ((double pointX, double pointY) in points)
            {
                placer.Block(pointX, pointY, 1.6);
            }
        }

        foreach (LineSeries series in chart.Series)
        {
            for (int k = Math.Min(series.Labels.Count, series.Points.Count) - 1; k >= 0; k--)
            {
                string name = Words.Cut(series.Labels[k], Width * 0.3f);
                if (placer.Place(x[series.Points[k].X], y[series.Points[k].Y], 1.6, Words.Width(name), Words.Size) is { } place)
                {
                    Words.Draw(canvas, name, (float)place.X, (float)place.Y, ChartColor.Ink, halo: true);
                }
            }
        }
    }

    /// <summary>Names of lines that end close together are pushed apart, downwards, and all of them up again where the last would leave the chart.</summary>
    private void DrawNames(SKCanvas canvas, PixelRect data, List<(float Y, int Series)> ends, float room)
    {
        const float Step = Words.Size * Words.LineStep;
        (float Y, int Series)[] places = [.. ends.OrderBy(end => end.Y).ThenBy(end => end.Series)];
        for (int i = 1; i < places.Length; i++)
        {
            places[i].Y = Math.Max(places[i].Y, places[i - 1].Y + Step);
        }

        float limit = data.Bottom;
        for (int i = places.Length - 1; i >= 0; i--)
        {
            places[i].Y = Math.Min(places[i].Y, limit);
            limit = places[i].Y - Step;
            Words.Draw(canvas, Words.Cut(chart.Series[places[i].Series].Name, room), data.Right + 4, places[i].Y + (Words.Size * Words.HalfRise), SeriesColor(places[i].Series));
        }
    }
}
