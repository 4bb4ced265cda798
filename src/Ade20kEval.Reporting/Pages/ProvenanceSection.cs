using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Which files, which tool: what somebody needs to repeat the run.</summary>
internal static class ProvenanceSection
{
    public static void Write(HtmlBuilder html, RunDocument run)
    {
        html.Raw("<section id=\"provenance\">\n<h2>Provenance</h2>\n<dl>\n");
        Item(html, "Dataset", $"{run.Dataset.Title} ({run.Dataset.Name}), {Plural.Of(run.Dataset.ClassCount, "class", "classes")}");
        Item(html, "Ground truth", $"{run.GroundTruth.Name}, {Plural.Of(run.GroundTruth.ImageCount, "image")}");
        Item(html, "Digest of the ground truth", run.GroundTruth.Digest, isCode: true);
        Item(html, "Predictions", $"{run.Predictions.Name}, {Plural.Of(run.Predictions.ImageCount, "image")}");
        Item(html, "Digest of the predictions", run.Predictions.Digest, isCode: true);
        if (run.Fusion is FusionInfo fusion)
        {
            Item(html, "Fused from", $"{string.Join(", ", fusion.Views.Select(Describe))}; rule {fusion.RuleName}");
        }

        Item(html, "Pixels", Invariant($"{run.Pixels.Total:N0} in all: {run.Pixels.Labelled:N0} labelled, {run.Pixels.Ignored:N0} ignored, {run.Pixels.UnexpectedGroundTruth:N0} of unknown ground truth"));
        if (run.Dataset.Source.Length > 0)
        {
            Item(html, "Source of the classes", run.Dataset.Source);
        }

        Item(html, "Written by", $"Ade20kEval {run.Tool.Version}, from a document of schema {RunDocument.Schema}");
        html.Raw("</dl>\n<p class=\"m\">Every number on this page follows from the counts in the run document. Mean IoU and every other figure is of the protocol named beside it.</p>\n</section>\n");
    }

    private static string Describe(FusedViewInfo view) => Invariant($"{view.Name}{(view.IsFlipped ? " (mirrored back)" : "")}{(view.Weight == 1 ? "" : $" x {view.Weight}")}");

    private static void Item(HtmlBuilder html, string term, string value, bool isCode = false)
    {
        html.Add($"<dt>{term}</dt><dd>");
        html.Raw(isCode ? "<code>" : "<bdi>");
        html.Add($"{SafeText.Cut(value, 600)}");
        html.Raw(isCode ? "</code></dd>\n" : "</bdi></dd>\n");
    }
}
