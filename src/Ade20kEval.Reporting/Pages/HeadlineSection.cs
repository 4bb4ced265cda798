using Ade20kEval.Comparison;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Runs;
using Ade20kEval.Scoring;
using Ade20kEval.Statistics;

namespace Ade20kEval.Reporting.Pages;

/// <summary>The figures that are quoted, each with its protocol, interval and definition, and what other protocols say.</summary>
internal static class HeadlineSection
{
    public static void Write(HtmlBuilder html, RunDocument run, RunComparison? comparison = null)
    {
        html.Add($"<section id=\"headline\">\n<h2>Figures</h2>\n<p class=\"m\">Protocol {run.PrimaryProtocol}.<span class=\"screen\"> Click a figure for its definition.</span></p>\n<div class=\"tiles\">\n");
        foreach (MetricValue figure in MetricValue.AllOf(run.Primary).Where(figure => figure.Value is not null))
        {
            html.Add($"<details class=\"tile\"><summary><span class=\"v\">{MetricText.Value(figure)}</span> <span class=\"k\">{MetricText.Title(figure.Metric, run.Primary)}</span>");
            if (run.PrimaryIntervals?.Figures.GetValueOrDefault(figure.Key) is Interval interval)
            {
                html.Add($" <span class=\"ci\" title=\"{IntervalText.Title(interval)}\">{IntervalText.Limits(interval, figure.Metric.Kind)}{(figure.Metric.Kind == MetricKind.Fraction ? " %" : "")}</span>");
            }

            if (comparison?.Of(figure.Metric) is PairedDifference change)
            {
                string amount = figure.Metric.Kind == MetricKind.Fraction ? CellText.Points(change.Difference) + " pp" : Invariant($"{change.Difference:+0.0000;-0.0000;0.0000}");
                html.Add($" <span class=\"ci\">{amount} against <bdi>{SafeText.Cut(comparison.Baseline.Predictions.Name, 40)}</bdi></span>");
            }

            html.Add($"</summary><p>{figure.Metric.Definition}</p></details>\n");
        }

        html.Raw("</div>\n");
        if (run.PrimaryIntervals is not null)
        {
            html.Add($"<p class=\"note\">{string.Join(' ', IntervalText.Sentences(run))}</p>\n");
        }

        html.Raw("<h3>Under each protocol</h3>\n");
        PageParts.Table(html, RunTables.Protocols(run).Without("error"));
        PageParts.Details(html, "What each protocol does", () =>
        {
            foreach (Scores scores in run.Scores)
            {
                if (ProtocolCatalog.All.FirstOrDefault(p => p.Name == scores.Protocol) is { } protocol)
                {
                    html.Add($"<h4>{protocol.Name}: {protocol.Title}</h4><p>{protocol.Explanation}</p><p class=\"note\">Source: {protocol.Source}</p>\n");
                }
            }
        });
        html.Raw("</section>\n");
    }
}
