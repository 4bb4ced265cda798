using Ade20kEval.Comparison;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;

namespace Ade20kEval.Reporting.Pages;

/// <summary>The run against another one: figures with the interval of their change, classes and images that changed.</summary>
internal static class BaselineSection
{
    private const int ListedImages = 10;

    /// <summary>Compares for a page, which says of different ground truth what it means instead of refusing it.</summary>
    /// <exception cref="InputException">The runs are of different protocols.</exception>
    /// <exception cref="NotComparableException">They are of different classes or have no image in common.</exception>
    public static RunComparison Compare(RunDocument baseline, RunDocument run) => baseline.PrimaryProtocol == run.PrimaryProtocol
        ? RunComparison.Create(baseline, run, new ComparisonOptions { Force = true })
        : throw new InputException(
            $"{baseline.Predictions.Name}: the run to compare with is under protocol {baseline.PrimaryProtocol}; expected {run.PrimaryProtocol}, like the run of this report. Rescore one of them under the other's protocol.");

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlBuilder html, RunComparison comparison)
    {
        html.Add($"<section id=\"baseline\">\n<h2>Against <bdi>{SafeText.Cut(comparison.Baseline.Predictions.Name, 120)}</bdi></h2>\n");
        foreach (string warning in comparison.Warnings)
        {
            html.Add($"<p class=\"warn\">{warning}</p>\n");
        }

        html.Raw("<ul class=\"legend\">");
        Colour(html, ChartColor.Series[0], comparison.Run.Predictions.Name, "this run, and what is better");
        Colour(html, ChartColor.Series[1], comparison.Baseline.Predictions.Name, "the baseline, and what is worse");
        html.Raw("</ul>\n");
        PageParts.Table(html, ComparisonTables.Figures(comparison));
        PageParts.Chart(html, RunCharts.Side([comparison.Run, comparison.Baseline]));
        PageParts.Chart(html, RunCharts.ClassDeltas(comparison.Baseline, comparison.Run));
        if (comparison.ErrorKinds is not null)
        {
            PageParts.Chart(html, ErrorCharts.Changes(comparison));
            PageParts.Table(html, ErrorTables.Changes(comparison)!);
        }

        foreach (Table slices in SliceTables.Changes(comparison))
        {
            PageParts.Table(html, slices);
        }

        PageParts.Details(html, "Every class that both have", () =>
        {
            html.Raw("<div class=\"tools js\"><label>Show <select id=\"change-kind\"><option value=\"\">all</option><option value=\"-\">worse</option><option value=\"+\">better</option></select></label> <output id=\"change-count\" class=\"m\"></output></div>\n");
            PageParts.Table(html, ComparisonTables.Classes(comparison), isTall: true);
        });
        PageParts.Details(html, "Confusions that changed most", () => PageParts.Table(html, ComparisonTables.Confusions(comparison)));
        PageParts.Details(html, "Images that changed most", () => PageParts.Table(html, ComparisonTables.Images(comparison, ListedImages)));
        html.Raw("</section>\n");
    }

    private static void Colour(HtmlBuilder html, ChartColor color, string name, string role) => html.Add(
        $"<li><svg class=\"s\" aria-hidden=\"true\"><rect class=\"{color.FillClass}\" fill=\"{color.Hex}\"/></svg><bdi>{SafeText.Cut(name, 80)}</bdi>: {role}</li>");
}
