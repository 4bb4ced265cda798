using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Charts;

/// <summary>Writes a chart as SVG: as a file for papers and READMEs, or as part of a page.</summary>
/// <remarks>Fonts are named, not embedded; places are computed from the widths of the widest usual one (<see cref="FontMetrics"/>).</remarks>
internal static class ChartWriter
{
    /// <summary>Writes a complete SVG file with its own background.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="theme">Which page it is for.</param>
    public static void WriteFile(TextWriter writer, Chart chart, ChartTheme theme = ChartTheme.Light)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(chart);
        Svg svg = Open(chart, theme == ChartTheme.Dark);
        if (theme == ChartTheme.Auto)
        {
            svg.Raw("<style>@media (prefers-color-scheme:dark){" + ChartColor.DarkCss + "}</style>\n");
        }

        svg.Rect(0, 0, chart.Width, chart.Height, ChartColor.Page);
        chart.Draw(svg);
        writer.Write(svg.Raw("</svg>\n").ToString());
    }

    /// <summary>Writes one <c>svg</c> element without style sheet or background; the page has both.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="hasTips">Whether marks have words that show when they are pointed at: of no use where nothing points.</param>
    public static void WriteInline(TextWriter writer, Chart chart, bool hasTips = true)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(chart);
        Svg svg = Open(chart, isDark: false, hasTips);
        chart.Draw(svg);
        writer.Write(svg.Raw("</svg>\n").ToString());
    }

    private static Svg Open(Chart chart, bool isDark, bool hasTips = true)
    {
        string width = Svg.Number(chart.Width), height = Svg.Number(chart.Height);
        return new Svg(isDark, hasTips).Raw(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" " +
            $"aria-labelledby=\"{chart.Id}-title {chart.Id}-desc\" font-family=\"Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif\" font-size=\"12\">\n" +
            $"<title id=\"{chart.Id}-title\">{HtmlText.Escape(SafeText.Cut(chart.Title, Chart.LongestText))}</title>\n<desc id=\"{chart.Id}-desc\">{HtmlText.Escape(SafeText.Cut(chart.Description, Chart.LongestText))}</desc>\n");
    }
}
