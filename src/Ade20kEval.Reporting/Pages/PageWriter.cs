using Ade20kEval.Comparison;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Analysis;
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
        IReadOnlyList<PageSection> sections = [.. Sections(view, options, comparison).Where(section => section.IsThere)];
        html.Raw("</header>\n<nav aria-label=\"Sections\">");
        foreach ((string id, string name) in sections.SelectMany(section => section.Links))
        {
            html.Add($"<a href=\"#{id}\">{name}</a> ");
        }

        html.Raw("</nav>\n<main>\n");
        VerdictSection.Write(html, view, comparison);
        foreach (PageSection section in sections)
        {
            section.Write(html);
        }

        html.Raw("</main>\n");
        html.Raw("<div id=\"tip\" hidden aria-hidden=\"true\"></div>\n<dialog id=\"class-box\" aria-labelledby=\"class-box-title\"></dialog>\n");
        if (options.Gallery is not null)
        {
            GallerySection.WriteBox(html);
        }

        PageData.Write(html, view);
    }

    /// <summary>The sections in the order of a reader's questions: how good and what is missing, which classes, taken for what, which images, which sizes and frequencies, where, and can it be trusted.</summary>
    private static IEnumerable<PageSection> Sections(RunView view, PageOptions options, RunComparison? comparison) =>
    [
        new(comparison is not null, [("baseline", $"Against {SafeText.Cut(comparison?.Baseline.Predictions.Name ?? "", 40)}")], html => BaselineSection.Write(html, comparison!)),
        new(true, [("headline", "Figures")], html => HeadlineSection.Write(html, view, comparison)),
        new(view.Errors is not null, [("errors-section", "What is missing")], html => ErrorSection.Write(html, view)),
        new(true, [("classes", "Classes")], html => ClassSection.Write(html, view.Run)),
        new(true, [("confusions", "Confusions"), ("gain", "What to mend")], html => ConfusionSection.Write(html, view)),
        new(true, [("images-section", "Images")], html => ImageSection.Write(html, view, options.Gallery, comparison)),
        new(view.Sizes is not null, [("sizes-section", "Sizes")], html => SizeSection.Write(html, view)),
        new(true, [("frequency-section", "Frequency")], html => FrequencySection.Write(html, view.Run)),
        new(view.Rings.Count > 0, [("rings-section", "Rings")], html => RingSection.Write(html, view)),
        new(view.Run.Trimap is not null || view.Run.Boundary is not null, [("near-boundaries", "Near boundaries")], html => NearBoundarySection.Write(html, view.Run)),
        new(view.Slices.Count > 0, [("slices-section", "Slices")], html => SliceSection.Write(html, view)),
        new(view.Calibration is not null, [("calibration-section", "Confidence")], html => CalibrationSection.Write(html, view)),
        new(true, [("provenance", "Provenance")], html => ProvenanceSection.Write(html, view.Run)),
    ];
}
