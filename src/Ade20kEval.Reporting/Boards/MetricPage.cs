using Ade20kEval.Boards;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>What the figures of a board are, and how they rank.</summary>
internal static class MetricPage
{
    public static byte[] Write(Board board) => BoardSite.Page(board, $"Figures: {board.Definition.Title}", "", html =>
    {
        Protocol protocol = ProtocolCatalog.Find(board.Definition.Protocol);
        html.Add($"<section>\n<h2>Protocol {protocol.Name}</h2>\n<p>{protocol.Explanation}</p>\n<p class=\"m\">{protocol.Source}</p>\n</section>\n<section>\n<h2>Figures</h2>\n<dl>\n");
        foreach (Metric metric in board.Definition.Figures)
        {
            html.Add($"<dt>{metric.Title}</dt><dd>{metric.Definition} {(metric.HigherIsBetter ? "More is better." : "Less is better.")} <span class=\"m\">{metric.Source}</span></dd>\n");
        }

        html.Raw("</dl>\n</section>\n<section>\n<h2>Ranks</h2>\n");
        html.Add($"<p>By {string.Join(", then ", board.Definition.Figures.Select(metric => metric.Title))}, then by the earlier date; who is equal in all shares the rank. Figures are compared whole and shown rounded.</p>\n");
        html.Add($"<p>{(board.Definition.BestPerTeam ? "Of each team the best entry is ranked." : "All entries of a team are ranked.")} {(board.Definition.RankReported ? "Reported figures are ranked among scored ones; they were not verified." : "Reported figures are listed without a rank.")} Failed, withdrawn and undefined entries are listed, never ranked.</p>\n");
        html.Add($"<p>A range of ranks says what the images allow: another entry is better for sure where the whole 95 % interval of the paired difference (jackknife over the images) lies on its side. The share of draws in which an entry comes first, and its mean rank, are over {RankStatistics.Draws} bootstrap draws of the images, the same for all entries.</p>\n</section>\n");
    });
}
