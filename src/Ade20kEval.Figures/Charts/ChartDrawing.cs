using Ade20kEval.Reporting.Charts;
using ScottPlot;
using SkiaSharp;

namespace Ade20kEval.Figures.Charts;

/// <summary>A chart on a page of its own: title and description where they are wanted, the chart itself below.</summary>
internal abstract class ChartDrawing(Chart chart, FigureStyle style) : Drawing(chart.Title)
{
    /// <summary>Points left free along the edges of the page.</summary>
    protected const float Edge = 4;

    private IReadOnlyList<string>? _title;
    private IReadOnlyList<string>? _description;

    /// <inheritdoc/>
    public override float Width { get; } = style.Width;

    /// <inheritdoc/>
    public override float Height => HeaderHeight + BodyHeight;

    /// <summary>Draws the words.</summary>
    protected Words Words { get; } = new(style.Font);

    /// <summary>Points that the chart takes below its title.</summary>
    protected abstract float BodyHeight { get; }

    private IReadOnlyList<string> TitleLines => _title ??= style.Titles ? Words.Wrap(chart.Title, Width - (2 * Edge), Words.TitleSize, bold: true) : [];

    private IReadOnlyList<string> DescriptionLines => _description ??= style.Titles ? Words.Wrap(chart.Description, Width - (2 * Edge)) : [];

    private float HeaderHeight => Edge + (TitleLines.Count * Words.TitleSize * Words.LineStep) + (DescriptionLines.Count * Words.Size * Words.LineStep) + (style.Titles ? 4 : 0);

    /// <summary>What draws a chart.</summary>
    public static ChartDrawing Of(Chart chart, FigureStyle style) => chart switch
    {
        BarChart bars => new BarDrawing(bars, style),
        HistogramChart histogram => new HistogramDrawing(histogram, style),
        MatrixChart matrix => new MatrixDrawing(matrix, style),
        HeatmapChart heatmap => new HeatmapDrawing(heatmap, style),
        ScatterChart scatter => new ScatterDrawing(scatter, style),
        LineChart lines => new LineDrawing(lines, style),
        _ => throw new ArgumentOutOfRangeException(nameof(chart), chart.GetType().Name, "There is no drawing of this kind of chart."),
    };

    /// <inheritdoc/>
    public sealed override void Draw(SKCanvas canvas)
    {
        DrawBody(canvas, new PixelRect(0, Width, Height, HeaderHeight));
        float y = Edge;
        foreach (string line in TitleLines)
        {
            y += Words.TitleSize * Words.LineStep;
            Words.Draw(canvas, line, Edge, y - 3, ChartColor.Ink, size: Words.TitleSize, bold: true);
        }

        foreach (string line in DescriptionLines)
        {
            y += Words.Size * Words.LineStep;
            Words.Draw(canvas, line, Edge, y - 2, ChartColor.Muted);
        }
    }

    /// <summary>Draws the chart into its part of the page.</summary>
    protected abstract void DrawBody(SKCanvas canvas, PixelRect body);

    /// <summary>The lines that the key of the series takes; none where there is one series.</summary>
    protected IReadOnlyList<IReadOnlyList<(int Series, string Name)>> KeyLines(IReadOnlyList<string> series)
    {
        List<List<(int, string)>> lines = [];
        float room = 0;
        for (int i = 0; series.Count > 1 && i < series.Count; i++)
        {
            string name = Words.Cut(series[i], Width - (2 * Edge) - 12);
            float width = Words.Width(name) + 22;
            if (lines.Count == 0 || width > room)
            {
                lines.Add([]);
                room = Width - (2 * Edge);
            }

            lines[^1].Add((i, name));
            room -= width;
        }

        return lines;
    }

    /// <summary>Draws the key of the series.</summary>
    protected void DrawKey(SKCanvas canvas, IReadOnlyList<IReadOnlyList<(int Series, string Name)>> lines, float top)
    {
        float y = top;
        foreach (IReadOnlyList<(int Series, string Name)> line in lines)
        {
            float x = Edge;
            foreach ((int series, string name) in line)
            {
                using SKPaint paint = new() { Color = SKColor.Parse(SeriesColor(series).Hex), IsAntialias = true };
                canvas.DrawRect(x, y + 1.5f, 6, 6, paint);
                Words.Draw(canvas, name, x + 9, y + 7, ChartColor.Ink);
                x += Words.Width(name) + 22;
            }

            y += KeyLineHeight;
        }
    }

    /// <summary>Points from one line of a key to the next.</summary>
    protected const float KeyLineHeight = 11;

    /// <summary>The colour of a series.</summary>
    protected static ChartColor SeriesColor(int series) => ChartColor.Series[series % ChartColor.Series.Count];
}
