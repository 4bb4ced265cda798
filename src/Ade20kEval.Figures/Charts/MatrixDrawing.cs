using Ade20kEval.Reporting.Charts;
using ScottPlot;
using SkiaSharp;

namespace Ade20kEval.Figures.Charts;

/// <summary>Shares of rows in columns as colours with their key; names where there is room for them.</summary>
internal sealed class MatrixDrawing(MatrixChart chart, FigureStyle style) : ChartDrawing(chart, style)
{
    private const float RowHeight = 8.6f;
    private const float NamedColumn = 7.6f;

    // The widest number is 100.
    private const float NumberedColumn = 13.5f;

    private static readonly string[] s_keyNames = ["0 %", "50 %", "100 %"];

    private float KeyRoom => 17 + Words.Widest(s_keyNames) + Edge;

    private float NameRoom => Math.Min(Width * 0.35f, Words.Widest(chart.Rows)) + 4;

    private float Left => Edge + 11 + NameRoom;

    private float CellWidth => Math.Min(24, (Width - Left - KeyRoom) / chart.Columns.Count);

    private bool AreNumbers => chart.Columns.All(name => name.Length <= 3);

    private float ColumnRoom => AreNumbers ? 11 : CellWidth < NamedColumn ? 2 : Math.Min(Width * 0.28f, Words.Widest(chart.Columns)) + 6;

    /// <inheritdoc/>
    protected override float BodyHeight => 11 + (chart.Rows.Count * RowHeight) + ColumnRoom;

    /// <inheritdoc/>
    protected override void DrawBody(SKCanvas canvas, PixelRect body)
    {
        float left = Left, top = body.Top + 11, cell = CellWidth, width = cell * chart.Columns.Count, height = RowHeight * chart.Rows.Count;
        DrawUndefined(canvas, left, top, width, height);
        using (PlotArea area = new(body, new PixelPadding(left, Width - left - width, body.Height - 11 - height, 11), Words))
        {
            double[,] shares = new double[chart.Rows.Count, chart.Columns.Count];
            for (int row = 0; row < chart.Rows.Count; row++)
            {
                for (int column = 0; column < chart.Columns.Count; column++)
                {
                    shares[row, column] = chart[row, column] ?? double.NaN;
                }
            }

            HeatmapDrawing.AddCells(area.Plot, shares);
            area.Render(canvas);
        }

        HeatmapDrawing.DrawFrame(canvas, left, top, width, height);
        Words.Draw(canvas, chart.ColumnName + " →", left + (width / 2), top - 4, ChartColor.Muted, SKTextAlign.Center);
        Words.Draw(canvas, "← " + chart.RowName, Edge + 6, top + (height / 2), ChartColor.Muted, SKTextAlign.Center, upwards: true);
        for (int row = 0; row < chart.Rows.Count; row++)
        {
            Words.Draw(canvas, Words.Cut(chart.Rows[row], NameRoom - 4), left - 3, top + ((row + 0.5f) * RowHeight) + (Words.Size * Words.HalfRise), ChartColor.Ink, SKTextAlign.Right);
        }

        DrawColumnNames(canvas, left, top + height, cell);
        if (chart.IsNumbered && cell >= NumberedColumn)
        {
            DrawNumbers(canvas, left, top, cell);
        }

        DrawKey(canvas, left + width + 7, top, Math.Clamp(height, 40, 120));
    }

    // Cells without a share are left open by the plot.
    private static void DrawUndefined(SKCanvas canvas, float left, float top, float width, float height)
    {
        using SKPaint paint = new() { Color = SKColor.Parse(MatrixChart.Undefined.Hex) };
        canvas.DrawRect(left, top, width, height, paint);
    }

    private void DrawColumnNames(SKCanvas canvas, float left, float bottom, float cell)
    {
        int step = AreNumbers ? (int)Math.Ceiling(14 / cell) : 1;
        for (int column = 0; column < chart.Columns.Count && (AreNumbers || cell >= NamedColumn); column += step)
        {
            float middle = left + ((column + 0.5f) * cell);
            if (AreNumbers)
            {
                Words.Draw(canvas, chart.Columns[column], middle, bottom + 9, ChartColor.Muted, SKTextAlign.Center);
            }
            else
            {
                Words.Draw(canvas, Words.Cut(chart.Columns[column], ColumnRoom - 6), middle + (Words.Size * Words.HalfRise), bottom + 3, ChartColor.Ink, SKTextAlign.Right, upwards: true);
            }
        }
    }

    private void DrawNumbers(SKCanvas canvas, float left, float top, float cell)
    {
        ChartColor onDark = new("0", "#ffffff", "#ffffff"), onBright = new("0", "#000000", "#000000");
        for (int row = 0; row < chart.Rows.Count; row++)
        {
            for (int column = 0; column < chart.Columns.Count; column++)
            {
                if (chart[row, column] is double share and > 0)
                {
                    Words.Draw(canvas, MatrixChart.Number(share), left + ((column + 0.5f) * cell), top + ((row + 0.5f) * RowHeight) + (Words.Size * Words.HalfRise), share > 0.55 ? onBright : onDark, SKTextAlign.Center);
                }
            }
        }
    }

    private void DrawKey(SKCanvas canvas, float left, float top, float height)
    {
        using (PlotArea area = new(new PixelRect(left, left + 7, top + height, top), new PixelPadding(0), Words))
        {
            double[,] steps = new double[64, 1];
            for (int i = 0; i < 64; i++)
            {
                steps[i, 0] = (63 - i) / 63.0;
            }

            HeatmapDrawing.AddCells(area.Plot, steps);
            area.Render(canvas);
        }

        for (int i = 0; i < s_keyNames.Length; i++)
        {
            float at = top + (height * (2 - i) / 2);
            Words.Draw(canvas, s_keyNames[i], left + 10, i == 2 ? at + 5.5f : i == 0 ? at : at + (Words.Size * Words.HalfRise), ChartColor.Muted);
        }
    }
}
