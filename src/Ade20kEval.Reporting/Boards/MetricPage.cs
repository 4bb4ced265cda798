using Ade20kEval.Boards;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>What the figures of a board are, whose arithmetic, how they rank, and under which rules.</summary>
internal static class MetricPage
{
    public static byte[] Write(Board board) => BoardSite.Page(board, $"About the metric: {board.Definition.Title}", "", html =>
    {
        BoardDefinition rules = board.Definition;
        Protocol protocol = ProtocolCatalog.Find(rules.Protocol);
        Dataset? dataset = DatasetCatalog.All.FirstOrDefault(known => known.Name == rules.Dataset);
        html.Raw("<section>\n<h2>Figures</h2>\n<dl>\n");
        foreach (Metric metric in rules.Figures)
        {
            html.Add($"<dt>{metric.Title}</dt><dd>{metric.Definition} {(metric.HigherIsBetter ? "More is better." : "Less is better.")}{(metric.Source.Length > 0 ? " " : "")}<span class=\"m\">{metric.Source}</span></dd>\n");
        }

        html.Raw("</dl>\n<p>With p<sub>ij</sub> the pixels of class i that were predicted as class j, over all images together: IoU of class i = p<sub>ii</sub> / (Σ<sub>j</sub> p<sub>ij</sub> + Σ<sub>j</sub> p<sub>ji</sub> − p<sub>ii</sub>). Which pixels and classes count, and what is added up first, the protocol says:</p>\n</section>\n");
        html.Add($"<section>\n<h2>Protocol {protocol.Name}</h2>\n<p><b>{protocol.Title}</b></p>\n<p>{protocol.Explanation}</p>\n<p class=\"m\">Read from: {protocol.Source}</p>\n");
        if (dataset is not null)
        {
            WriteTraits(html, protocol.Traits(dataset));
        }

        html.Raw("</section>\n<section>\n<h2>Ranks</h2>\n");
        html.Add($"<p>By {string.Join(", then ", rules.Figures.Select(metric => metric.Title))}, then by the earlier date; who is equal in all shares the rank. Figures are compared whole and shown rounded.</p>\n");
        html.Add($"<p>{(rules.BestPerTeam ? "Of each team the best entry is ranked." : "All entries of a team are ranked.")} {(rules.RankReported ? "Reported figures are ranked among scored ones; they were not verified." : "Reported figures are listed without a rank.")} Failed, withdrawn and undefined entries are listed, never ranked.</p>\n");
        html.Add($"<p>A range of ranks says what the images allow: another entry is better for sure where the whole 95 % interval of the paired difference (jackknife over the images) lies on its side. The share of draws in which an entry comes first, and its mean rank, are over {RankStatistics.Draws} bootstrap draws of the images, the same for all entries.</p>\n</section>\n");
        WriteRules(html, rules, dataset);
    });

    private static void WriteTraits(HtmlBuilder html, ProtocolTraits traits)
    {
        html.Raw("<h3>Where scorers differ, it does this</h3>\n<dl>\n");
        foreach ((string what, string? does) in new[]
        {
            ("Classes on neither side", traits.AbsentClasses),
            ("Classes predicted, but absent from the ground truth", traits.PredictedOnlyClasses),
            ("Labelled pixels predicted void", traits.PredictedVoid),
            ("Labelled pixels predicted as no class", traits.PredictedOutOfRange),
            ("Ground truth of an unknown value", traits.GroundTruthOutOfRange),
            ("Ground truth that is void", traits.GroundTruthVoid ?? "left out"),
            ("On any data", traits.Always),
        })
        {
            if (does is not null)
            {
                html.Add($"<dt>{what}</dt><dd>{does}</dd>\n");
            }
        }

        html.Raw("</dl>\n");
    }

    private static void WriteRules(HtmlBuilder html, BoardDefinition rules, Dataset? dataset)
    {
        html.Raw("<section>\n<h2>Rules of this board</h2>\n<dl>\n");
        foreach ((string what, string? value) in new[]
        {
            ("Dataset", dataset is null ? rules.Dataset : Invariant($"{dataset.Title} ({dataset.Name}), {dataset.Classes.Count} classes")),
            ("Ground truth, digest", rules.GroundTruth),
            ("Open", rules.Opens is null && rules.Closes is null ? "always" : $"{(rules.Opens is DateOnly opens ? Invariant($"from {opens:yyyy-MM-dd}") : "")}{(rules.Closes is DateOnly closes ? Invariant($" to {closes:yyyy-MM-dd}") : "")} (UTC)".TrimStart()),
            ("Attempts of a team", rules.EntriesPerTeam is int all ? Invariant($"{all}, failed ones included") : "any number"),
            ("Attempts of a team in a day", rules.EntriesPerTeamAndDay is int daily ? Invariant($"{daily}, failed ones included") : "any number"),
            ("Told of an entry", rules.Reveal switch { RevealLevel.Score => "the figures of the columns, and how sure its rank is", RevealLevel.Classes => "its figures and the IoU of every class", _ => "its figures, the IoU of every class, the mean IoU of every image, and how sure the difference of two entries is" }),
            ("Decimals of percent", Invariant($"{rules.Decimals}")),
            ("Signed", rules.PublicKey is null ? "no" : "every record, ECDSA P-256"),
        })
        {
            if (value is not null)
            {
                html.Add($"<dt>{what}</dt><dd><bdi>{value}</bdi></dd>\n");
            }
        }

        html.Raw("</dl>\n</section>\n");
    }
}
