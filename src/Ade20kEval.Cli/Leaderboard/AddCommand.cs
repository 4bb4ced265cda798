using System.CommandLine;
using System.Security.Cryptography;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Options;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Protocols;
using Ade20kEval.Reporting.Boards;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary><c>leaderboard add BOARD SUBMISSION</c>: score and enter.</summary>
internal static class AddCommand
{
    private const string Examples = """
          ade20k-eval leaderboard add board submission.zip --ground-truth ground-truth/ --team Alpha --method Net
              score the masks and enter them; what cannot be scored is recorded as a failed attempt, with the reason
          ade20k-eval leaderboard add board run.json --team Alpha --method Net --set backbone=Swin-B --set parameters=88M
              a run document that `score --out` wrote, with more words on the method
          ade20k-eval leaderboard add board --team Alpha --method Net --figure meanIou=41.68% --citation "Alpha et al. 2026, table 2"
              a published figure: marked reported, never verified; many at once with `leaderboard import`
        """;

    public static CommandDefinition Create(CommandContext context)
    {
        Argument<string> board = BoardOptions.Board();
        Argument<string?> submission = new("SUBMISSION") { Description = "Masks, as a folder, .zip, .tar or .tar.gz; or a run.json. Not with --figure.", Arity = ArgumentArity.ZeroOrOne };
        Option<string[]> figures = new("--figure") { Description = "A published figure, as meanIou=41.68% or meanIou=0.4168, in place of a submission. Repeat it.", HelpName = "KEY=VALUE" };
        Option<string?> citation = new("--citation") { Description = "Where published figures stand: publication, table, row.", HelpName = "TEXT" };
        Option<string?> groundTruth = new("--ground-truth") { Description = "The labels to score masks against; with a run document, to hold its counts against.", HelpName = "PATH" };
        Option<string> team = new("--team") { Description = "Who.", HelpName = "NAME", Required = true };
        Option<string> method = new("--method") { Description = "What it is called.", HelpName = "NAME", Required = true };
        Option<string?> date = new("--date") { Description = "When it was handed in; the earlier one ranks first where figures are equal. Limits and closing go by the clock, whatever the date. [default: today, UTC]", HelpName = "DATE" };
        Option<string[]> set = new("--set") { Description = $"More words on it, key=value: {string.Join(", ", MetadataField.All.Select(field => field.Key))}, or a column of the board's own. Repeat it.", HelpName = "KEY=VALUE" };
        DatasetOption dataset = new("What raw values mean, for masks: the board's dataset, or the file of one's own that has its name. [default: the board's]");
        PredictionLabelsOption labels = new("What mask files hold.");
        WorkersOption workers = new("Masks scored at once.");
        Option<string?> key = BoardOptions.Key();
        return new CommandDefinition([board, submission], [groundTruth, team, method, date, set, figures, citation, dataset, labels, workers, key], Examples, parsed =>
        {
            Board open = BoardOptions.OpenSound(parsed.GetRequiredValue(board), context);
            using ECDsa? signer = BoardOptions.ReadKey(parsed, key);
            open.RequireKey(signer);
            bool isReported = parsed.GetValue(figures) is { Length: > 0 };
            EntryMetadata metadata = EntryMetadata.Create("the entry", parsed.GetRequiredValue(team), parsed.GetRequiredValue(method),
                BoardOptions.Date(date, parsed, context), BoardOptions.Pairs(set, parsed), open.Definition.OwnFields, BoardOptions.Dates(context, open.Definition, isReported));
            SubmissionLimits.Check(open.Definition, open.Ledger, metadata.Team, context.Environment.Now());
            if (isReported)
            {
                if (parsed.GetValue(submission) is not null || parsed.GetValue(citation) is not string source)
                {
                    throw new UsageException("leaderboard add --figure: published figures come with --citation TEXT, and without a submission.");
                }

                return AddReported(context, open, metadata, source, BoardOptions.Pairs(figures, parsed, "meanIou=41.68%"), BoardOptions.Pairs(set, parsed), signer);
            }

            string path = parsed.GetValue(submission) ?? throw new UsageException("leaderboard add: expected a submission, or --figure KEY=VALUE with --citation TEXT.");
            SubmissionScoring scoring = new(context, open, metadata, signer);
            (BoardEntry entry, byte[] document) = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? OfDocument(path, parsed.GetValue(groundTruth)) : OfMasks(path);
            LedgerRecord record = open.Add(entry, document, context.Environment.Now(), signer);
            TellResembling(context, open, metadata.Team);
            if (entry.Masks is not null && open.Entries.FirstOrDefault(other => other.Entry.Masks == entry.Masks && other.Entry.Metadata.Team != metadata.Team) is StoredEntry same)
            {
                context.Say($"note: {same.ShortId}, {same.Entry.Metadata.Method} of {same.Entry.Metadata.Team}, was scored from the very same masks.");
            }

            context.Output.Write($"{metadata.Method} of {metadata.Team}: {open.Definition.Primary.Title} {BoardFigure.Words(entry, open.Definition.Primary, open.Definition)} ({entry.Protocol}){(entry.IsFromDocument ? ", " + BoardEntry.FromDocument : "")}, entry {record.Entry![..12]}\n");
            return ExitCode.Done;

            (BoardEntry, byte[]) OfMasks(string masks)
            {
                string truth = parsed.GetValue(groundTruth) ?? throw new UsageException("leaderboard add: masks need --ground-truth PATH to be scored against.");
                Dataset meaning = parsed.GetResult(dataset) is { Implicit: false } ? dataset.Read(parsed) : DatasetChoice.Parse(open.Definition.Dataset);
                if (meaning.Name != open.Definition.Dataset)
                {
                    throw new UsageException($"leaderboard add --dataset: is {meaning.Name}; the board is of {open.Definition.Dataset}.");
                }

                (RunDocument run, string pixels) = scoring.Score(masks, truth, new EvaluationOptions
                {
                    Scoring = new ScoringOptions { Dataset = meaning, Protocols = [ProtocolCatalog.Find(open.Definition.Protocol)], PredictionLabels = labels.Read(parsed) },
                    Execution = new ExecutionOptions { Workers = workers.Read(parsed) },
                });
                return open.Score(run, metadata, pixels);
            }

            // Whoever wrote a document is not known: whatever is wrong with it is no attempt, but for the masks' own faults and counts that contradict the board's labels, by which anybody could guess at them.
            (BoardEntry, byte[]) OfDocument(string file, string? truth)
            {
                RunDocument run = RunJsonReader.ReadFile(file);
                (BoardEntry, byte[]) made = open.Score(run, metadata);
                (string, GroundTruthSide)? counted = null;
                try
                {
                    counted = truth is null ? null : InitCommand.Count(truth, run.Dataset, context.Cancellation);
                    HandedInRun.Require(open, run, file, counted);
                }
                catch (InputException refused)
                {
                    throw new InputException($"{refused.Message} No attempt was counted.", refused);
                }

                return HandedInRun.Faults(open, run, counted) is { IsValid: false } faults ? throw scoring.Refuse(file, faults) : made;
            }
        });
    }

    // For the host, and only of what was entered. The board is as it was before.
    private static void TellResembling(CommandContext context, Board board, string team)
    {
        if (SubmissionLimits.Resembling(board.Ledger, team) is string near)
        {
            context.Say($"{team}: is easily taken for the team {near}, which is on the board; they are two teams here, with attempts of their own. If it is the same team, withdraw this entry and add it under the name of {near}.");
        }
    }

    private static int AddReported(CommandContext context, Board board, EntryMetadata about, string citation, IEnumerable<KeyValuePair<string, string>> figures, IEnumerable<KeyValuePair<string, string>> words, ECDsa? signer)
    {
        List<string> disagreements = [];
        KeyValuePair<string, string>[] shares = [.. figures];
        foreach ((string key, string value) in shares)
        {
            if (PublishedTable.NoFigure(key) is string unknown)
            {
                throw new UsageException($"leaderboard add --figure: {unknown}");
            }

            if (value.Length == 0)
            {
                throw new UsageException($"leaderboard add --figure {key}: expected a value, such as {key}=41.68%.");
            }
        }

        BoardEntry entry = PublishedTable.One("the entry",
            [
                new("method", about.Method), new("team", about.Team), new("date", Invariant($"{about.Date:yyyy-MM-dd}")), new("source", citation), .. words,
                .. shares.Select(figure => figure.Value.EndsWith('%') ? new KeyValuePair<string, string>(figure.Key + " %", figure.Value[..^1].TrimEnd()) : figure),
            ],
            board.Definition, disagreements);
        LedgerRecord record = board.Add(entry, null, context.Environment.Now(), signer);
        TellResembling(context, board, about.Team);
        foreach (string disagreement in disagreements)
        {
            context.Output.Write(Reporting.Tables.SafeText.Line(disagreement) + "\n");
        }

        context.Output.Write($"{entry.Name}: reported, entry {record.Entry![..12]}\n");
        return ExitCode.Done;
    }
}
