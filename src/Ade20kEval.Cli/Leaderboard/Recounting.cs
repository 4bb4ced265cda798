using Ade20kEval.Boards;
using Ade20kEval.Datasets;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;

namespace Ade20kEval.Cli.Leaderboard;

/// <summary>The masks behind the entries of a board, counted against a corrected ground truth.</summary>
/// <remarks>
/// A board holds counts and no masks, so they come from a folder. Whose they are is told by the digest of their names and bytes, which the counts
/// of each entry carry: nobody can slip in better masks under an old name. It is over the images of the ground truth, so those must be the same.
/// </remarks>
internal static class Recounting
{
    private static readonly string[] s_archives = [".zip", ".tar", ".tar.gz", ".tgz"];

    /// <summary>The run of every entry against the new labels, by the entry's digest.</summary>
    /// <param name="board">The board.</param>
    /// <param name="entries">The entries to count again.</param>
    /// <param name="rules">The rules to come, with the digest of the new labels.</param>
    /// <param name="dataset">What raw values mean.</param>
    /// <param name="groundTruth">The new labels.</param>
    /// <param name="folder">What was handed in.</param>
    /// <param name="workers">Masks scored at once.</param>
    /// <param name="context">Where notes go.</param>
    /// <exception cref="InputException">Of some entries there are no masks; up to ten are named.</exception>
    public static IReadOnlyDictionary<string, RunDocument> Of(Board board, IReadOnlyList<StoredEntry> entries, BoardDefinition rules, Dataset dataset, string groundTruth, string folder, int workers, CommandContext context)
    {
        (StoredEntry Entry, string Masks, PredictionLabels Labels)[] wanted = [.. entries.Select(entry => board.ReadRun(entry) is var run ? (entry, run.Predictions.Digest, run.PredictionLabels) : default)];
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: is no folder. Expected one of the submissions that were handed in.");
        }

        Dictionary<string, RunDocument> found = new(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (PredictionLabels labels in wanted.Select(want => want.Labels).Distinct())
            {
                if (Count(path, labels) is not RunDocument run)
                {
                    continue;
                }

                foreach ((StoredEntry entry, _, _) in wanted.Where(want => want.Masks == run.Predictions.Digest && want.Labels == run.PredictionLabels))
                {
                    found[entry.Id] = run;
                }
            }
        }

        ProblemList problems = new();
        foreach ((StoredEntry entry, _, _) in wanted.Where(want => !found.ContainsKey(want.Entry.Id)))
        {
            problems.Add(entry.Id, $"{entry.ShortId}, {entry.Entry.Metadata.Method} of {entry.Entry.Metadata.Team}");
        }

        problems.ThrowIfAny($"{folder}: holds no submission with the masks that these entries were scored from, over the images of {groundTruth}; nothing was changed. Add them, or withdraw the entries: {{0}}");
        return found;

        RunDocument? Count(string path, PredictionLabels labels)
        {
            try
            {
                if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                {
                    RunDocument run = RunJsonReader.ReadFile(path);
                    return run.GroundTruth.Digest == rules.GroundTruth ? run : throw new InputException($"{path}: was scored against another ground truth than {groundTruth}.");
                }

                if (!Directory.Exists(path) && !s_archives.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                {
                    return null;
                }

                using MaskSource truth = MaskSource.Open(groundTruth);
                using MaskSource predictions = MaskSource.Open(path);
                SubmissionCheck.RefuseOtherFormats(predictions, rules.AnyFormat);
                return Evaluator.Evaluate(truth, predictions, new EvaluationOptions
                {
                    Scoring = new ScoringOptions { Dataset = dataset, Protocols = [ProtocolCatalog.Find(rules.Protocol)], PredictionLabels = labels },
                    Execution = new ExecutionOptions { Workers = workers },
                }, context.Cancellation);
            }
            catch (InputException problem)
            {
                context.Say($"left out: {problem.Message.Split('\n')[0]}");
                return null;
            }
        }
    }
}
