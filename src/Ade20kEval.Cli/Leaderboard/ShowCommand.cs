using System.CommandLine;
using System.Text;
using Ade20kEval.Boards;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Reporting.Tables;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard show BOARD ENTRY</c>: one entry.</summary>
internal static class ShowCommand
{
    private const string Examples = """
          ade20k-eval leaderboard show board 3f2a91c0
              what it says of itself, its figures, and what happened to it
          ade20k-eval leaderboard show board 3f2a91c0 --against Baseline
              the gain over another entry, absolute and relative
          ade20k-eval leaderboard show board 3f2a91c0 --receipt > receipt.json
              for the participant, who can check it with `leaderboard verify BOARD --receipt receipt.json`
          ade20k-eval leaderboard show board 3f2a91c0 --model-index
              the YAML that Hugging Face reads at the top of a model's README
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = BoardOptions.Board();
        Argument<string> entry = BoardOptions.Entry();
        Option<bool> receipt = new("--receipt") { Description = "The receipt as JSON instead." };
        Option<bool> model = new("--model-index") { Description = "Hugging Face's model-index as YAML instead." };
        Option<string?> against = new("--against") { Description = "Another entry: how the figures of the first differ from its, in points and in percent of its.", HelpName = "ENTRY" };
        Option<bool> json = new("--json") { Description = "The entry as the board holds it, JSON, instead." };
        return new CommandDefinition([board, entry], [against, receipt, model, json], Examples, parsed =>
        {
            Board open = Board.Open(parsed.GetRequiredValue(board));
            BoardOptions.Warn(context, open, "");
            StoredEntry stored = open.Find(parsed.GetRequiredValue(entry));
            if (parsed.GetValue(receipt))
            {
                // Whoever holds it would hold it against the ledger as it was.
                open.RequireLedger();
                context.Output.Write(Encoding.UTF8.GetString(Receipt.Of(open, stored).ToJson()));
            }
            else if (parsed.GetValue(model))
            {
                context.Output.Write(ModelIndex.Of(open.Definition, stored));
            }
            else if (parsed.GetValue(against) is string other)
            {
                ConsoleTableWriter.Write(context.Output, BoardTables.Gains(open.Definition, stored, open.Find(other)), Options.TerminalOptions.Layout(context.Environment));
            }
            else if (parsed.GetValue(json))
            {
                open.RequireUnchanged();
                context.Output.Write(Encoding.UTF8.GetString(stored.Entry.ToJson()));
            }
            else
            {
                Print(context.Output, open, stored);
            }

            return ExitCode.Done;
        });
    }

    private static void Print(TextWriter output, Board board, StoredEntry stored)
    {
        EntryMetadata about = stored.Entry.Metadata;
        output.Write($"{string.Join(", ", new[] { SafeText.Line(stored.Entry.Name), BoardTables.DateWords(about.Date), stored.Entry.Origin }.Where(words => words.Length > 0))} ({stored.Entry.Protocol})\n");
        foreach ((string name, _) in stored.Entry.Figures)
        {
            output.Write($"  {SafeText.Line(name),-22} {BoardFigure.Words(stored.Entry, name, board.Definition)}\n");
        }

        foreach ((string name, string value) in about.Values)
        {
            output.Write($"  {SafeText.Line(name),-22} {SafeText.Line(value)}\n");
        }

        foreach ((string name, string? value) in new[] { ("citation", stored.Entry.Citation), ("failed", stored.Entry.Error), ("withdrawn", stored.Withdrawn), ("replaced by", stored.ReplacedBy), ("fault", stored.Fault is string fault ? fault + (stored.IsChanged ? "; figures are not shown" : "") : null), ("ground truth", stored.Entry.GroundTruth), ("entry", stored.Id) })
        {
            output.Write(value is null ? "" : $"  {name,-22} {SafeText.Line(value)}\n");
        }

        foreach (LedgerRecord record in board.Ledger.Where(record => record.Entry == stored.Id || record.Replaces == stored.Id))
        {
            output.Write(Invariant($"  record {record.Sequence}: {record.Event}, {record.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC{(record.Reason is string why ? ", " + SafeText.Line(why) : "")}\n"));
        }
    }
}
