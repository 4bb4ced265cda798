using Ade20kEval.Reporting.Charts;
using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Whether rare classes do worse, and whether this ground truth is the published one.</summary>
internal static class FrequencySection
{
    public static void Write(HtmlBuilder html, RunDocument run)
    {
        html.Raw("<section id=\"frequency-section\">\n<h2>Frequency</h2>\n");
        PageParts.Chart(html, RunCharts.FrequencyAgainstIou(run), withData: false);
        if (RunCharts.HasPublishedRatios(run.Dataset))
        {
            PageParts.Chart(html, RunCharts.PixelRatios(run), withData: false);
        }

        html.Raw("<p class=\"m\">The shares are those of the column of ground-truth pixels in the table of classes.</p>\n</section>\n");
    }
}
