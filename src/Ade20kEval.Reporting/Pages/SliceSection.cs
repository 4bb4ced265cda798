using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Slices;

namespace Ade20kEval.Reporting.Pages;

/// <summary>How parts of the images do: a table for each column of the user's.</summary>
internal static class SliceSection
{
    public static void Write(HtmlBuilder html, RunView view)
    {
        html.Raw("<section id=\"slices-section\">\n<h2>Slices</h2>\n");
        foreach (((string name, IReadOnlyList<SliceScore> scores), Table table) in view.Slices.Zip(SliceTables.Of(view)))
        {
            html.Add($"<h3>By {SafeText.Cut(name, 60)}</h3>\n<p>{SafeText.Cut(SliceWords.Worst(name, scores), 400)}</p>\n");
            PageParts.Table(html, table, isTall: scores.Count > 20);
        }

        html.Raw("</section>\n");
    }
}
