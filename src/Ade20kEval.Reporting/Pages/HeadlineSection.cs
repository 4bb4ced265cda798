using Ade20kEval.Comparison;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Analysis;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Pages;

/// <summary>The figures that are quoted, each with its protocol, interval and definition, and what other protocols say.</summary>
internal static class HeadlineSection
{
    public static void Write(HtmlBuilder html, RunView view, RunComparison? comparison = null)
    {
        RunDocument run = view.Run;
        html.Add($"<section id=\"headline\">\n<h2>Figures</h2>\n<p class=\"m\">Protocol {run.PrimaryProtocol}.<span class=\"screen\"> Click a figure for its definition.</span></p>\n<div class=\"tiles\">\n");
        foreach (MetricValue figure in MetricValue.AllOf(run.Primary).Where(figure => figure.Value is not null))
        {
            html.Add($"<details class=\"tile\"><summary><span class=\"v\">{MetricText.Value(figure)}</span> <span class=\"k\">{MetricText.Title(figure.Metric, run.Primary)}</span>");
            if (run.PrimaryIntervals?.Figures.GetValueOrDefault(figure.Key) is Interval interval)
            {
                html.Add($" <span class=\"ci\" title=\"{IntervalText.Title(interval)}\">{IntervalText.Limits(interval, figure.Metric.Kind)}{(figure.Metric.Kind == MetricKind.Fraction ? " %" : "")}{IntervalText.Mark(figure.Value, interval)}</span>");
            }

            if (comparison?.Of(figure.Metric) is PairedDifference change)
            {
                string amount = figure.Metric.Kind == MetricKind.Fraction ? CellText.Points(change.Difference) + " pp" : Invariant($"{change.Difference:+0.0000;-0.0000;0.0000}");
                html.Add($" <span class=\"ci\">{amount} against <bdi>{SafeText.Cut(comparison.Baseline.Predictions.Name, 40)}</bdi></span>");
            }

            html.Add($"</summary><p>{figure.Metric.Definition}</p></details>\n");
        }

        WriteOtherMeans(html, run);
        html.Raw("</div>\n");
        if (run.PrimaryIntervals is not null)
        {
            html.Add($"<p class=\"note\">{string.Join(' ', IntervalText.Sentences(run))}</p>\n");
        }

        html.Raw("<h3>Under each protocol</h3>\n");
        PageParts.Table(html, RunTables.Protocols(view.EveryProtocol).Without("error"));
        html.Raw("<h3>Why protocols differ on this data</h3>\n");
        PageParts.Table(html, RunTables.Differences(view));
        PageParts.Details(html, "What each protocol does", () =>
        {
            foreach (Scores scores in view.EveryProtocol.Scores)
            {
                if (ProtocolCatalog.All.FirstOrDefault(p => p.Name == scores.Protocol) is { } protocol)
                {
                    html.Add($"<h4>{protocol.Name}: {protocol.Title}</h4><p>{protocol.Explanation}</p><p class=\"note\">Source: {protocol.Source}</p>\n");
                }
            }
        });
        html.Raw("</section>\n");
    }

    /// <summary>What the mean over the data set does not show, as the summary of the terminal has it: over the classes that occur, under any protocol.</summary>
    private static void WriteOtherMeans(HtmlBuilder html, RunDocument run)
    {
        PerImageScores images = PerImageScores.Compute(run.Counts, ClassPresence.GroundTruth);
        Tile("Mean IoU, by image", images.MeanOverImages, "The mean of the images' own means, each over the classes of its ground truth.");
        Tile("Mean IoU, worst 5 % of images", images.WorstImages(), "The mean of the lowest twentieth of the images' means, each over the classes of its ground truth: one image at least.");
        foreach (GroupScore group in GroupScores.ByStuffAndThings(run.Counts))
        {
            Tile($"Mean IoU, {group.Name}", group.MeanClassIou, $"Over the classes of this kind that occur in the ground truth.");
        }

        void Tile(string title, double? value, string definition)
        {
            if (value is double share)
            {
                html.Add($"<details class=\"tile\"><summary><span class=\"v\">{CellText.Percent(share)} %</span> <span class=\"k\">{title}</span></summary><p>{definition}</p></details>\n");
            }
        }
    }
}
