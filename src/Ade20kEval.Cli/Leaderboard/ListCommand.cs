using System.CommandLine;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Options;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard list BOARD</c>: the ranking.</summary>
internal static class ListCommand
{
    private const string Examples = """
          ade20k-eval leaderboard list board
              ranks, what sampling allows of them, and what is listed without a rank
          ade20k-eval leaderboard list board --no-ranges
              without reading any counts: at once, however many entries
          ade20k-eval leaderboard list board --no-ids
              without digests, for a text to show
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = BoardOptions.Board();
        Option<bool> plain = new("--no-ranges") { Description = "No rank ranges, which take the counts of every entry." };
        Option<bool> noIds = new("--no-ids") { Description = "No digests of entries." };
        return new CommandDefinition([board], [plain, noIds], Examples, parsed =>
        {
            if (CombinedBoards.At(parsed.GetRequiredValue(board)) is { } combined)
            {
                foreach (Board one in combined.Boards)
                {
                    Warn(context, one, $"{one.Folder}: ");
                }

                ConsoleTableWriter.Write(context.Output, BoardSetSite.Table(combined.Set, combined.Boards, combined.Order), TerminalOptions.Layout(context.Environment));
                return ExitCode.Done;
            }

            Board open = Board.Open(parsed.GetRequiredValue(board));
            Warn(context, open, "");
            IReadOnlyList<RankedEntry> order = Ranking.Of(open);
            Table table = BoardTables.Ranking(open, parsed.GetValue(plain) ? order : RankStatistics.Add(open, order, context.Cancellation));
            ConsoleTableWriter.Write(context.Output, parsed.GetValue(noIds) ? table.Without("entry") : table, TerminalOptions.Layout(context.Environment));
            return ExitCode.Done;
        });
    }

    // What was altered is not shown as if it were not; a list is no verification, and says nothing of what it did not look at.
    private static void Warn(CommandContext context, Board board, string place)
    {
        if (!board.HasItsRules)
        {
            context.Say($"{place}board.json was changed after the last record of the ledger: ranks and figures below are by rules that entries were not taken under. `leaderboard verify` tells more.");
        }

        foreach (StoredEntry entry in board.Entries.Where(entry => entry is { IsChanged: true, ReplacedBy: null }))
        {
            context.Say($"{place}{entry.ShortId}, {entry.Entry.Metadata.Method} of {entry.Entry.Metadata.Team}: was changed after it was written; it has no rank, and its figures are not shown. `leaderboard verify` tells more.");
        }
    }
}
