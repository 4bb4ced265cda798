using System.Security.Cryptography;
using Ade20kEval.Boards;
using Ade20kEval.Cli.Leaderboard;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Protocols;

namespace Ade20kEval.Cli.Cluster;

/// <summary>How submissions get on a board when all tasks have ended: each by its masks, as its host would add it by hand.</summary>
/// <remarks>What <c>score</c> made of a submission is a report and no entry: it takes masks that a board does not, and its document shows no mask.</remarks>
/// <param name="Board">The board's folder.</param>
/// <param name="Key">The file of the private key that signs the records; <see langword="null"/> for none.</param>
internal sealed record BoardEntering(string Board, string? Key)
{
    /// <summary>What tasks are told beside the options that were given, so that their reports are by the board's rules.</summary>
    public IReadOnlyList<string> ScoreWords { get; private init; } = [];

    /// <summary>What <c>leaderboard add</c> is told of every submission.</summary>
    public IReadOnlyList<string> AddWords { get; private init; } = [];

    /// <summary>Refuses what the job that enters could not do, now and not in an hour.</summary>
    /// <param name="submissions">Those that will be entered.</param>
    /// <param name="score">The ground truth and options of <c>score</c>.</param>
    /// <param name="context">The clock; where a warning goes.</param>
    /// <returns>The same with the words for the script.</returns>
    /// <exception cref="UsageException">Options contradict the board.</exception>
    /// <exception cref="InputException">There is no such board, it takes no entries now or none of these labels, or it would refuse what is said of a submission.</exception>
    public BoardEntering Checked(IReadOnlyList<ClusterSubmission> submissions, IReadOnlyList<string> score, CommandContext context)
    {
        if (BoardSet.IsAt(Board))
        {
            throw new InputException($"{Board}: ranks several boards together and takes no entries itself. Give one of them: {string.Join(", ", BoardSet.ReadAt(Board).Folders(Board).Select(Path.GetFullPath))}.");
        }

        Board open = Boards.Board.Open(Board);
        open.RequireRules();
        RequireKey(open);
        SubmissionLimits.RequireOpen(open.Definition, context.Environment.Now());
        (IReadOnlyList<string> more, Dataset dataset) = Rules(open.Definition, score);
        ScoreLine line = ScoreLine.Read(["submission", .. score, .. more]);
        EvaluationOptions evaluation = line.Evaluation(context.Environment);
        RefuseOthers(line, evaluation);
        RequireGroundTruth(open.Definition, line.Paths.GroundTruth, dataset, context.Cancellation);
        CheckWords(open, submissions, context);
        string[] own = OptionUse.IsGiven(line.Parsed, line.Options.Dataset) ? ["--dataset", line.Parsed.GetRequiredValue(line.Options.Dataset)] : [];
        string[] labels = evaluation.Scoring.PredictionLabels == PredictionLabels.Indices ? ["--prediction-labels", "indices"] : [];
        return this with { ScoreWords = more, AddWords = ["--ground-truth", line.Paths.GroundTruth, .. own, .. labels, .. Key is string file ? (string[])["--key", file] : []] };
    }

    private void RequireKey(Board open)
    {
        if (open.Definition.PublicKey is not null && Key is null)
        {
            throw new UsageException($"{Board}: its records are signed, and the job that enters would have no key. Give --key FILE.pem, which the node that it runs on can read.");
        }

        using ECDsa? signer = BoardOptions.ReadKeyFile(Key);
        open.RequireKey(signer);
    }

    // The board says of dataset and protocol what the options do not.
    private (IReadOnlyList<string> More, Dataset Dataset) Rules(BoardDefinition rules, IReadOnlyList<string> score)
    {
        ScoreLine line = ScoreLine.Read(["submission", .. score]);
        List<string> more = [];
        string word = line.Parsed.GetRequiredValue(line.Options.Dataset);
        if (!OptionUse.IsGiven(line.Parsed, line.Options.Dataset) && word != rules.Dataset)
        {
            if (!DatasetCatalog.Names.Contains(rules.Dataset))
            {
                throw new UsageException($"{Board}: is of the dataset {rules.Dataset}, which is not built in. Give its file after --: --dataset FILE.json.");
            }

            word = rules.Dataset;
            more.AddRange(["--dataset", word]);
        }

        Dataset dataset = DatasetChoice.Parse(word);
        if (dataset.Name != rules.Dataset)
        {
            throw new UsageException($"--dataset {word}: is {dataset.Name}, and the board is of {rules.Dataset}. Leave it out after --.");
        }

        if (line.Parsed.GetValue(line.Options.Protocol) is null && dataset.DefaultProtocol != rules.Protocol)
        {
            more.AddRange(["--protocol", rules.Protocol]);
        }
        else if (line.Options.Protocol.Read(line.Parsed, dataset) is IReadOnlyList<Protocol> asked && !asked.Any(protocol => protocol.Name == rules.Protocol))
        {
            throw new UsageException($"--protocol {line.Parsed.GetValue(line.Options.Protocol)}: the board ranks by {rules.Protocol}. Leave it out after --, or ask for all.");
        }

        return (more, dataset);
    }

    // A report of other counts than the entry's would be taken for it.
    private static void RefuseOthers(ScoreLine line, EvaluationOptions evaluation)
    {
        Commands.ScoreOptions options = line.Options;
        EvaluationOptions plain = new();
        (string Option, bool IsOther)[] others =
        [
            (options.Pairing.Resize.Name, evaluation.Pairing.Resize != plain.Pairing.Resize),
            (options.Pairing.Missing.Name, evaluation.Pairing.Missing != plain.Pairing.Missing),
            (options.Pairing.Extra.Name, evaluation.Pairing.Extra != plain.Pairing.Extra),
            (options.Pairing.Suffix.Name, evaluation.Pairing.Suffixes.Count > 0),
            (options.Encoding.Name, evaluation.Reading.Masks.Encoding != plain.Reading.Masks.Encoding),
            (options.Remap.Name, evaluation.Reading.PredictionRemap is not null),
            (options.RemapGroundTruth.Name, line.Parsed.GetValue(options.RemapGroundTruth) is not null),
            (options.Ignore.Name, line.Parsed.GetValue(options.Ignore) is { Length: > 0 }),
            (options.Lenient.Name, line.Parsed.GetValue(options.Lenient)),
            (options.Inputs.FollowLinks.Name, line.Parsed.GetValue(options.Inputs.FollowLinks)),
        ];
        if (others.FirstOrDefault(other => other.IsOther).Option is string given)
        {
            throw new UsageException($"{given}: a board takes masks as they are, each of its image's name and size, so the entry would not be what {given} makes of them. Leave it out after --, or leave --board out.");
        }
    }

    private void RequireGroundTruth(BoardDefinition rules, string path, Dataset dataset, CancellationToken cancellation)
    {
        if (rules.GroundTruth is not string expected)
        {
            NonEmptyMasks.Open(path).Dispose();
        }
        else if (InitCommand.DigestOf(path, dataset, cancellation) is string found && found != expected)
        {
            throw new InputException($"{path}: is another ground truth (digest {found}) than that of {Board} ({expected}).");
        }
    }

    private static void CheckWords(Board open, IReadOnlyList<ClusterSubmission> submissions, CommandContext context)
    {
        DateWindow dates = BoardOptions.Dates(context, open.Definition, isReported: false);
        ProblemList problems = new();
        ProblemList spent = new();
        foreach (ClusterSubmission submission in submissions)
        {
            try
            {
                EntryMetadata said = EntryMetadata.Create(submission.Name, submission.Team, submission.Method, submission.Date ?? BoardOptions.Today(context), [], open.Definition.OwnFields, dates);
                try
                {
                    SubmissionLimits.Check(open.Definition, open.Ledger, said.Team, context.Environment.Now());
                }
                catch (InputException refused)
                {
                    spent.Add(submission.Name, $"{submission.Name}: {refused.Message}");
                }
            }
            catch (InputException wrong)
            {
                problems.Add(submission.Name, wrong.Message);
            }
        }

        problems.ThrowIfAny("submissions that the board would refuse for what is said of them: {0}");
        if (spent.Count > 0)
        {
            context.Say($"warning: {spent.Format("submissions that the board would not take today: {0}", "They are scored, and not entered.")}");
        }
    }
}
