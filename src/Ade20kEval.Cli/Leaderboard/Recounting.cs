using Ade20kEval.Boards;
using Ade20kEval.Cli.Options;
using Ade20kEval.Counting;
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
/// of each entry carry, or by that of their pixels, which the entry has where its masks were scored here: nobody can slip in better masks under an old
/// name, and masks that were packed again are still known. Both are over the images of the ground truth, so those must be the same.
/// </remarks>
internal static class Recounting
{
    private static readonly string[] s_archives = [".zip", ".tar", ".tar.gz", ".tgz"];

    /// <summary>The run of every entry against the new labels, by the entry's digest.</summary>
    /// <param name="board">The board.</param>
    /// <param name="entries">The entries to count again.</param>
    /// <param name="rules">The rules to come, with the digests of the new labels.</param>
    /// <param name="dataset">What raw values mean.</param>
    /// <param name="groundTruth">The new labels.</param>
    /// <param name="folder">What was handed in.</param>
    /// <param name="workers">Masks scored at once.</param>
    /// <param name="context">Where notes go.</param>
    /// <exception cref="InputException">Of some entries there are no masks; up to ten are named.</exception>
    public static IReadOnlyDictionary<string, (RunDocument Run, string? Masks)> Of(Board board, IReadOnlyList<StoredEntry> entries, BoardDefinition rules, Dataset dataset, string groundTruth, string folder, int workers, CommandContext context)
    {
        (StoredEntry Entry, RunDocument Run)[] wanted = [.. entries.Select(entry => (entry, board.ReadRun(entry)))];
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: is no folder. Expected one of the submissions that were handed in.");
        }

        Dictionary<string, (RunDocument, string?)> found = new(StringComparer.Ordinal);
        Dictionary<string, string> alike = new(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (PredictionLabels labels in wanted.Select(want => want.Run.PredictionLabels).Distinct())
            {
                if (Count(path, labels) is not (RunDocument run, bool isDocument))
                {
                    continue;
                }

                (StoredEntry Entry, RunDocument Run)[] open = [.. wanted.Where(want => want.Run.PredictionLabels == run.PredictionLabels && !found.ContainsKey(want.Entry.Id))];
                foreach ((StoredEntry entry, _) in open.Where(want => want.Run.Predictions.Digest == run.Predictions.Digest))
                {
                    found[entry.Id] = (run, isDocument ? null : entry.Entry.Masks);
                }

                // The same files in another form: the pixels decide, where they were seen; else people do.
                (StoredEntry Entry, RunDocument Run)[] others = [.. open.Where(want => !isDocument && !found.ContainsKey(want.Entry.Id) && AsManyOfEach(want.Run, run))];
                string? pixels = others.Any(want => want.Entry.Entry.Masks is not null) ? Pixels(path, labels) : null;
                foreach ((StoredEntry entry, _) in others)
                {
                    if (entry.Entry.Masks is string masks && masks == pixels)
                    {
                        found[entry.Id] = (run, masks);
                    }
                    else if (entry.Entry.Masks is null)
                    {
                        alike[entry.Id] = path;
                    }
                }
            }
        }

        ProblemList problems = new();
        foreach ((StoredEntry entry, _) in wanted.Where(want => !found.ContainsKey(want.Entry.Id)))
        {
            string other = alike.TryGetValue(entry.Id, out string? path)
                ? $"; {path} has as many pixels of each value in every image, in files of other bytes, and this entry's masks were never seen here: packed again? Give the files as they were handed in, or enter them as a new entry and withdraw this one"
                : "";
            problems.Add(entry.Id, $"{entry.ShortId}, {entry.Entry.Name}{other}");
        }

        problems.ThrowIfAny($"{folder}: holds no submission with the masks that these entries were scored from, over the images of {groundTruth}; nothing was changed. Add them, or withdraw the entries: {{0}}");
        return found;

        (RunDocument, bool)? Count(string path, PredictionLabels labels)
        {
            try
            {
                if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                {
                    RunDocument run = RunJsonReader.ReadFile(path);
                    return run.GroundTruth.Digest == rules.GroundTruth && GroundTruthSide.Of(run.Images).Digest == rules.GroundTruthPixels ? (run, true)
                        : throw new InputException($"{path}: was scored against another ground truth than {groundTruth}.");
                }

                if (!Directory.Exists(path) && !s_archives.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                {
                    return null;
                }

                using MaskSource truth = MaskSource.Open(groundTruth);
                using MaskSource predictions = MaskSource.Open(path, MaskInputOptions.Default);
                SubmissionCheck.RefuseOtherFormats(predictions, rules.AnyFormat);
                return (Evaluator.Evaluate(truth, predictions, Options(labels), context.Cancellation), false);
            }
            catch (InputException problem)
            {
                context.Say($"left out: {problem.Message.Split('\n')[0]}");
                return null;
            }
        }

        string Pixels(string path, PredictionLabels labels)
        {
            MaskPixels pixels = new();
            using ExpectedImages expected = ExpectedImages.OfGroundTruth(groundTruth, Options(labels).GroundTruthReading);
            SubmissionValidation.Of(path, expected, SubmissionCheck.Rules(Options(labels), rules.AnyFormat), pixels, context.Cancellation);
            return pixels.Digest();
        }

        EvaluationOptions Options(PredictionLabels labels) => new()
        {
            Scoring = new ScoringOptions { Dataset = dataset, Protocols = [ProtocolCatalog.Find(rules.Protocol)], PredictionLabels = labels },
            Execution = new ExecutionOptions { Workers = workers },
        };
    }

    // Whatever the labels are: the columns of the counts add up to the predictions.
    private static bool AsManyOfEach(RunDocument one, RunDocument other) => one.Images.Count == other.Images.Count
        && one.Images.Zip(other.Images).All(pair => pair.First.Name == pair.Second.Name && Columns(pair.First).SequenceEqual(Columns(pair.Second)));

    private static SortedDictionary<int, long> Columns(ImageCounts image)
    {
        SortedDictionary<int, long> columns = [];
        foreach (PairCount cell in image.Cells)
        {
            columns[cell.Prediction] = columns.GetValueOrDefault(cell.Prediction) + cell.Pixels;
        }

        return columns;
    }
}
