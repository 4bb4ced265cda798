using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using ScottPlot;
using SkiaSharp;

namespace Ade20kEval.Figures.Charts;

/// <summary>Horizontal bars, their values at their ends.</summary>
internal sealed class BarDrawing(BarChart chart, FigureStyle style) : ChartDrawing(chart, style)
{
    private const float BarHeight = 8;
    private const float GroupGap = 2.5f;
    private const float AxisRoom = 24;
    private const string Undefined = "undefined";

    private bool IsDelta => chart.Format.Kind == CellKind.Points;

    private float RowsHeight => chart.Groups.Sum(HeightOf);

    private float KeyHeight => KeyLines(chart.Series).Count * KeyLineHeight;

    /// <inheritdoc/>
    protected override float BodyHeight => KeyHeight + RowsHeight + AxisRoom;

    /// <inheritdoc/>
    protected override void DrawBody(SKCanvas canvas, PixelRect body)
    {
        float longest = Width * 0.45f;
        float labels = Math.Min(longest, Words.Widest(chart.Groups.Where(group => !group.IsGap).Select(group => group.Label)));
        float values = Words.Widest(chart.Groups.SelectMany(group => group.Values).Select(bar => bar.Value is double v ? chart.Format.Label(v) : Undefined)) + 4;
        IEnumerable<double> reach = chart.Groups.SelectMany(group => group.Values).SelectMany(v => new[] { v.Value, v.Low, v.High }).OfType<double>().Append(0);
        double low = Math.Min(0, reach.Min()), high = Math.Max(0, reach.Max());
        PixelPadding margins = new(Edge + labels + 5, values + Edge, AxisRoom, KeyHeight);
        using PlotArea area = new(body, margins, Words);

        // Where bars go left of zero their values stand there, inside the data area: the scale starts further in.
        float start = area.Data.Left, end = area.Data.Right;
        Scale inner = chart.Full is double full ? Scale.Exact(0, full, start, end) : Scale.Linear(low, high, low < 0 ? start + values : start, end);
        area.SetX(inner, chart.Format.Tick, chart.Format.AxisTitle, grid: true, frame: false);
        area.Plot.Axes.SetLimitsY(RowsHeight, 0);
        area.Plot.Add.Line(0, 0, 0, RowsHeight).LineStyle = new LineStyle(0.7f, PlotArea.Color(ChartColor.Axis));

        List<Action> words = [];
        float y = 0;
        foreach (BarGroup group in chart.Groups)
        {
            float height = HeightOf(group), middle = area.Data.Top + y + (height / 2) + (Words.Size * Words.HalfRise);
            words.Add(() => Words.Draw(canvas, group.IsGap ? group.Label : Words.Cut(group.Label, longest), group.IsGap ? Math.Min((float)inner[0] + 4, body.Right - Edge - Words.Widest([group.Label])) : area.Data.Left - 4, middle,
                group.IsGap ? ChartColor.Muted : ChartColor.Ink, group.IsGap ? SKTextAlign.Left : SKTextAlign.Right, halo: group.IsGap));
            if (chart.IsStacked)
            {
                AddStack(area, y + (GroupGap / 2) + (0.5f * BarHeight), group);
            }

            for (int i = 0; i < group.Values.Count && !chart.IsStacked; i++)
            {
                AddBar(area, inner, y + (GroupGap / 2) + ((i + 0.5f) * BarHeight), group.Values[i], i, (text, x, align, color) =>
                {
                    float line = area.Data.Top + y + (GroupGap / 2) + ((i + 0.5f) * BarHeight) + (Words.Size * Words.HalfRise);
                    words.Add(() => Words.Draw(canvas, text, x, line, color, align, halo: true));
                });
            }

            y += height;
        }

        area.Render(canvas);
        DrawKey(canvas, KeyLines(chart.Series), body.Top);
        words.ForEach(draw => draw());
    }

    private float HeightOf(BarGroup group) => (Math.Max(1, chart.IsStacked ? 1 : group.Values.Count) * BarHeight) + GroupGap;

    private static void AddStack(PlotArea area, float middle, BarGroup group)
    {
        double from = 0;
        for (int i = 0; i < group.Values.Count; i++)
        {
            double part = group.Values[i].Value ?? 0;
            area.Plot.Add.Bar(new Bar
            {
                Orientation = Orientation.Horizontal,
                Position = middle,
                Size = BarHeight - 1,
                ValueBase = from,
                Value = from + part,
                FillColor = PlotArea.Color(SeriesColor(i)),
                LineWidth = 0,
            });
            from += part;
        }
    }

    private void AddBar(PlotArea area, Scale x, float middle, BarValue bar, int series, Action<string, float, SKTextAlign, ChartColor> say)
    {
        if (bar.Value is not double value)
        {
            say(Undefined, (float)x[0] + 3, SKTextAlign.Left, ChartColor.Muted);
            return;
        }

        ChartColor color = IsDelta && chart.Series.Count == 1 ? (value < 0 ? ChartColor.Orange : ChartColor.Blue) : SeriesColor(series);
        area.Plot.Add.Bar(new Bar
        {
            Orientation = Orientation.Horizontal,
            Position = middle,
            Size = BarHeight - 1,
            Value = value,
            FillColor = PlotArea.Color(color),
            LineWidth = 0,
        });
        double right = Math.Max(0, value), left = Math.Min(0, value);
        if (bar is { Low: double low, High: double high })
        {
            LineStyle ink = new(0.7f, PlotArea.Color(ChartColor.Ink));
            area.Plot.Add.Line(low, middle, high, middle).LineStyle = ink;
            area.Plot.Add.Line(low, middle - 2, low, middle + 2).LineStyle = ink;
            area.Plot.Add.Line(high, middle - 2, high, middle + 2).LineStyle = ink;
            right = Math.Max(right, high);
            left = Math.Min(left, low);
        }

        bool goesLeft = IsDelta && value < 0;
        say(chart.Format.Label(value), (float)x[goesLeft ? left : right] + (goesLeft ? -3 : 3), goesLeft ? SKTextAlign.Right : SKTextAlign.Left, ChartColor.Ink);
    }
}
