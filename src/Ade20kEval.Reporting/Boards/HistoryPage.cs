using Ade20kEval.Boards;
using Ade20kEval.Reporting.Pages;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Scoring;

namespace Ade20kEval.Reporting.Boards;

/// <summary>What happened to a board, the latest first, with scores that others have replaced.</summary>
internal static class HistoryPage
{
    public static byte[] Write(Board board) => BoardSite.Page(board, $"History: {board.Definition.Title}", "", html =>
    {
        Dictionary<string, StoredEntry> entries = board.Entries.ToDictionary(entry => entry.Id);
        Metric primary = board.Definition.Primary;
        Table table = new("history", "The ledger, the latest record first",
            [new("sequence", "#", CellKind.Count), new("time", "Time, UTC", CellKind.Text), new("event", "What", CellKind.Text), new("method", "Method", CellKind.Text), new("team", "Team", CellKind.Text) { Rank = 1 },
                new("figure", primary.Title, BoardTables.KindOf(primary)) { Digits = board.Definition.Decimals }, new("protocol", "Protocol", CellKind.Text) { Rank = 3 }, new("reason", "Why", CellKind.Text)],
            [.. board.Ledger.Reverse().Select(record =>
            {
                BoardEntry? entry = record.Entry is string id ? entries.GetValueOrDefault(id)?.Entry : null;
                return new[]
                {
                    Cell.Of(record.Sequence), Cell.Of(Invariant($"{record.Time.UtcDateTime:yyyy-MM-dd HH:mm}")), Cell.Of(record.Event), Cell.Of(entry?.Metadata.Method ?? ""), Cell.Of(entry?.Metadata.Team ?? ""),
                    entry is null ? Cell.Undefined : BoardFigure.CellOf(entry, primary, board.Definition, forPeople: true), Cell.Of(entry?.Protocol ?? ""), Cell.Of(record.Reason ?? entry?.Error ?? ""),
                };
            })]);
        html.Raw("<section>\n");
        PageParts.Table(html, table);
        html.Add($"<p class=\"note\">{BoardSite.HeadWords(board)}.</p>\n");
        html.Raw("</section>\n");
    });
}
