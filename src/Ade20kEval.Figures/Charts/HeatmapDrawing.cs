using System.Globalization;
using Ade20kEval.Reporting.Charts;
using ScottPlot;
using SkiaSharp;

namespace Ade20kEval.Figures.Charts;

/// <summary>Shares as colours with their key; names and numbers where there is room for them.</summary>
internal sealed class HeatmapDrawing(HeatmapChart chart, FigureStyle style) : ChartDrawing(chart, style)
{
    // The widest number is 100.
    private const float NumberedCell = 13.5f;
    private const float NamedCell = 7.6f;
    private const int Steps = 256;

    private static readonly string[] s_keyNames = ["≤ 0.1 %", "1 %", "10 %", "100 %"];

    private int Count => chart.Labels.Count;

    private float KeyRoom => 17 + Words.Widest(s_keyNames) + Edge;

    private float NameRoom => Math.Min(Width * 0.28f, Words.Widest(chart.Labels)) + 4;

    private bool IsNamed => (Width - Edge - 10 - NameRoom - KeyRoom) / Count >= NamedCell;

    private float Left => Edge + 11 + (IsNamed ? NameRoom : Words.Width("100") + 5);

    private float Side => Math.Min(Width - Left - KeyRoom, Count * 24);

    /// <inheritdoc/>
    protected override float BodyHeight => 11 + Side + (IsNamed ? NameRoom + 2 : 24);

    /// <inheritdoc/>
    protected override void DrawBody(SKCanvas canvas, PixelRect body)
    {
        float left = Left, side = Side, top = body.Top + 11, cell = side / Count;
        PixelPadding margins = new(left, Width - left - side, body.Height - 11 - side, 11);
        using (PlotArea area = new(body, margins, Words))
        {
            double[,] steps = new double[Count, Count];
            for (int i = 0; i < chart.Shares.Count; i++)
            {
                steps[i / Count, i % Count] = Brightness(chart.Shares[i]);
            }

            AddCells(area.Plot, steps);
            area.Render(canvas);
        }

        DrawFrame(canvas, left, top, side, side);
        Words.Draw(canvas, chart.ColumnName + " →", left + (side / 2), top - 4, ChartColor.Muted, SKTextAlign.Center);
        Words.Draw(canvas, "← " + chart.RowName, Edge + 6, top + (side / 2), ChartColor.Muted, SKTextAlign.Center, upwards: true);
        if (IsNamed)
        {
            DrawNames(canvas, left, top, cell);
        }
        else
        {
            DrawIndices(canvas, left, top, side);
        }

        if (cell >= NumberedCell)
        {
            DrawNumbers(canvas, left, top, cell);
        }

        DrawColorKey(canvas, left + side + 7, top, Math.Min(side, 120));
    }

    /// <summary>A share on the logarithmic scale of colours, 0 to 1.</summary>
    private static double Brightness(double share) => share <= HeatmapChart.Least ? 0 : Math.Min(1, 1 - (Math.Log10(share) / Math.Log10(HeatmapChart.Least)));

    /// <summary>Cells by their brightness in [0, 1]; those that are no number stay open.</summary>
    internal static void AddCells(Plot plot, double[,] steps)
    {
        ScottPlot.Plottables.Heatmap cells = plot.Add.Heatmap(steps);
        cells.Colormap = new ScottPlot.Colormaps.CustomPalette([.. Enumerable.Range(0, Steps).Select(i => Viridis.At(i / (Steps - 1.0))).Select(c => new Color(c.R, c.G, c.B))], "viridis");
        cells.ManualRange = new ScottPlot.Range(0, 1);
        cells.Smooth = false;

        // A cell reaches half a unit around its indices.
        plot.Axes.SetLimits(-0.5, steps.GetLength(1) - 0.5, -0.5, steps.GetLength(0) - 0.5);
    }

    /// <summary>The thin line around cells.</summary>
    internal static void DrawFrame(SKCanvas canvas, float left, float top, float width, float height)
    {
        using SKPaint paint = new() { Color = SKColor.Parse(ChartColor.Axis.Hex), IsStroke = true, StrokeWidth = 0.7f, IsAntialias = true };
        canvas.DrawRect(left, top, width, height, paint);
    }

    private void DrawNames(SKCanvas canvas, float left, float top, float cell)
    {
        for (int i = 0; i < Count; i++)
        {
            string name = Words.Cut(chart.Labels[i], NameRoom - 4);
            float middle = ((i + 0.5f) * cell) + (Words.Size * Words.HalfRise);
            Words.Draw(canvas, name, left - 3, top + middle, ChartColor.Ink, SKTextAlign.Right);
            Words.Draw(canvas, name, left + middle, top + (Count * cell) + 3, ChartColor.Ink, SKTextAlign.Right, upwards: true);
        }
    }

    private void DrawIndices(SKCanvas canvas, float left, float top, float side)
    {
        foreach (double tick in Scale.Linear(0, Count, 0, 1, side > 250 ? 10 : 5).Ticks.Where(tick => tick < Count && tick == Math.Floor(tick)))
        {
            float at = (float)(tick + 0.5) * side / Count;
            string index = tick.ToString("0", CultureInfo.InvariantCulture);
            Words.Draw(canvas, index, left - 3, top + at + (Words.Size * Words.HalfRise), ChartColor.Muted, SKTextAlign.Right);
            Words.Draw(canvas, index, left + at, top + side + 9, ChartColor.Muted, SKTextAlign.Center);
        }

        Words.Draw(canvas, "class index", left + (side / 2), top + side + 19, ChartColor.Muted, SKTextAlign.Center);
    }

    private void DrawNumbers(SKCanvas canvas, float left, float top, float cell)
    {
        ChartColor onDark = new("0", "#ffffff", "#ffffff"), onBright = new("0", "#000000", "#000000");
        for (int i = 0; i < chart.Shares.Count; i++)
        {
            double share = chart.Shares[i];
            if (share > 0)
            {
                string text = (share * 100).ToString(share >= 0.0995 ? "0" : "0.0", CultureInfo.InvariantCulture);
                Words.Draw(canvas, text, left + (((i % Count) + 0.5f) * cell), top + (((i / Count) + 0.5f) * cell) + (Words.Size * Words.HalfRise), Brightness(share) > 0.55 ? onBright : onDark, SKTextAlign.Center);
            }
        }
    }

    private void DrawColorKey(SKCanvas canvas, float left, float top, float height)
    {
        using (PlotArea area = new(new PixelRect(left, left + 7, top + height, top), new PixelPadding(0), Words))
        {
            double[,] steps = new double[64, 1];
            for (int i = 0; i < 64; i++)
            {
                steps[i, 0] = (63 - i) / 63.0;
            }

            AddCells(area.Plot, steps);
            area.Render(canvas);
        }

        for (int i = 0; i < s_keyNames.Length; i++)
        {
            float at = top + (height * (3 - i) / 3);
            Words.Draw(canvas, s_keyNames[i], left + 10, i == 3 ? at + 5.5f : i == 0 ? at : at + (Words.Size * Words.HalfRise), ChartColor.Muted);
        }
    }
}
