using System.Globalization;
using Ade20kEval.Formats;
using Ade20kEval.Masks;

namespace Ade20kEval;

/// <summary>One ground-truth mask and, for each prediction set, the mask that belongs to it.</summary>
/// <param name="Name">The name that paired them.</param>
/// <param name="GroundTruth">Where the ground truth is.</param>
/// <param name="Predictions">Where the predictions are, one place for each set; <see langword="null"/> where a set has none.</param>
internal sealed record WorkItem(string Name, MaskEntry GroundTruth, MaskEntry?[] Predictions);

/// <summary>What there is to do: every ground truth with its predictions, sorted by name, cut to the shard that was asked for.</summary>
internal sealed class WorkList
{
    private WorkList(IReadOnlyList<WorkItem> items, IReadOnlyList<string>[] warnings, bool[] skipped)
    {
        Items = items;
        Warnings = warnings;
        Skipped = skipped;
    }

    /// <summary>The work, in name order.</summary>
    public IReadOnlyList<WorkItem> Items { get; }

    /// <summary>For each prediction set, what to tell about its pairing.</summary>
    public IReadOnlyList<string>[] Warnings { get; }

    /// <summary>For each prediction set, whether ground truth without prediction was left out.</summary>
    public bool[] Skipped { get; }

    /// <summary>Pairs every prediction set with the ground truth.</summary>
    /// <exception cref="InputException">A side is empty, names are ambiguous, or predictions are missing under <see cref="MissingPrediction.Error"/>.</exception>
    public static WorkList Plan(MaskSource groundTruth, IReadOnlyList<MaskSource> predictions, EvaluationOptions options)
    {
        List<string>[] warnings = [.. predictions.Select(_ => new List<string>())];
        bool[] skipped = new bool[predictions.Count];
        SortedDictionary<string, WorkItem> items = new(StringComparer.Ordinal);
        for (int set = 0; set < predictions.Count; set++)
        {
            PairList pairs = PairFinder.Find(groundTruth, predictions[set]);
            warnings[set].AddRange(groundTruth.Notes.Select(note => $"{groundTruth.Path}: {note}"));
            warnings[set].AddRange(predictions[set].Notes.Select(note => $"{predictions[set].Path}: {note}"));
            foreach (MaskPair pair in pairs.Pairs)
            {
                Item(items, pair.Name, pair.GroundTruth, predictions.Count).Predictions[set] = pair.Prediction;
            }

            if (pairs.MissingPredictions.Count > 0)
            {
                skipped[set] = options.Missing == MissingPrediction.Skip;
                HandleMissing(pairs, predictions[set], options.Missing, items, predictions.Count, warnings[set]);
            }

            if (pairs.ExtraPredictions.Count > 0)
            {
                warnings[set].Add(ProblemList.Summarize(
                    $"{predictions[set].Path}: {pairs.ExtraPredictions.Count.ToString("N0", CultureInfo.InvariantCulture)} predictions without ground truth were not scored:",
                    [.. pairs.ExtraPredictions.Select(entry => entry.RelativePath)]));
            }
        }

        return new WorkList(Slice([.. items.Values], options.Shard), warnings, skipped);
    }

    private static WorkItem Item(SortedDictionary<string, WorkItem> items, string name, MaskEntry groundTruth, int sets)
    {
        if (!items.TryGetValue(name, out WorkItem? item))
        {
            items.Add(name, item = new WorkItem(name, groundTruth, new MaskEntry?[sets]));
        }

        return item;
    }

    private static void HandleMissing(PairList pairs, MaskSource predictions, MissingPrediction policy, SortedDictionary<string, WorkItem> items, int sets, List<string> warnings)
    {
        string[] names = [.. pairs.MissingPredictions.Select(missing => missing.GroundTruth.RelativePath)];
        string count = string.Create(CultureInfo.InvariantCulture, $"{names.Length:N0} of {names.Length + pairs.Pairs.Count:N0} ground-truth masks");
        switch (policy)
        {
            case MissingPrediction.Skip:
                warnings.Add(ProblemList.Summarize($"{predictions.Path}: {count} have no prediction and were left out (--missing skip):", names));
                break;
            case MissingPrediction.Wrong:
                warnings.Add(ProblemList.Summarize($"{predictions.Path}: {count} have no prediction; all their labelled pixels count as wrong (--missing wrong):", names));
                foreach (MissingPair missing in pairs.MissingPredictions)
                {
                    Item(items, missing.Name, missing.GroundTruth, sets);
                }

                break;
            default:
                throw new InputException(ProblemList.Summarize($"{predictions.Path}: {count} have no prediction:", names)
                    + " Add them, or say what they count: --missing skip leaves them out, --missing wrong counts their pixels as wrong.");
        }
    }

    /// <summary>The I-th of N slices that differ by at most one image: consecutive, so that shards joined in order are the whole list.</summary>
    private static List<WorkItem> Slice(List<WorkItem> items, Runs.ShardInfo? shard)
    {
        if (shard is null)
        {
            return items;
        }

        int start = (int)((long)items.Count * (shard.Index - 1) / shard.Count);
        int end = (int)((long)items.Count * shard.Index / shard.Count);
        return items.GetRange(start, end - start);
    }
}
