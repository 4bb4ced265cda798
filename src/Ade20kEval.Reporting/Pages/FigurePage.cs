using Ade20kEval.Datasets;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Pages;

/// <summary>Writes the page of a run of segments or detections: one HTML file that needs nothing else and asks nothing of anybody, as the page of label maps.</summary>
internal static class FigurePage
{
    private const int TallTable = 30;

    /// <summary>Writes the page.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="report">What is shown.</param>
    public static void Write(TextWriter writer, FigureReport report)
    {
        HtmlBuilder html = new();
        PageFrame.Write(html, SafeText.Cut(report.Title, 160), PageAssets.BoardScript, () => WriteBody(html, report));
        writer.Write(html.ToString());
    }

    private static void WriteBody(HtmlBuilder html, FigureReport report)
    {
        html.Add($"<header>\n<h1><bdi>{SafeText.Cut(report.Title, 240)}</bdi></h1>\n<p class=\"m\">{report.Lead}</p>\n<nav aria-label=\"Sections\">");
        foreach (FigureSection section in report.Sections)
        {
            html.Add($"<a href=\"#{section.Id}\">{section.Title}</a> ");
        }

        html.Raw("<a href=\"#provenance\">Provenance</a></nav>\n</header>\n<main class=\"figures\">\n");
        foreach (FigureSection section in report.Sections)
        {
            html.Add($"<section id=\"{section.Id}\">\n<h2>{section.Title}</h2>\n");
            if (section.Text.Length > 0)
            {
                html.Add($"<p>{SafeText.Cut(section.Text, 1000)}</p>\n");
            }

            foreach (Chart chart in section.Charts)
            {
                PageParts.Chart(html, chart, withData: section.Tables.Count == 0);
            }

            foreach (Table table in section.Tables)
            {
                PageParts.Table(html, table, isTall: table.Rows.Count > TallTable);
            }

            WritePictures(html, section);
            html.Raw("</section>\n");
        }

        WriteProvenance(html, report);
        html.Raw("</main>\n");
    }

    private static void WritePictures(HtmlBuilder html, FigureSection section)
    {
        if (section.Legend.Count > 0)
        {
            html.Raw("<ul class=\"legend\">");
            foreach ((Rgb color, string means) in section.Legend)
            {
                html.Add($"<li><svg class=\"s\" aria-hidden=\"true\"><rect fill=\"{color.Hex}\"/></svg><bdi>{means}</bdi></li>");
            }

            html.Raw("</ul>\n");
        }

        foreach (FigurePicture picture in section.Pictures)
        {
            string name = SafeText.Cut(picture.Name, 120);
            html.Raw("<figure><div class=\"row\">");
            foreach ((string title, byte[] png) in picture.Sides)
            {
                html.Add($"<div>{title}<img alt=\"{title}, of {name}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\"></div>");
            }

            html.Add($"</div><figcaption><b><bdi>{name}</bdi></b>: {picture.Caption}</figcaption></figure>\n");
        }
    }

    private static void WriteProvenance(HtmlBuilder html, FigureReport report)
    {
        html.Raw("<section id=\"provenance\">\n<h2>Provenance</h2>\n<dl>\n");
        Item(html, "Ground truth", $"{report.Header.GroundTruth.Name}, {CellText.Count(report.Header.GroundTruth.ImageCount)} images");
        Item(html, "Digest of the ground truth", report.Header.GroundTruth.Digest);
        Item(html, "Predictions", $"{report.Header.Predictions.Name}, {CellText.Count(report.Header.Predictions.ImageCount)} images");
        Item(html, "Digest of the predictions", report.Header.Predictions.Digest);
        foreach (string warning in report.Header.Warnings)
        {
            Item(html, "Warning", warning);
        }

        Item(html, "Written by", $"Ade20kEval {report.Header.Tool.Version}, from a document of schema {report.Schema}");
        html.Raw("</dl>\n<p class=\"m\">Every number on this page follows from the evidence in the document, under the protocol named above.</p>\n</section>\n");
    }

    private static void Item(HtmlBuilder html, string term, string value) => html.Add($"<dt>{term}</dt><dd><bdi>{SafeText.Cut(value, 600)}</bdi></dd>\n");
}
