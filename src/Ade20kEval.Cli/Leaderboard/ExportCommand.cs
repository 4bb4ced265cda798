using System.CommandLine;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Options;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Boards;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard export BOARD FILE</c>: the ranking as data.</summary>
internal static class ExportCommand
{
    private const string Examples = """
          ade20k-eval leaderboard export board ranking.csv
              a row an entry, rounded as the board says
          ade20k-eval leaderboard export board ranking.json
              the same with ranges, metadata and digests
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = BoardOptions.Board();
        Argument<string> file = new("FILE") { Description = "Where to; its ending, .csv or .json, says what." };
        ForceOption force = new();
        return new CommandDefinition([board, file], [force], Examples, parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            bool isCsv = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
            if (!isCsv && !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            {
                throw new UsageException($"leaderboard export {path}: expected a name that ends with .csv or .json.");
            }

            BoardOptions.RefuseInside(parsed.GetRequiredValue(board), path);
            byte[] ranked = Ranked(parsed.GetRequiredValue(board), isCsv, context);
            OutputGuard.Of(parsed, force, file).Require([(path, "the ranking")]);
            AtomicFile.Write(path, ranked);
            context.Output.Write($"{path}\n");
            return ExitCode.Done;
        });
    }

    private static byte[] Ranked(string board, bool isCsv, CommandContext context)
    {
        if (CombinedBoards.At(board) is { } combined)
        {
            foreach (Board one in combined.Boards)
            {
                one.RequireRules();
                one.RequireSound();
            }

            return isCsv ? BoardSetSite.Csv(BoardSetSite.Table(combined.Set, combined.Boards, combined.Order)) : BoardSetSite.Json(combined.Set, combined.Boards, combined.Order);
        }

        Board open = BoardOptions.OpenSound(board, context);
        open.RequireRules();
        IReadOnlyList<RankedEntry> order = RankStatistics.Add(open, Ranking.Of(open), context.Cancellation);
        return isCsv ? BoardDownloads.Csv(open, order) : BoardDownloads.Json(open, order);
    }
}
