using System.CommandLine;
using System.Security.Cryptography;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Runs;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard rescore BOARD</c>: all entries under another protocol, from their counts, or against a corrected ground truth, from their masks.</summary>
internal static class RescoreBoardCommand
{
    private const string Examples = """
          ade20k-eval leaderboard rescore board --protocol mmseg --reason "absent classes no longer count as 0"
              every ranked entry gets a new one in its place; the old ones stay as history
          ade20k-eval leaderboard rescore board --ground-truth corrected/ --submissions received/ --reason "12 labels of scene 7 mended"
              the labels changed: the masks that were handed in, found by their digest, are counted again
          ade20k-eval leaderboard rescore board --all --reason "columns added to board.json by hand"
              accept rules that were edited, on the record; withdrawn entries are scored too
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = BoardOptions.Board();
        Option<string?> protocol = new("--protocol") { Description = "Whose arithmetic from now on. [default: as board.json says]", HelpName = "NAME" };
        Option<string?> groundTruth = new("--ground-truth") { Description = "The labels from now on: their digest becomes the board's, and every entry is counted again.", HelpName = "PATH" };
        Option<string?> submissions = new("--submissions") { Description = "With --ground-truth: a folder of what was handed in (folders, archives, or run documents against the new labels). What they are called does not matter: they are known by the digest of their masks, files or pixels.", HelpName = "DIR" };
        Option<bool> all = new("--all") { Description = "Withdrawn entries too." };
        Option<string> reason = BoardOptions.Reason();
        WorkersOption workers = new("Masks scored at once.");
        Option<string?> key = BoardOptions.Key();
        return new CommandDefinition([board], [protocol, groundTruth, submissions, all, reason, workers, key], Examples, parsed =>
        {
            if (parsed.GetValue(groundTruth) is null != parsed.GetValue(submissions) is null)
            {
                throw new UsageException("leaderboard rescore: other labels need the masks again. Give both --ground-truth PATH and --submissions DIR, or neither.");
            }

            Board open = BoardOptions.OpenSound(parsed.GetRequiredValue(board), context);
            using ECDsa? signer = BoardOptions.ReadKey(parsed, key);
            open.RequireKey(signer);
            string why = parsed.GetRequiredValue(reason);
            BoardDefinition rules = open.Definition;
            if (parsed.GetValue(protocol) is string name)
            {
                rules = rules with { Protocol = ProtocolChoice.Find(name).Name };
            }

            StoredEntry[] current = [.. open.Entries.Where(entry => entry.ReplacedBy is null && entry.Entry.Run is not null && (entry.Withdrawn is null || parsed.GetValue(all)))];

            // Nobody can restore them either; all others need not wait for them.
            foreach (StoredEntry entry in current.Where(one => one.Withdrawn is not null).ToArray())
            {
                if (KnownDamage.Of(open.Folder, entry) is not string damage)
                {
                    continue;
                }

                context.Say($"left out: {entry.ShortId}, {entry.Entry.Metadata.Method} of {entry.Entry.Metadata.Team}, which is withdrawn: {damage}.");
                current = [.. current.Where(other => other != entry)];
            }

            Func<StoredEntry, (RunDocument Run, string? Masks)> runOf = entry => (open.ReadRun(entry), entry.Entry.Masks);
            if (parsed.GetValue(groundTruth) is string labels)
            {
                // A dataset of one's own is described in every run.
                Dataset dataset = current.Length > 0 ? open.ReadRun(current[0]).Dataset : DatasetChoice.Parse(rules.Dataset);
                (string digest, GroundTruthSide side) = InitCommand.Count(labels, dataset, context.Cancellation);
                rules = rules with { GroundTruth = digest, GroundTruthPixels = side.Digest };
                IReadOnlyDictionary<string, (RunDocument, string?)> recounted = Recounting.Of(open, current, rules, dataset, labels, parsed.GetRequiredValue(submissions)!, workers.Read(parsed), context);
                runOf = entry => recounted[entry.Id];
            }

            // Everything is scored before anything is written.
            (StoredEntry Old, BoardEntry New, byte[] Run)[] made = [.. current.Select(entry =>
            {
                context.Cancellation.ThrowIfCancellationRequested();
                (RunDocument run, string? masks) = runOf(entry);
                ProtocolChoice.Parse(rules.Protocol, run.Dataset);
                (BoardEntry scored, byte[] document) = EntryScoring.Of(rules, run, entry.Entry.Metadata, masks);
                return (entry, scored, document);
            })];
            string edited = open.HasItsRules ? "" : "; board.json was edited since the last record, which is on record now";
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

            context.Output.Write(Invariant($"{rules.Title}: {changed} of {Plural.Of(made.Length, "entry", "entries")} changed under protocol {rules.Protocol}{(rules.GroundTruth == open.Definition.GroundTruth ? "" : ", ground truth " + rules.GroundTruth![..12])}{edited}\n"));
            return ExitCode.Done;
        });
    }
}
