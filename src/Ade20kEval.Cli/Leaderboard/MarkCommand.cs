using System.CommandLine;
using System.Security.Cryptography;
using Ade20kEval.Boards;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard withdraw</c> and <c>restore</c>: off the ranking, and back.</summary>
internal static class MarkCommand
{
    private const string WithdrawExamples = """
          ade20k-eval leaderboard withdraw board 3f2a91c0 --reason "trained on the validation set"
              it is listed without a rank; nothing is deleted
        """;

    private const string RestoreExamples = """
          ade20k-eval leaderboard restore board 3f2a91c0 --reason "settled"
              ranked again
        """;

    public static CommandDefinition Create(CommandContext context, bool withdraw)
    {
        Argument<string> board = BoardOptions.Board();
        Argument<string> entry = BoardOptions.Entry();
        Option<string> reason = BoardOptions.Reason();
        Option<string?> key = BoardOptions.Key();
        return new CommandDefinition([board, entry], [reason, key], withdraw ? WithdrawExamples : RestoreExamples, parsed =>
        {
            Board open = Board.Open(parsed.GetRequiredValue(board));
            StoredEntry stored = open.Find(parsed.GetRequiredValue(entry));
            using ECDsa? signer = BoardOptions.ReadKey(parsed, key);
            open.Mark(stored, withdraw, parsed.GetRequiredValue(reason), context.Environment.Now(), signer);
            context.Output.Write($"{stored.Entry.Name}: {(withdraw ? "withdrawn" : "restored")}\n");
            return ExitCode.Done;
        });
    }
}
