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
                    BoardOptions.Warn(context, one, $"{one.Folder}: ");
                }

                Show(context, BoardSetSite.Table(combined.Set, combined.Boards, combined.Order));
                return ExitCode.Done;
            }

            Board open = Board.Open(parsed.GetRequiredValue(board));
            BoardOptions.Warn(context, open, "");
            IReadOnlyList<RankedEntry> order = Ranking.Of(open);
            Table table = BoardTables.Ranking(open, parsed.GetValue(plain) ? order : RankStatistics.Add(open, order, context.Cancellation));
            Show(context, parsed.GetValue(noIds) ? table.Without("entry") : table);
            return ExitCode.Done;
        });
    }

    private static void Show(CommandContext context, Table table)
    {
        ConsoleTableOptions layout = TerminalOptions.Layout(context.Environment);
        ConsoleTableWriter.Write(context.Output, table, layout);
        if (ConsoleTableWriter.NotShown(table, layout) is { Count: > 0 } hidden)
        {
            context.Say(Invariant($"No room in {layout.TableWidth ?? layout.Width} columns for: {string.Join(", ", hidden.Select(column => column.HeaderWithUnit))}. A wider terminal shows them; `leaderboard export` writes all."));
        }
    }
}
