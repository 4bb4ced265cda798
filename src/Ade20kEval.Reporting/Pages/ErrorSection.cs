using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Pages;

/// <summary>What is missing, by kinds of error: of all classes together, and of each.</summary>
internal static class ErrorSection
{
    /// <summary>Writes the section of a run with kinds of error.</summary>
    public static void Write(HtmlBuilder html, RunView view)
    {
        html.Raw("<section id=\"errors-section\">\n<h2>What is missing</h2>\n");
        PageParts.Chart(html, ErrorCharts.Mean(view), withData: false);
        PageParts.Table(html, ErrorTables.Means(view));
        PageParts.Chart(html, ErrorCharts.Renormalised(view), withData: false);
        PageParts.Chart(html, ErrorCharts.Classes(view), withData: false);
        PageParts.Details(html, "Every class, with its pixels", () => PageParts.Table(html, ErrorTables.Classes(view), isTall: true));
        html.Raw("</section>\n");
    }
}
