using System.Globalization;
using System.Text;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>Values over time or over steps, each line named at its end.</summary>
/// <param name="Id">A short name for files and anchors.</param>
/// <param name="Title">What is seen, one line.</param>
/// <param name="X">What the horizontal axis measures; with <see cref="IsTime"/>, days since 1970-01-01.</param>
/// <param name="Y">What the vertical axis measures.</param>
/// <param name="Series">The lines.</param>
internal sealed record LineChart(string Id, string Title, ValueFormat X, ValueFormat Y, IReadOnlyList<LineSeries> Series) : Chart(Id, Title)
{
    private const double LabelSize = 11;

    /// <summary>Whether X is days since 1970-01-01, shown as dates.</summary>
    public bool IsTime { get; init; }

    /// <summary>Where the horizontal axis ends at least; <see langword="null"/> where the last point does. Steps go on to the end.</summary>
    public double? To { get; init; }

    /// <summary>The numbers as a table, where one of all points would say too little.</summary>
    public Table? Numbers { get; init; }

    /// <inheritdoc/>
    public override double Height => Top + 310;

    /// <inheritdoc/>
    public override Table Data => Numbers ?? new(Id + "-data", Title,
        [new TableColumn("series", "Series", CellKind.Text), new TableColumn("x", X.Name, IsTime ? CellKind.Text : X.Kind), new TableColumn("y", Y.Name, Y.Kind)],
        [.. Series.SelectMany(s => s.Points.Select(p => (Cell[])[Cell.Of(s.Name), IsTime ? Cell.Of(Date(p.X)) : Cell.Of(p.X), Cell.Of(p.Y)]))]);

    /// <summary>The horizontal scale between two pixels; its ticks are round dates where it is time.</summary>
    internal Scale XScale(double start, double end)
    {
        double min = Series.SelectMany(s => s.Points).Select(p => p.X).DefaultIfEmpty(0).Min(), max = Series.SelectMany(s => s.Points).Select(p => p.X).DefaultIfEmpty(1).Max();
        max = Math.Max(max, To ?? max);
        return IsTime ? Scale.Marked(min, Math.Max(min + 1, max), start, end, CalendarTicks.Between(min, max)) : Scale.Linear(min, max, start, end);
    }

    /// <summary>The vertical scale between two pixels.</summary>
    internal Scale YScale(double start, double end)
    {
        double[] values = [.. Series.SelectMany(s => s.Points).Select(p => p.Y)];
        return Scale.Linear(values.DefaultIfEmpty(0).Min(), values.DefaultIfEmpty(1).Max(), start, end);
    }

    /// <summary>The words of a tick of the horizontal axis.</summary>
    internal string XLabel(double tick) => IsTime ? Date(tick) : X.Tick(tick);

    private protected override void DrawBody(Svg svg)
    {
        double nameRoom = Series.Select(s => Math.Min(140, FontMetrics.Width(s.Name, 12))).DefaultIfEmpty(0).Max();
        double left = 62, right = Width - 20 - nameRoom, top = Top + 8, bottom = Height - 46;
        Scale x = XScale(left, right), y = YScale(bottom, top);
        foreach (double tick in y.Ticks)
        {
            svg.Line(left, y[tick], right, y[tick], ChartColor.Grid);
            svg.Text(left - 6, y[tick] + 4, Y.Tick(tick), ChartColor.Muted, "end", 11);
        }

        DrawTicks(svg, x, bottom);
        svg.Path($"M{Svg.Number(left)} {Svg.Number(top)}V{Svg.Number(bottom)}H{Svg.Number(right)}", ChartColor.Axis);
        svg.Text((left + right) / 2, bottom + 36, X.AxisTitle, ChartColor.Muted, "middle");
        svg.Text(20, (top + bottom) / 2, Y.AxisTitle, ChartColor.Muted, "middle", rotate: -90);

        List<(double Y, int Series)> ends = [];
        for (int i = 0; i < Series.Count; i++)
        {
            ChartColor color = ChartColor.Series[i % ChartColor.Series.Count];
            StringBuilder path = new();
            foreach ((double px, double py) in Series[i].Points)
            {
                string to = Svg.Number(y[py]);
                path.Append(path.Length == 0 ? $"M{Svg.Number(x[px])} {to}" : Series[i].IsStep ? $"H{Svg.Number(x[px])}V{to}" : $"L{Svg.Number(x[px])} {to}");
            }

            if (path.Length > 0)
            {
                if (Series[i].IsStep)
                {
                    path.Append('H').Append(Svg.Number(right));
                }

                svg.Path(path.ToString(), color, 2);
                ends.Add((y[Series[i].Points[^1].Y], i));
            }

            LineSeries series = Series[i];
            svg.Points(color, group =>
            {
                foreach ((int k, (double px, double py)) in series.Points.Index())
                {
                    group.Circle(x[px], y[py], 3, $"{(k < series.Labels.Count ? series.Labels[k] : series.Name)}, {(IsTime ? Date(px) : X.Label(px))}: {Y.Label(py)}");
                }
            });
        }

        DrawLabels(svg, x, y, left, right, top, bottom);

        double last = double.NegativeInfinity;
        foreach ((double endY, int i) in ends.OrderBy(e => e.Y).ThenBy(e => e.Series))
        {
            // Names of lines that end close together are pushed apart, downwards.
            double at = Math.Max(endY, last + 14);
            last = at;
            svg.Text(right + 8, at + 4, FontMetrics.Cut(Series[i].Name, 140, 12), ChartColor.Series[i % ChartColor.Series.Count]);
        }
    }

    // Where neither a point, nor a step, nor another name is in the way.
    private void DrawLabels(Svg svg, Scale x, Scale y, double left, double right, double top, double bottom)
    {
        LabelPlacer placer = new(left, right, top - 6, bottom);
        foreach (LineSeries series in Series.Where(series => series.Labels.Count > 0))
        {
            (double X, double Y)[] points = [.. series.Points.Select(point => (x[point.X], y[point.Y]))];
            placer.BlockSteps([.. points, (right, points[^1].Y)]);
            foreach ((double pointX, double pointY) in points)
            {
                placer.Block(pointX, pointY, 3);
            }
        }

        foreach (LineSeries series in Series)
        {
            // The latest ones first: they are asked for most.
            for (int k = Math.Min(series.Labels.Count, series.Points.Count) - 1; k >= 0; k--)
            {
                string text = FontMetrics.CutMiddle(series.Labels[k], 150, LabelSize);
                if (placer.Place(x[series.Points[k].X], y[series.Points[k].Y], 3, FontMetrics.Width(text, LabelSize), LabelSize) is { } place)
                {
                    svg.Text(place.X, place.Y, text, ChartColor.Ink, size: LabelSize, halo: true);
                }
            }
        }
    }

    private void DrawTicks(Svg svg, Scale x, double bottom)
    {
        foreach (double tick in x.Ticks)
        {
            if (IsTime)
            {
                svg.Line(x[tick], bottom, x[tick], bottom + 4, ChartColor.Axis);
            }

            svg.Text(x[tick], bottom + 16, XLabel(tick), ChartColor.Muted, "middle", 11);
        }
    }

    private static string Date(double days) => DateTime.UnixEpoch.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
