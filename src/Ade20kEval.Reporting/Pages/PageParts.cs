using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Pieces that several sections share.</summary>
internal static class PageParts
{
    private const double WideChart = 720;

    // No wider than the narrowest page, so that letters are not made smaller than they are drawn.
    private const double SlimChart = 330;

    /// <summary>A chart as wide as its column, drawn anew for telephones. A heatmap, whose cells make its width, shrinks instead.</summary>
    public static void Chart(HtmlBuilder html, Chart chart, bool withData = true)
    {
        html.Add($"<div class=\"chart\" id=\"chart-{chart.Id}\" tabindex=\"0\" role=\"group\" aria-label=\"{SafeText.Cut(chart.Title, 200)}\">\n");
        if (chart is HeatmapChart)
        {
            html.Write(writer => ChartWriter.WriteInline(writer, chart));
        }
        else
        {
            // Drawn for both, because letters that shrink with a chart cannot be read on a telephone. One of the two is shown.
            html.Raw("<div class=\"wide\">");
            html.Write(writer => ChartWriter.WriteInline(writer, chart with { Width = WideChart }));
            html.Raw("</div><div class=\"slim\">");
            html.Write(writer => ChartWriter.WriteInline(writer, chart with { Id = chart.Id + "-slim", Width = SlimChart }, hasTips: false));
            html.Raw("</div>");
        }

        html.Raw("</div>\n");
        if (withData)
        {
            Details(html, "The same numbers as a table", () => Table(html, chart.Data));
        }
    }

    /// <summary>A table that scrolls inside its own frame; a tall one on a screen also up and down, its header staying.</summary>
    public static void Table(HtmlBuilder html, Table table, bool isTall = false)
    {
        html.Add($"<div class=\"{(isTall ? "scroll tall" : "scroll")}\" tabindex=\"0\" role=\"group\" aria-label=\"{SafeText.Cut(table.Title, 200)}\">\n");
        html.Write(writer => HtmlTableWriter.Write(writer, table));
        html.Raw("</div>\n");
    }

    /// <summary>Something that is one click away.</summary>
    public static void Details(HtmlBuilder html, string summary, Action content)
    {
        html.Add($"<details><summary>{summary}</summary>\n");
        content();
        html.Raw("</details>\n");
    }
}
