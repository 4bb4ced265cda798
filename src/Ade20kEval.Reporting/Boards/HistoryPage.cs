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
        html.Raw("<section>\n<h2>The ledger, the latest record first</h2>\n");
        PageParts.Table(html, Table(board, [.. board.Ledger.Reverse()]));
        html.Add($"<p class=\"note\">{BoardSite.HeadWords(board)}. Every record holds the digest of the one before; <a href=\"ledger.json\">ledger.json</a> has them as they are.</p>\n</section>\n<section>\n<h2>What the words mean</h2>\n<dl>\n");
        foreach ((string name, string meaning) in new[]
        {
            ("init", "the board was made"),
            ("add", "an entry was scored and taken in"),
            ("fail", "an attempt could not be scored; it counts against the team's limits"),
            ("withdraw, restore", "an entry was taken off the ranking, or put back; it stays in the ledger"),
            ("rescore", "an entry was scored again, by another protocol or against corrected labels: the new score took the old one's place, which stays here as history"),
            ("rules", "board.json was changed"),
        })
        {
            html.Add($"<dt>{name}</dt><dd>{meaning}</dd>\n");
        }

        html.Raw("</dl>\n</section>\n");
    });

    /// <summary>The records of an entry and of those whose place it took, the latest first.</summary>
    public static IReadOnlyList<LedgerRecord> Of(Board board, StoredEntry entry)
    {
        HashSet<string> ids = new(StringComparer.Ordinal) { entry.Id };
        List<LedgerRecord> records = [];
        foreach (LedgerRecord record in board.Ledger.Reverse())
        {
            if (record.Entry is string id && ids.Contains(id))
            {
                records.Add(record);
                if (record.Replaces is string old)
                {
                    ids.Add(old);
                }
            }
        }

        return records;
    }

    /// <summary>Records as a table; a score that took another's place beside that one, and by how much it moved.</summary>
    /// <param name="board">The board.</param>
    /// <param name="records">The records, in their order.</param>
    /// <param name="isOfOne">Whether they are all of one entry, which needs no name.</param>
    public static Table Table(Board board, IReadOnlyList<LedgerRecord> records, bool isOfOne = false)
    {
        Dictionary<string, StoredEntry> entries = board.Entries.ToDictionary(entry => entry.Id);
        Metric primary = board.Definition.Primary;
        int decimals = board.Definition.Decimals;
        bool hasReplaced = records.Any(record => record.Replaces is not null);
        bool isShare = primary.Kind == MetricKind.Fraction;
        Table table = new("history", "Records, the latest first",
            [
                new("sequence", "#", CellKind.Count), new("time", "Time, UTC", CellKind.Text) { IsUnbroken = true }, new("event", "What", CellKind.Text) { IsUnbroken = true }, new("method", "Method", CellKind.Text), new("team", "Team", CellKind.Text) { Rank = 1 },
                new("figure", primary.Title, BoardTables.KindOf(primary)) { Digits = decimals },
                .. hasReplaced ? new TableColumn[] { new("before", "Before", BoardTables.KindOf(primary)) { Digits = decimals }, new("change", "Change", isShare ? CellKind.Points : CellKind.Number) { Digits = decimals } } : [],
                new("protocol", "Protocol", CellKind.Text) { Rank = 3, IsUnbroken = true }, new("reason", "Why", CellKind.Text),
            ],
            [.. records.Select(record =>
            {
                BoardEntry? entry = record.Entry is string id ? entries.GetValueOrDefault(id)?.Entry : null;
                BoardEntry? before = record.Replaces is string old ? entries.GetValueOrDefault(old)?.Entry : null;
                double? change = entry is null || before is null ? null : BoardFigure.Told(entry, primary, board.Definition) - BoardFigure.Told(before, primary, board.Definition);
                string protocol = before is not null && before.Protocol != entry?.Protocol ? $"{before.Protocol} → {entry?.Protocol}" : entry?.Protocol ?? "";
                return (Cell[])
                [
                    Cell.Of(record.Sequence), Cell.Of(Invariant($"{record.Time.UtcDateTime:yyyy-MM-dd HH:mm}")), Cell.Of(record.Event), Cell.Of(entry?.Metadata.Method ?? ""), Cell.Of(entry?.Team ?? ""),
                    entry is null ? Cell.Undefined : BoardFigure.CellOf(entry, primary, board.Definition, forPeople: true),
                    .. hasReplaced ? new Cell[] { before is null ? Cell.Undefined : BoardFigure.CellOf(before, primary, board.Definition, forPeople: true), Cell.Of(change) } : [],
                    Cell.Of(protocol), Cell.Of(record.Reason ?? entry?.Error ?? ""),
                ];
            })]);
        return isOfOne ? table.Without("method", "team") : table;
    }
}
