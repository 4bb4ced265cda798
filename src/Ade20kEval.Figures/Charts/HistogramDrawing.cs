using Ade20kEval.Reporting.Charts;
using ScottPlot;
using SkiaSharp;

namespace Ade20kEval.Figures.Charts;

/// <summary>Upright bars from 0 to 1, the median marked.</summary>
internal sealed class HistogramDrawing(HistogramChart chart, FigureStyle style) : ChartDrawing(chart, style)
{
    /// <inheritdoc/>
    protected override float BodyHeight => Math.Clamp(Width * 0.55f, 110, 260);

    /// <inheritdoc/>
    protected override void DrawBody(SKCanvas canvas, PixelRect body)
    {
        IReadOnlyList<int> counts = chart.Counts;
        Scale ticks = Scale.Linear(0, Math.Max(1, counts.Max()), 0, 1, 4);
        float labels = Words.Widest(ticks.Ticks.Select(Scale.Label));
        using PlotArea area = new(body, new PixelPadding(Edge + 10 + labels + 4, Edge + 8, 24, 12), Words);
        Scale x = Scale.Exact(0, 1, area.Data.Left, area.Data.Right, 10);
        Scale y = Scale.Linear(0, Math.Max(1, counts.Max()), area.Data.Bottom, area.Data.Top, 4);
        area.SetX(x, chart.Format.Tick, chart.Format.AxisTitle, grid: false, frame: true);
        area.SetY(y, tick => tick == Math.Floor(tick) ? Scale.Label(tick) : "", chart.Things, grid: true, frame: false);
        double bin = 1.0 / counts.Count;
        area.Plot.Add.Bars(counts.Select((count, i) => new Bar { Position = (i + 0.5) * bin, Size = bin * 0.9, Value = count, FillColor = PlotArea.Color(ChartColor.Blue), LineWidth = 0 }).ToArray());
        if (chart.Median is double median)
        {
            area.Plot.Add.Line(median, 0, median, y.To).LineStyle = new LineStyle(1, PlotArea.Color(ChartColor.Ink), LinePattern.Dashed);
        }

        area.Render(canvas);
        if (chart.Median is double marked)
        {
            bool isLeft = marked > 0.5;
            Words.Draw(canvas, $"median {chart.Format.Label(marked)}", (float)x[marked] + (isLeft ? -3 : 3), area.Data.Top - 3, ChartColor.Ink, isLeft ? SKTextAlign.Right : SKTextAlign.Left, bold: true);
        }
    }
}
