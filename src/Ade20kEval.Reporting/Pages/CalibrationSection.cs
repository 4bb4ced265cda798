using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Whether the confidence of predictions can be trusted.</summary>
internal static class CalibrationSection
{
    /// <summary>Writes the section of a run with calibration.</summary>
    public static void Write(HtmlBuilder html, RunView view)
    {
        html.Raw("<section id=\"calibration-section\">\n<h2>Confidence</h2>\n");
        PageParts.Chart(html, CalibrationCharts.Reliability(view), withData: false);
        PageParts.Table(html, CalibrationTables.Figures(view));
        PageParts.Chart(html, CalibrationCharts.Shares(view), withData: false);
        PageParts.Details(html, "Every bin, with its pixels", () => PageParts.Table(html, CalibrationTables.Bins(view)));
        PageParts.Chart(html, CalibrationCharts.Risk(view));
        PageParts.Details(html, "Every class", () => PageParts.Table(html, CalibrationTables.Classes(view), isTall: true));
        html.Raw("</section>\n");
    }
}
