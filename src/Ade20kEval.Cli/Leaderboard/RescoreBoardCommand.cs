using System.CommandLine;
using System.Security.Cryptography;
using Ade20kEval.Boards;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard rescore BOARD</c>: all entries under another protocol, from their counts.</summary>
internal static class RescoreBoardCommand
{
    private const string Examples = """
          ade20k-eval leaderboard rescore board --protocol mmseg --reason "absent classes no longer count as 0"
              every scored entry gets a new one in its place; the old ones stay as history
          ade20k-eval leaderboard rescore board --reason "columns added to board.json by hand"
              accept rules that were edited, on the record
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = BoardOptions.Board();
        Option<string?> protocol = new("--protocol") { Description = "Whose arithmetic from now on. [default: as board.json says]", HelpName = "NAME" };
        Option<string> reason = BoardOptions.Reason();
        Option<string?> key = BoardOptions.Key();
        return new CommandDefinition([board], [protocol, reason, key], Examples, parsed =>
        {
            Board open = Board.Open(parsed.GetRequiredValue(board));
            using ECDsa? signer = BoardOptions.ReadKey(parsed, key);
            string why = parsed.GetRequiredValue(reason);
            BoardDefinition rules = open.Definition;
            StoredEntry[] current = [.. open.Entries.Where(entry => entry.ReplacedBy is null && entry.Entry.Run is not null)];
            if (parsed.GetValue(protocol) is string name)
            {
                Protocol asked = ProtocolChoice.Find(name);
                rules = rules with { Protocol = asked.Name };
            }

            // Everything is scored before anything is written.
            (StoredEntry Old, BoardEntry New, byte[] Run)[] made = [.. current.Select(entry =>
            {
                context.Cancellation.ThrowIfCancellationRequested();
                RunDocument run = open.ReadRun(entry);
                ProtocolChoice.Parse(rules.Protocol, run.Dataset);
                (BoardEntry scored, byte[] document) = Board.Score(rules, run, entry.Entry.Metadata);
                return (entry, scored, document);
            })];
            open.ChangeRules(rules, why, context.Environment.Now(), signer);
            int changed = 0;
            foreach ((StoredEntry old, BoardEntry entry, byte[] run) in made)
            {
                if (BoardJsonText.Digest(entry.ToJson()) != old.Id)
                {
                    open.Replace(old, entry, run, why, context.Environment.Now(), signer);
                    changed++;
                }
            }

            context.Output.Write(Invariant($"{rules.Title}: {changed} of {made.Length} entries changed under protocol {rules.Protocol}\n"));
            return ExitCode.Done;
        });
    }
}
