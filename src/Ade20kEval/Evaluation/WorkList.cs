using System.Diagnostics;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Runs;
using Ade20kEval.Sources;

namespace Ade20kEval.Evaluation;

/// <summary>One ground-truth mask and, for each prediction set, the mask that belongs to it.</summary>
/// <param name="Name">The name that paired them.</param>
/// <param name="GroundTruth">Where the ground truth is.</param>
/// <param name="Predictions">Where the predictions are, one place for each set; <see langword="null"/> where a set has none.</param>
internal sealed record WorkItem(string Name, FileEntry GroundTruth, FileEntry?[] Predictions);

/// <summary>What there is to do: every ground truth with its predictions, sorted by name, cut to the shard that was asked for.</summary>
internal sealed class WorkList
{
    private WorkList(IReadOnlyList<WorkItem> items, IReadOnlyList<string>[] warnings, IReadOnlyList<WholeList>? whole = null)
    {
        Items = items;
        Warnings = warnings;
        Whole = whole;
        Failures = new InputException?[warnings.Length];
    }

    /// <summary>The work, in name order.</summary>
    public IReadOnlyList<WorkItem> Items { get; }

    /// <summary>For each prediction set, what to tell about its names.</summary>
    public IReadOnlyList<string>[] Warnings { get; }

    /// <summary>For each prediction set, the whole list of which this is a shard; <see langword="null"/> where it is none, or was paired elsewhere.</summary>
    public IReadOnlyList<WholeList>? Whole { get; }

    /// <summary>For each prediction set, why it cannot be paired; <see langword="null"/> for most.</summary>
    public IReadOnlyList<InputException?> Failures { get; private init; }

    /// <summary>Work that was paired elsewhere, cut to the shard that was asked for.</summary>
    /// <param name="items">All of it, in name order.</param>
    /// <param name="warnings">What to tell about names.</param>
    /// <param name="execution">Says which shard.</param>
    public static WorkList Of(List<WorkItem> items, IReadOnlyList<string> warnings, ExecutionOptions execution) =>
        new(Slice(items, execution.Shard), [warnings]);

    /// <summary>The same work with every item put differently.</summary>
    public WorkList WithItems(Func<WorkItem, WorkItem> change) => new([.. Items.Select(change)], Warnings);

    /// <summary>The same work for some number of prediction sets, each of which gets all warnings.</summary>
    public WorkList ForSets(int sets)
    {
        string[] all = [.. Warnings.SelectMany(warnings => warnings).Distinct()];
        return new WorkList(Items, [.. Enumerable.Repeat(all, sets)]);
    }

    /// <summary>Pairs every prediction set with the ground truth.</summary>
    /// <exception cref="InputException">A side is empty, names are ambiguous, or predictions are missing or extra where the options do not allow it.</exception>
    /// <param name="groundTruth">Ground-truth masks.</param>
    /// <param name="predictions">Prediction sets.</param>
    /// <param name="options">How to evaluate.</param>
    /// <param name="keepsGoing">Whether a set that cannot be paired is left out, with its reason in <see cref="Failures"/>.</param>
    public static WorkList Plan(MaskSource groundTruth, IReadOnlyList<MaskSource> predictions, EvaluationOptions options, bool keepsGoing = false)
    {
        List<WorkItem> items = [];
        IReadOnlyList<string>[] warnings = new IReadOnlyList<string>[predictions.Count];
        InputException?[] failures = new InputException?[predictions.Count];
        for (int set = 0; set < predictions.Count; set++)
        {
            PairList pairs;
            try
            {
                pairs = PairFinder.Find(groundTruth, predictions[set], options.PairingRule);
                pairs.ThrowOnProblems(allowMissing: options.Pairing.Missing != MissingPrediction.Error, allowExtra: options.Pairing.Extra == ExtraPrediction.Skip);
                if (options.Pairing.Missing == MissingPrediction.Skip && pairs.MissingCount == pairs.Pairs.Count)
                {
                    throw new InputException(
                        $"{predictions[set].Path}: has no prediction for any ground truth of {groundTruth.Path}, and what has none is left out: nothing would be scored. Expected names that pair, such as '{pairs.Pairs[0].Name}' on both sides.");
                }
            }
            catch (InputException failure) when (keepsGoing)
            {
                failures[set] = failure;
                warnings[set] = [];
                continue;
            }

            if (items.Count == 0)
            {
                items.AddRange(pairs.Pairs.Select(pair => new WorkItem(pair.Name, pair.GroundTruth, new FileEntry?[predictions.Count])));
            }

            // Every set is paired with the same ground truth: names and order are the same.
            for (int i = 0; i < items.Count; i++)
            {
                Debug.Assert(items[i].Name == pairs.Pairs[i].Name, "Pairs are named after the ground truth.");
                items[i].Predictions[set] = pairs.Pairs[i].Prediction;
            }

            warnings[set] = [.. pairs.Notes.Where(note => note != groundTruth.EnclosingFolderNote && note != predictions[set].EnclosingFolderNote), .. Warn(pairs, predictions[set].Path, options.Pairing.Missing)];
        }

        return options.Execution.Shard is null
            ? new WorkList(items, warnings) { Failures = failures }
            : new WorkList(Slice(items, options.Execution.Shard), warnings, WholeLists(items, predictions.Count)) { Failures = failures };
    }

    private static IReadOnlyList<WholeList> WholeLists(List<WorkItem> items, int sets)
    {
        string groundTruth = FileListDigest.Of(items.Select(item => item.GroundTruth));
        return [.. Enumerable.Range(0, sets).Select(set => new WholeList(items.Count, groundTruth, FileListDigest.Of(items.Select(item => item.Predictions[set]))))];
    }

    private static IEnumerable<string> Warn(PairList pairs, string path, MissingPrediction policy)
    {
        if (pairs.MissingCount > 0)
        {
            string consequence = policy == MissingPrediction.Skip ? "left out" : "counted as wrong in every labelled pixel";
            yield return Listing(
                Invariant($"{path}: ground truths without a prediction, {consequence}: {{0}} of {pairs.Pairs.Count:N0}"),
                pairs.Pairs.Where(pair => pair.Prediction is null).Select(pair => pair.Name));
        }

        if (pairs.ExtraPredictions.Count > 0)
        {
            yield return Listing($"{path}: predictions without a ground truth, not scored: {{0}}", pairs.ExtraPredictions.Select(entry => entry.RelativePath));
        }
    }

    private static string Listing(string heading, IEnumerable<string> names)
    {
        ProblemList list = new();
        foreach (string name in names)
        {
            list.Add(name, name);
        }

        return list.Format(heading);
    }

    private static List<WorkItem> Slice(List<WorkItem> items, ShardInfo? shard)
    {
        if (shard is null)
        {
            return items;
        }

        (int start, int length) = shard.SliceOf(items.Count).GetOffsetAndLength(items.Count);
        return items.GetRange(start, length);
    }
}
