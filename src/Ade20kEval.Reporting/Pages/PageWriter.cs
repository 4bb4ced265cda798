using Ade20kEval.Comparison;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Writes the page of a run: one HTML file that needs nothing else and asks nothing of anybody.</summary>
/// <remarks>
/// The content security policy (W3C CSP Level 3) forbids every request; only our own style sheet and script, named by their SHA-256, and pictures
/// inside the file are let through. All content is there without the script, which sorts, filters and answers the pointer.
/// The same run gives the same bytes on every machine.
/// </remarks>
public static class PageWriter
{
    /// <summary>Writes the page.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="options">What to show beside it.</param>
    /// <exception cref="InputException">The baseline is of another dataset, or a file of the gallery is not a picture.</exception>
    public static void Write(TextWriter writer, RunDocument run, PageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Write(writer, new RunView(run), options);
    }

    /// <inheritdoc cref="Write(TextWriter, RunDocument, PageOptions?)"/>
    /// <param name="writer">Where to.</param>
    /// <param name="view">The run.</param>
    /// <param name="options">What to show beside it.</param>
    internal static void Write(TextWriter writer, RunView view, PageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(view);
        options ??= new PageOptions();
        RunDocument run = view.Run;
        HtmlBuilder html = new();
        PageFrame.Write(html, $"{SafeText.Cut(run.Predictions.Name, 80)} on {SafeText.Cut(run.Dataset.Title, 80)}", PageAssets.Script, () => WriteBody(html, view, options));
        writer.Write(html.ToString());
    }

    private static void WriteBody(HtmlBuilder html, RunView view, PageOptions options)
    {
        RunDocument run = view.Run;
        html.Add($"<header>\n<h1><bdi>{SafeText.Cut(run.Predictions.Name, 120)}</bdi> on <bdi>{SafeText.Cut(run.Dataset.Title, 120)}</bdi></h1>\n");
        html.Add($"<p class=\"m\">{Plural.Of(run.Images.Count, "image")}, {(long)run.Dataset.ClassCount} classes, {run.Pixels.Labelled} labelled pixels, protocol <b>{run.PrimaryProtocol}</b></p>\n");
        RunComparison? comparison = options.Comparison ?? (options.Baseline is RunDocument baseline ? BaselineSection.Compare(baseline, run) : null);
        html.Raw("<nav aria-label=\"Sections\">");
        (string, string)[] against = comparison is null ? [] : [("baseline", $"Against {SafeText.Cut(comparison.Baseline.Predictions.Name, 40)}")];
        foreach ((string id, string name) in against.Concat([("headline", "Figures"), ("errors-section", "What is missing"), ("classes", "Classes"), ("confusions", "Confusions"), ("gain", "What to mend"), ("images-section", "Images"), ("slices-section", "Slices"), ("frequency-section", "Frequency"), ("provenance", "Provenance")]))
        {
            if ((id == "errors-section" && view.Errors is null) || (id == "slices-section" && view.Slices.Count == 0))
            {
                continue;
            }

            html.Add($"<a href=\"#{id}\">{name}</a> ");
        }

        html.Raw("</nav>\n</header>\n<main>\n");
        VerdictSection.Write(html, view, comparison);
        if (comparison is not null)
        {
            BaselineSection.Write(html, comparison);
        }

        HeadlineSection.Write(html, view, comparison);

        if (view.Errors is not null)
        {
            ErrorSection.Write(html, view);
        }

        ClassSection.Write(html, run);
        ConfusionSection.Write(html, view);
        ImageSection.Write(html, view, options.Gallery, comparison);
        if (view.Sizes is not null)
        {
            html.Raw("<section id=\"sizes-section\">\n<h2>Sizes of regions</h2>\n");
            PageParts.Chart(html, RunCharts.Sizes(view), withData: false);
            PageParts.Table(html, SizeTables.Of(view));
            html.Raw("</section>\n");
        }

        if (view.Rings.Count > 0)
        {
            html.Raw("<section id=\"rings-section\">\n<h2>Rings</h2>\n");
            PageParts.Chart(html, RunCharts.Rings(view), withData: false);
            PageParts.Table(html, RingTables.Of(view));
            html.Raw("</section>\n");
        }

        NearBoundarySection.Write(html, run);
        if (view.Slices.Count > 0)
        {
            SliceSection.Write(html, view);
        }

        FrequencySection.Write(html, run);
        ProvenanceSection.Write(html, run);
        html.Raw("</main>\n");
        html.Raw("<div id=\"tip\" hidden aria-hidden=\"true\"></div>\n<dialog id=\"class-box\" aria-labelledby=\"class-box-title\"></dialog>\n");
        if (options.Gallery is not null)
        {
            GallerySection.WriteBox(html);
        }

        PageData.Write(html, view);
    }
}
