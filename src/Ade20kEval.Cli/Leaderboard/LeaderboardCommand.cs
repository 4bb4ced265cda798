namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard …</c>: a board of submissions, in a folder.</summary>
internal static class LeaderboardCommand
{
    private const string Examples = """
          ade20k-eval leaderboard init board --title "Our challenge" --ground-truth ground-truth/
              a new board: board/board.json holds its rules
          ade20k-eval leaderboard add board submission.zip --ground-truth ground-truth/ --team Alpha --method Net
              score a submission and take it in
          ade20k-eval leaderboard list board
              the ranking, with what sampling allows of each rank
          ade20k-eval leaderboard verify board
              every digest, every link of the ledger, every score from its counts
          ade20k-eval leaderboard publish board site
              static pages: site/index.html
        """;

    public static CommandDefinition Create(CommandContext context) => new([], [], Examples, null)
    {
        Subcommands =
        [
            ("init", "Make a new board.", InitCommand.Create(context)),
            ("add", "Score a submission, or take a run document, and enter it; what fails is recorded as an attempt.", AddCommand.Create(context)),
            ("list", "Show the ranking.", ListCommand.Create(context)),
            ("show", "Show an entry, or give its receipt.", ShowCommand.Create(context)),
            ("withdraw", "Take an entry off the ranking; it stays in the ledger.", MarkCommand.Create(context, withdraw: true)),
            ("restore", "Put a withdrawn entry back.", MarkCommand.Create(context, withdraw: false)),
            ("rescore", "Score all entries again from their counts, under another protocol; the old scores stay as history.", RescoreBoardCommand.Create(context)),
            ("verify", "Check every digest, the chain of the ledger, signatures, and every score from its counts.", VerifyCommand.Create(context)),
            ("export", "Write the ranking as CSV or JSON.", ExportCommand.Create(context)),
            ("import", "Enter published figures from a CSV file, each with its source; never verified.", ImportCommand.Create(context)),
            ("publish", "Write the board as static pages that need no server.", PublishCommand.Create(context)),
        ],
    };
}
