using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>What a hosted board shows a participant of one submission: rounded shares, as far as the host reveals them.</summary>
/// <remarks>
/// No pixel counts, no confusions, no pictures, no digests and no paths: counts of the ground truth, by class or image, are the ground truth in part. A share of
/// a class or an image tells something too, which is why the host chooses.
/// </remarks>
internal static class ParticipantPage
{
    /// <summary>Writes it.</summary>
    /// <param name="run">The submission's run.</param>
    /// <param name="figures">The board's figures, the one that ranks first.</param>
    /// <param name="reveal">How much of it is told.</param>
    /// <param name="decimals">Decimals of percent.</param>
    public static byte[] Write(RunDocument run, IReadOnlyList<Metric> figures, RevealLevel reveal, int decimals)
    {
        const string Title = "Results of the submission";
        HtmlBuilder html = new();
        PageFrame.Write(html, Title, "", () =>
        {
            html.Add($"<header>\n<h1>{Title}</h1>\n<p class=\"m\">{run.Dataset.Title}, {run.Images.Count} images, protocol <b>{run.PrimaryProtocol}</b></p>\n</header>\n<main>\n<section>\n<h2>Figures</h2>\n");
            PageParts.Table(html, Figures(run.Primary, figures, decimals));
            html.Raw("</section>\n");
            if (reveal >= RevealLevel.Classes)
            {
                html.Raw("<section>\n<h2>Classes</h2>\n");
                PageParts.Table(html, RevealedTables.Classes(run, decimals));
                html.Raw("</section>\n");
            }

            if (reveal >= RevealLevel.Images)
            {
                html.Raw("<section>\n<h2>Images</h2>\n");
                PageParts.Table(html, RevealedTables.Images(run, decimals));
                html.Raw("</section>\n");
            }

            html.Raw("</main>\n");
        });
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    /// <summary>A figure as it is told: a count whole, everything else to so many decimals of percent.</summary>
    public static string Told(double value, Metric metric, int decimals) =>
        metric.Kind == MetricKind.Count ? Invariant($"{value:0}") : value.ToString(Invariant($"F{decimals + 2}"), System.Globalization.CultureInfo.InvariantCulture);

    private static Table Figures(Scores scores, IReadOnlyList<Metric> figures, int decimals) => new("figures", $"Figures under protocol {scores.Protocol}",
        [new("figure", "Figure", CellKind.Text), new("value", "Value", CellKind.Text), new("meaning", "What it is", CellKind.Text)],
        [.. figures.Select(metric => (Cell[])[Cell.Of(metric.Title), Cell.Of(metric.Of(scores) is double value && double.IsFinite(value) ? Told(value, metric, decimals) : "undefined"), Cell.Of(metric.Definition)])]);
}
