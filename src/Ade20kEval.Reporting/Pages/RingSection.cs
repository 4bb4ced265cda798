using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Whether the border of images does worse than their centre.</summary>
internal static class RingSection
{
    /// <summary>Writes the section of a run with rings.</summary>
    public static void Write(HtmlBuilder html, RunView view)
    {
        html.Raw("<section id=\"rings-section\">\n<h2>Rings from the border</h2>\n");
        PageParts.Chart(html, RunCharts.Rings(view), withData: false);
        PageParts.Table(html, RingTables.Of(view));
        html.Raw("</section>\n");
    }
}
