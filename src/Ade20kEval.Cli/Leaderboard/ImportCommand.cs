using System.CommandLine;
using System.Security.Cryptography;
using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Reporting.Tables;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard import BOARD FILE.csv</c>: published figures, cited.</summary>
internal static class ImportCommand
{
    private const string Examples = """
          ade20k-eval leaderboard import papers sample-data/published/pspnet-table4-analysis.csv
              entries marked reported, with what in the table disagrees with itself
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = BoardOptions.Board();
        Argument<string[]> files = new("FILE.csv") { Description = "Tables with columns method, source, table, row, and figures such as `meanIou %`.", Arity = ArgumentArity.OneOrMore };
        Option<string?> key = BoardOptions.Key();
        return new CommandDefinition([board, files], [key], Examples, parsed =>
        {
            Board open = BoardOptions.OpenSound(parsed.GetRequiredValue(board), context);
            using ECDsa? signer = BoardOptions.ReadKey(parsed, key);
            open.RequireKey(signer);
            PublishedTable[] tables = [.. parsed.GetRequiredValue(files).Select(file => PublishedTable.Read(file, InputFile.ReadAll(file, 64 << 20).Span, open.Definition, BoardOptions.Dates(context, open.Definition, isReported: true)))];
            HashSet<string> there = [.. open.Entries.Select(entry => entry.Id)];
            BoardEntry[] entries = [.. tables.SelectMany(table => table.Entries).Where(entry => there.Add(Board.IdOf(entry)))];

            // All or none: what the last row may not do is known before the first is entered.
            SubmissionLimits.CheckAll(open.Definition, open.Ledger, [.. entries.Select(entry => entry.Metadata.Team)], context.Environment.Now());
            foreach (BoardEntry entry in entries)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                open.Add(entry, null, context.Environment.Now(), signer);
            }

            int known = tables.Sum(table => table.Entries.Count) - entries.Length;

            foreach (string disagreement in tables.SelectMany(table => table.Disagreements))
            {
                context.Output.Write(SafeText.Line(disagreement) + "\n");
            }

            context.Output.Write($"{Plural.Of(entries.Length, "reported entry", "reported entries")}{(known > 0 ? Invariant($" ({known} on the board already)") : "")}; {Plural.Of(tables.Sum(table => table.Disagreements.Count), "disagreement")}\n");
            return ExitCode.Done;
        });
    }
}
