using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>Horizontal bars from zero, one or several for each label; differences go left and right of zero.</summary>
/// <param name="Id">A short name for files and anchors.</param>
/// <param name="Title">What is seen, one line.</param>
/// <param name="Format">What the bars measure.</param>
/// <param name="Series">What each bar of a group stands for; one name where there is one bar a label.</param>
/// <param name="Groups">The labels, top to bottom, with a value for each series.</param>
/// <remarks>A bar of a difference (<see cref="CellKind.Points"/>) is blue where it gains and orange where it loses. Values stand at the ends of the bars.</remarks>
internal sealed record BarChart(string Id, string Title, ValueFormat Format, IReadOnlyList<string> Series, IReadOnlyList<BarGroup> Groups) : Chart(Id, Title)
{
    private const double LongestLabel = 190;
    private const double BarHeight = 12;
    private const double GroupGap = 6;
    private const double KeyLine = 18;
    private const double LongestKey = 200;
    private const double AfterKey = 20;

    /// <summary>The end of the axis, where a full bar has a meaning: 1 for fractions. <see langword="null"/> ends at the largest value.</summary>
    public double? Full { get; init; }

    /// <summary>Whether the bars of a label stand one after the other on one line, as parts of a whole.</summary>
    public bool IsStacked { get; init; }

    /// <inheritdoc/>
    public override double Height => BodyTop + Groups.Sum(HeightOf) + 44;

    /// <inheritdoc/>
    public override Table Data => new(Id + "-data", Title,
        [new TableColumn("label", "Label", CellKind.Text), .. Series.Select((s, i) => new TableColumn($"value{i + 1}", s, Format.Kind))],
        [.. Groups.Where(g => !g.IsGap).Select(g => (Cell[])[Cell.Of(g.Label), .. g.Values.Select(v => Cell.Of(v.Value))])]);

    private double BodyTop => Top + 6 + (KeyLines * KeyLine);

    private int KeyLines => Series.Count > 1 ? KeyPlaces().Max(place => place.Line) + 1 : 0;

    private protected override void DrawBody(Svg svg)
    {
        bool isDelta = Format.Kind == CellKind.Points;
        double left = BarsLeft;
        double labelRoom = 46;
        IEnumerable<double> reach = Groups.SelectMany(g => g.Values).SelectMany(v => new[] { v.Value, v.Low, v.High }).OfType<double>().Append(0);
        double low = Math.Min(0, reach.Min()), high = Full ?? Math.Max(0, reach.Max());
        Scale x = Full is null ? Scale.Linear(low, high, left + (low < 0 ? labelRoom : 0), Width - labelRoom, 5) : Scale.Exact(0, high, left, Width - labelRoom, 5);
        double bottom = Height - 44;

        foreach (double tick in x.Ticks)
        {
            svg.Line(x[tick], BodyTop, x[tick], bottom, tick == 0 ? ChartColor.Axis : ChartColor.Grid);
            svg.Text(x[tick], bottom + 15, Format.Tick(tick), ChartColor.Muted, "middle", 11);
        }

        svg.Text((x[x.Ticks[0]] + x[x.Ticks[^1]]) / 2, bottom + 33, Format.AxisTitle, ChartColor.Muted, "middle");
        if (Series.Count > 1)
        {
            DrawKey(svg);
        }

        double y = BodyTop;
        foreach (BarGroup group in Groups)
        {
            double height = HeightOf(group);
            svg.Text(left - 8, y + (height / 2) + 4, FontMetrics.CutMiddle(group.Label, LongestLabel, 12), group.IsGap ? ChartColor.Muted : ChartColor.Ink, "end");
            if (IsStacked)
            {
                DrawStack(svg, x, y + (GroupGap / 2), group);
            }

            for (int i = 0; i < group.Values.Count && !IsStacked; i++)
            {
                DrawBar(svg, x, y + (GroupGap / 2) + (i * BarHeight), group, i, isDelta);
            }

            y += height;
        }
    }

    private double BarsLeft => 20 + Groups.Select(g => Math.Min(LongestLabel, FontMetrics.Width(g.Label, 12))).DefaultIfEmpty(0).Max();

    private double HeightOf(BarGroup group) => (Math.Max(1, IsStacked ? 1 : group.Values.Count) * BarHeight) + GroupGap;

    private void DrawStack(Svg svg, Scale x, double y, BarGroup group)
    {
        double from = 0;
        for (int i = 0; i < group.Values.Count; i++)
        {
            double part = group.Values[i].Value ?? 0;
            svg.Rect(x[from], y + 0.5, Math.Max(0, x[from + part] - x[from]), BarHeight - 1, ChartColor.Series[i % ChartColor.Series.Count], $"{group.Label}, {Series[i]}: {Format.Label(part)}");
            from += part;
        }

        svg.Text(x[from] + 5, y + 10, Format.Label(group.Values.Count > 0 ? group.Values[0].Value ?? 0 : 0), ChartColor.Ink, size: 11);
    }

    private void DrawBar(Svg svg, Scale x, double y, BarGroup group, int series, bool isDelta)
    {
        BarValue bar = group.Values[series];
        if (bar.Value is not double value)
        {
            svg.Text(x[0] + 5, y + 10, "undefined", ChartColor.Muted, size: 11);
            return;
        }

        ChartColor color = isDelta && Series.Count == 1 ? (value < 0 ? ChartColor.Orange : ChartColor.Blue) : ChartColor.Series[series % ChartColor.Series.Count];
        double from = Math.Min(x[0], x[value]), to = Math.Max(x[0], x[value]);
        string tip = $"{group.Label}{(Series.Count > 1 ? ", " + Series[series] : "")}: {Format.Label(value)}";
        svg.Rect(from, y + 0.5, Math.Max(to - from, 0.5), BarHeight - 1, color, tip);
        double edge = to, leftEdge = from;
        if (bar is { Low: double low, High: double high })
        {
            double middle = y + (BarHeight / 2);
            svg.Path($"M{Svg.Number(x[low])} {Svg.Number(middle - 3)}v6M{Svg.Number(x[low])} {Svg.Number(middle)}H{Svg.Number(x[high])}m0 -3v6", ChartColor.Ink);
            edge = Math.Max(to, x[high]);
            leftEdge = Math.Min(from, x[low]);
        }

        if (isDelta && value < 0)
        {
            svg.Text(leftEdge - 5, y + 10, Format.Label(value), ChartColor.Ink, "end", 11);
        }
        else
        {
            svg.Text(edge + 5, y + 10, Format.Label(value), ChartColor.Ink, size: 11);
        }
    }

    private void DrawKey(Svg svg)
    {
        foreach ((int i, (double x, int line)) in KeyPlaces().Index())
        {
            double y = Top + (line * KeyLine);
            svg.Rect(x, y - 2, 10, 10, ChartColor.Series[i % ChartColor.Series.Count]);
            svg.Text(x + 15, y + 7, KeyOf(i), ChartColor.Ink);
        }
    }

    /// <summary>Where the key's entries stand: above the bars on one line where there is room; else from the left edge, on as many lines as they need.</summary>
    private List<(double X, int Line)> KeyPlaces()
    {
        double[] widths = [.. Series.Select((_, i) => 15 + FontMetrics.Width(KeyOf(i), 12))];
        double start = BarsLeft + widths.Sum() + (AfterKey * (Series.Count - 1)) <= Width ? BarsLeft : 10;
        List<(double X, int Line)> places = [];
        double x = start;
        int line = 0;
        foreach (double width in widths)
        {
            if (x > start && x + width > Width)
            {
                x = start;
                line++;
            }

            places.Add((x, line));
            x += width + AfterKey;
        }

        return places;
    }

    private string KeyOf(int series) => FontMetrics.Cut(Series[series], Math.Min(LongestKey, Width - 30), 12);
}
