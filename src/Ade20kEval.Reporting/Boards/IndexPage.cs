using Ade20kEval.Boards;
using Ade20kEval.Reporting.Charts;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Boards;

/// <summary>The first page of a board: the ranking, what scores cost, the downloads.</summary>
internal static class IndexPage
{
    private const int LongestName = 120;

    public static byte[] Write(Board board, IReadOnlyList<RankedEntry> order, IReadOnlyList<Chart> charts, bool hasClasses, IReadOnlyList<string> figures) => BoardSite.Page(board, board.Definition.Title, "", html =>
    {
        html.Raw("<section id=\"ranking\">\n<h2>Ranking</h2>\n<div class=\"tools js\"><label>Find <input id=\"search\" type=\"search\"></label> <span id=\"count\" role=\"status\"></span></div>\n");
        WriteRanking(html, board, order);
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

    // By hand, because a name leads to its page; the same columns, cells and escapes as every table.
    private static void WriteRanking(HtmlBuilder html, Board board, IReadOnlyList<RankedEntry> order)
    {
        Table table = BoardTables.Ranking(board, order).Without("entry");
        html.Add($"<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Ranking\">\n<table id=\"table-ranking\">\n<caption>{Plural.Of(order.Count, "entry", "entries")}</caption>\n<thead><tr>");
        foreach (TableColumn column in table.Columns)
        {
            html.Add($"<th scope=\"col\" class=\"{ClassOf(column)}\">{column.HeaderWithUnit}</th>");
        }

        html.Raw("</tr></thead>\n<tbody>\n");
        for (int r = 0; r < table.Rows.Count; r++)
        {
            html.Raw("<tr>");
            for (int c = 0; c < table.Columns.Count; c++)
            {
                TableColumn column = table.Columns[c];
                string text = SafeText.Cut(CellText.Of(table.Rows[r][c], column), LongestName);
                html.Add($"<td class=\"{ClassOf(column)}\">");
                if (column.Key == "method")
                {
                    html.Add($"<a href=\"entries/{order[r].Stored.ShortId}.html\"><bdi>{text}</bdi></a>");
                }
                else
                {
                    html.Add($"<bdi>{text}</bdi>");
                }

                html.Raw("</td>");
            }

            html.Raw("</tr>\n");
        }

        html.Add($"</tbody>\n</table>\n</div>\n<p class=\"note\">{table.Note}</p>\n");
    }

    private static string ClassOf(TableColumn column) => (column.IsRightAligned ? "n" : "") + (column.Rank >= 2 ? Invariant($" r{column.Rank}") : "");
}
