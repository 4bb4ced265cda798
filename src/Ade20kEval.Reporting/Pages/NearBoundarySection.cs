using Ade20kEval.Boundaries;
using Ade20kEval.Counting;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Pages;

/// <summary>How good a run is near boundaries: bands about them, or Boundary IoU, or both.</summary>
internal static class NearBoundarySection
{
    public static void Write(HtmlBuilder html, RunDocument run)
    {
        html.Raw("<section id=\"near-boundaries\">\n<h2>Near boundaries</h2>\n");
        if (run.Trimap is TrimapScores trimap)
        {
            PageParts.Chart(html, NearBoundaryCharts.Trimap(run, trimap), withData: false);
            PageParts.Table(html, NearBoundaryTables.Trimap(run, trimap));
        }

        if (run.Boundary is BoundaryCounts counts)
        {
            PageParts.Table(html, NearBoundaryTables.Boundary(run, counts), isTall: true);
        }

        html.Raw("</section>\n");
    }
}
