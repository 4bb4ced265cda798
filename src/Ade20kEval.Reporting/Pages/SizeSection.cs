using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Whether small regions do worse than large ones.</summary>
internal static class SizeSection
{
    /// <summary>Writes the section of a run with sizes.</summary>
    public static void Write(HtmlBuilder html, RunView view)
    {
        html.Raw("<section id=\"sizes-section\">\n<h2>Sizes of regions</h2>\n");
        PageParts.Chart(html, RunCharts.Sizes(view), withData: false);
        PageParts.Table(html, SizeTables.Of(view));
        html.Raw("</section>\n");
    }
}
