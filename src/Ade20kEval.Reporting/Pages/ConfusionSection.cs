using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Pages;

/// <summary>What is taken for what: the heatmap, the largest confusions in words, and what mending each would gain.</summary>
internal static class ConfusionSection
{
    private const int Listed = 20;

    public static void Write(HtmlBuilder html, RunView view)
    {
        html.Raw("<section id=\"confusions\">\n<h2>Confusions</h2>\n");
        PageParts.Chart(html, RunCharts.Confusion(view), withData: false);
        html.Raw("<div class=\"tools js\"><label><input type=\"checkbox\" id=\"diagonal\"> Hide the diagonal</label></div>\n");
        html.Raw("<p id=\"cell\" class=\"readout js\" role=\"status\">Point at a cell, or focus the picture and use the arrow keys, to read it; click or press Enter to list the images that hold the confusion.</p>\n");
        MostConfused.Write(html, view);
        string largest = view.Confusions.Count switch
        {
            0 => "No class is taken for another",
            1 => "In words",
            int count => $"The {Math.Min(Listed, count)} largest in words",
        };
        html.Add($"<h3>{largest}</h3>\n<ol class=\"words\">\n");
        foreach (Confusion c in view.Largest(Listed))
        {
            html.Add($"<li data-c=\"{c.GroundTruth},{c.Prediction ?? -1}\"><b>{Short(view, c.GroundTruth)}</b> taken for <b>{Short(view, c.Prediction)}</b>: {c.Pixels} pixels, {CellText.Percent(c.Share)} % of {Short(view, c.GroundTruth)}; mending it adds {CellText.Points(c.Gain).TrimStart('+')} points{GroupWords.Crossing(view, c)}</li>\n");
        }

        html.Raw("</ol>\n");
        if (view.Groups.Count > 0)
        {
            html.Raw("<h3>Within groups and across</h3>\n");
            PageParts.Table(html, GroupTables.Of(view));
        }

        html.Raw("</section>\n<section id=\"gain\">\n<h2>What to mend</h2>\n");
        if (view.Confusions.Count > 0)
        {
            PageParts.Chart(html, RunCharts.Gains(view), withData: false);
        }

        PageParts.Table(html, RunTables.Gains(view, Listed));
        html.Raw("</section>\n");
    }

    private static string Short(RunView view, int? index) => SafeText.Cut(view.ClassName(index), 60);
}
