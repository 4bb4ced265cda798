using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Pieces that several sections share.</summary>
internal static class PageParts
{
    /// <summary>A chart that scrolls inside its own frame where the page is narrower than it can be read.</summary>
    public static void Chart(HtmlBuilder html, Chart chart, bool withData = true)
    {
        html.Add($"<div class=\"chart\" id=\"chart-{chart.Id}\" tabindex=\"0\" role=\"group\" aria-label=\"{SafeText.Cut(chart.Title, 200)}\">\n");
        html.Write(writer => ChartWriter.WriteInline(writer, chart));
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
