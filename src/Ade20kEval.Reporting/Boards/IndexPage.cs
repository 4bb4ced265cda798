using Ade20kEval.Boards;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Reporting.Boards;

/// <summary>The first page of a board: the ranking, what scores cost, the downloads.</summary>
internal static class IndexPage
{
    public static byte[] Write(Board board, IReadOnlyList<RankedEntry> order, IReadOnlyList<Chart> charts, bool hasClasses, IReadOnlyList<string> figures) => BoardSite.Page(board, board.Definition.Title, "", html =>
    {
        html.Raw("<section id=\"ranking\">\n<h2>Ranking</h2>\n<div class=\"tools js\" id=\"filters\"><label>Find <input id=\"search\" type=\"search\" autocomplete=\"off\"></label> <span id=\"count\" role=\"status\"></span></div>\n");
        RankingTable.Write(html, board, order);
        if (hasClasses)
        {
            html.Raw("<p><a href=\"classes.html\">Every class of every entry</a></p>\n");
        }

        html.Raw("</section>\n");
        foreach (Chart chart in charts)
        {
            html.Raw("<section>\n");
            PageParts.Chart(html, chart);
            BoardSite.FigureLinks(html, chart.Id, figures);
            html.Raw("</section>\n");
        }

        if (BoardTables.Notes(order) is Table notes)
        {
            html.Raw("<section>\n<h2>Notes</h2>\n");
            PageParts.Details(html, notes.Title, () => PageParts.Table(html, notes));
            html.Raw("</section>\n");
        }

        html.Raw("<section id=\"downloads\">\n<h2>Downloads</h2>\n<p><a href=\"ranking.csv\">ranking.csv</a>, <a href=\"ranking.json\">ranking.json</a>, <a href=\"ledger.json\">ledger.json</a> (the chain that receipts are checked against), <a href=\"feed.xml\">feed.xml</a></p>\n");
        html.Add($"<p class=\"note\">{BoardSite.HeadWords(board)}: whoever notes the head down can tell later whether any record was changed.</p>\n</section>\n");
    });
}
