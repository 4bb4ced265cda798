using Ade20kEval.Files;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Pages;

/// <summary>The run against another one: headline figures side by side, and the classes that changed most.</summary>
internal static class BaselineSection
{
    public static void Write(HtmlBuilder html, RunDocument baseline, RunDocument run)
    {
        if (baseline.Dataset.Name != run.Dataset.Name || baseline.PrimaryProtocol != run.PrimaryProtocol)
        {
            throw new InputException(
                $"{baseline.Predictions.Name}: the run to compare with is of dataset {baseline.Dataset.Name} under protocol {baseline.PrimaryProtocol}; expected {run.Dataset.Name} under {run.PrimaryProtocol}, " +
                "like the run of this report. Rescore one of them under the other's protocol.");
        }

        html.Add($"<section id=\"baseline\">\n<h2>Against <bdi>{SafeText.Cut(baseline.Predictions.Name, 120)}</bdi></h2>\n");
        if (baseline.GroundTruth.Digest != run.GroundTruth.Digest)
        {
            html.Raw("<p class=\"warn\">The two runs saw different ground-truth files: their difference says nothing about the models alone.</p>\n");
        }

        PageParts.Chart(html, RunCharts.Side([baseline, run]));
        PageParts.Chart(html, RunCharts.ClassDeltas(baseline, run));
        html.Raw("</section>\n");
    }
}
