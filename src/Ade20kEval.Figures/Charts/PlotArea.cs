using Ade20kEval.Reporting.Charts;
using ScottPlot;
using SkiaSharp;

namespace Ade20kEval.Figures.Charts;

/// <summary>A plot whose data area, ticks and limits are settled before it is drawn, so that words can be placed by the same scales.</summary>
/// <remarks>ScottPlot draws shapes: grid, axes, bars, marks, cells. Words are drawn over it.</remarks>
internal sealed class PlotArea : IDisposable
{
    /// <summary>How far from the edges of the data area the ends of scales stand where marks may lie on them: ScottPlot cuts marks at the edges.</summary>
    public const float Inset = 4;

    private const float TickLength = 2.5f;

    private readonly PixelRect _body;
    private readonly Words _words;
    private readonly List<Action<SKCanvas>> _later = [];

    /// <summary>A plot in a part of the page.</summary>
    /// <param name="body">The part.</param>
    /// <param name="margins">What its edges keep for words.</param>
    /// <param name="words">Draws them.</param>
    public PlotArea(PixelRect body, PixelPadding margins, Words words)
    {
        _body = body;
        _words = words;
        Data = new PixelRect(body.Left + margins.Left, body.Right - margins.Right, body.Bottom - margins.Bottom, body.Top + margins.Top);
        Plot.Layout.Fixed(margins);
        Plot.FigureBackground.Color = Colors.Transparent;
        Plot.FigureBorder.Width = 0;
        Plot.DataBorder.Width = 0;
        Plot.DataBackground.Color = Colors.Transparent;
        Plot.HideLegend();
        foreach (IAxis axis in Plot.Axes.GetAxes())
        {
            axis.SetTicks([], []);
            axis.FrameLineStyle.Width = 0;
            axis.MinorTickStyle.Length = 0;
            axis.MajorTickStyle.Length = 0;
        }

        Plot.Grid.XAxisStyle.IsVisible = false;
        Plot.Grid.YAxisStyle.IsVisible = false;
    }

    /// <summary>What ScottPlot draws.</summary>
    public Plot Plot { get; } = new();

    /// <summary>The area of the data, in points of the page.</summary>
    public PixelRect Data { get; }

    /// <summary>A colour of the charts for ScottPlot.</summary>
    public static Color Color(ChartColor color, double opacity = 1) => ScottPlot.Color.FromHex(color.Hex).WithAlpha(opacity);

    /// <summary>Sets the horizontal axis: its limits, which are what stands at the edges of the data area, its ticks and their words.</summary>
    public void SetX(Scale scale, Func<double, string> label, string title, bool grid, bool frame)
    {
        Plot.Axes.SetLimitsX(scale.CoordinateAt(Data.Left), scale.CoordinateAt(Data.Right));
        Settle(Plot.Axes.Bottom, Plot.Grid.XAxisStyle, scale, grid, frame);
        _later.Add(canvas =>
        {
            float free = float.NegativeInfinity;
            foreach (double tick in scale.Ticks)
            {
                // A word that would touch the one before, or leave the page, is left out; its tick stays.
                string text = label(tick);
                float half = _words.Width(text) / 2, x = (float)scale[tick];
                if (x - half > free && x - half >= _body.Left && x + half <= _body.Right)
                {
                    _words.Draw(canvas, text, x, Data.Bottom + 10, ChartColor.Muted, SKTextAlign.Center);
                    free = x + half + 3;
                }
            }

            DrawCentred(canvas, title, (Data.Left + Data.Right) / 2, Data.Bottom + 20);
        });
    }

    /// <summary>Sets the vertical axis in the same way.</summary>
    public void SetY(Scale scale, Func<double, string> label, string title, bool grid, bool frame)
    {
        Plot.Axes.SetLimitsY(scale.CoordinateAt(Data.Bottom), scale.CoordinateAt(Data.Top));
        Settle(Plot.Axes.Left, Plot.Grid.YAxisStyle, scale, grid, frame);
        _later.Add(canvas =>
        {
            foreach (double tick in scale.Ticks)
            {
                _words.Draw(canvas, label(tick), Data.Left - 4, (float)scale[tick] + (Words.Size * Words.HalfRise), ChartColor.Muted, SKTextAlign.Right);
            }

            float middle = (Data.Top + Data.Bottom) / 2, half = _words.Width(title) / 2;

            // Longer than the axis, it moves until it ends on the page.
            _words.Draw(canvas, title, _body.Left + 9, Math.Min(Math.Max(middle, _body.Top + half + 1), _body.Bottom - half - 1), ChartColor.Muted, SKTextAlign.Center, upwards: true);
        });
    }

    /// <summary>Draws shapes, then words.</summary>
    public void Render(SKCanvas canvas)
    {
        // ScottPlot makes all transparent that it can reach first.
        canvas.Save();
        canvas.ClipRect(new SKRect(_body.Left, _body.Top, _body.Right, _body.Bottom));
        Plot.Render(canvas, _body);
        canvas.Restore();
        _later.ForEach(draw => draw(canvas));
    }

    public void Dispose() => Plot.Dispose();

    private void DrawCentred(SKCanvas canvas, string text, float middle, float y)
    {
        float half = _words.Width(text) / 2;
        _words.Draw(canvas, text, Math.Max(_body.Left + half + 1, Math.Min(middle, _body.Right - half - 1)), y, ChartColor.Muted, SKTextAlign.Center);
    }

    private static void Settle(IAxis axis, GridStyle style, Scale scale, bool grid, bool frame)
    {
        double[] ticks = [.. scale.Ticks.Select(scale.Coordinate)];
        axis.SetTicks(ticks, [.. ticks.Select(_ => "")]);
        style.IsVisible = grid;
        style.MajorLineStyle.Color = Color(ChartColor.Grid);
        style.MajorLineStyle.Width = 0.5f;
        style.IsBeneathPlottables = true;
        if (frame)
        {
            axis.FrameLineStyle.Color = Color(ChartColor.Axis);
            axis.FrameLineStyle.Width = 0.7f;
            axis.MajorTickStyle.Color = Color(ChartColor.Axis);
            axis.MajorTickStyle.Width = 0.7f;
            axis.MajorTickStyle.Length = TickLength;
        }
    }
}
