using System.Globalization;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Text;

namespace Ade20kEval.Reporting.Boards;

/// <summary>Several boards that rank methods together, as a table, as data and as pages.</summary>
internal static class BoardSetSite
{
    /// <summary>The ranking: Schulze's places, mean ranks, and the rank on each board.</summary>
    public static Table Table(BoardSet set, IReadOnlyList<Board> boards, IReadOnlyList<CombinedEntry> order)
    {
        int apart = order.Count(entry => entry.MeanRank is null);
        return new Table("ranking", set.Title,
            [
                new("rank", "Rank", CellKind.Count), new("method", "Method", CellKind.Text), new("team", "Team", CellKind.Text) { Rank = 3 },
                new("schulze", "Schulze", CellKind.Count) { Rank = set.BySchulze ? 1 : 2 }, new("meanRank", "Mean rank", CellKind.Text) { Rank = set.BySchulze ? 2 : 1 },
                .. boards.Select((board, b) => new TableColumn(Invariant($"board{b + 1}"), board.Definition.Title, CellKind.Text) { Rank = 4 }),
            ],
            [.. order.Select(entry => (Cell[])
            [
                Place(set.BySchulze ? entry.SchulzePlace : entry.MeanRankPlace), Cell.Of(entry.Method), Cell.Of(entry.Team), Place(entry.SchulzePlace),
                Cell.Of(entry.MeanRank is double mean ? Invariant($"{mean:0.00}") : ""), .. entry.Ranks.Select(rank => Cell.Of(rank is double known ? Invariant($"{known:0.#}") : "–")),
            ])])
        {
            Note = $"Ranks go by {(set.BySchulze ? "Schulze's method, each board a voter" : "the mean of the ranks on the boards")}; on each board methods are ranked among those that are on all."
                + (apart > 0 ? $" Listed without a rank, for they are not on every board: {Plural.Of(apart, "method", "methods")}." : ""),
        };
        static Cell Place(int? place) => place is int known ? Cell.Of(known) : Cell.Undefined;
    }

    /// <summary>A row a method.</summary>
    public static byte[] Csv(Table table)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        CsvTableWriter.Write(writer, table);
        return Encoding.UTF8.GetBytes(writer.ToString());
    }

    /// <summary>The ranking as data; schema <c>ade20k-eval/combined-ranking/1</c>.</summary>
    public static byte[] Json(BoardSet set, IReadOnlyList<Board> boards, IReadOnlyList<CombinedEntry> order) => BoardJsonText.Write(json =>
    {
        json.WriteString("schema", "ade20k-eval/combined-ranking/1");
        json.WriteString("title", set.Title);
        json.WriteString("by", set.BySchulze ? "schulze" : "mean-rank");
        json.WriteStartArray("boards");
        foreach (Board board in boards)
        {
            json.WriteStringValue(board.Definition.Title);
        }

        json.WriteEndArray();
        json.WriteStartArray("entries");
        foreach (CombinedEntry entry in order)
        {
            json.WriteStartObject();
            json.WriteString("team", entry.Team);
            json.WriteString("method", entry.Method);
            Number("schulze", entry.SchulzePlace);
            Number("meanRank", entry.MeanRank);
            Number("meanRankPlace", entry.MeanRankPlace);
            json.WriteStartArray("ranks");
            foreach (double? rank in entry.Ranks)
            {
                if (rank is double known)
                {
                    json.WriteNumberValue(known);
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        void Number(string key, double? value)
        {
            if (value is double known)
            {
                json.WriteNumber(key, known);
            }
            else
            {
                json.WriteNull(key);
            }
        }
    });

    /// <summary>The page of the set and its data, the index last; the pages of its boards go beside it, in <c>board-1</c> and so on.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Files(BoardSet set, IReadOnlyList<Board> boards, IReadOnlyList<CombinedEntry> order)
    {
        Table table = Table(set, boards, order);
        HtmlBuilder html = new();
        PageFrame.Write(html, set.Title, PageAssets.BoardScript, () =>
        {
            html.Add($"<header>\n<h1><bdi>{set.Title}</bdi></h1>\n<p class=\"m\">{Plural.Of(boards.Count, "board", "boards")} together, ranked by {(set.BySchulze ? "Schulze's method" : "the mean rank")}</p>\n<nav aria-label=\"Boards\">");
            for (int b = 0; b < boards.Count; b++)
            {
                html.Add($"<a href=\"board-{b + 1}/index.html\"><bdi>{boards[b].Definition.Title}</bdi></a> ");
            }

            html.Raw("</nav>\n</header>\n<main>\n<section>\n");
            PageParts.Table(html, table);
            html.Raw("</section>\n<section>\n<h2>Downloads</h2>\n<p><a href=\"ranking.csv\">ranking.csv</a>, <a href=\"ranking.json\">ranking.json</a></p>\n</section>\n</main>\n");
        });
        return [("ranking.csv", Csv(table)), ("ranking.json", Json(set, boards, order)), ("index.html", Encoding.UTF8.GetBytes(html.ToString()))];
    }
}
