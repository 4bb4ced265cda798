using Ade20kEval.Files;
using Ade20kEval.Runs;

namespace Ade20kEval.Evaluation;

/// <summary>Whether shards are all the slices of one run, each once.</summary>
internal static class ShardAgreement
{
    /// <summary>Checks everything, and tells all that is wrong at once.</summary>
    /// <param name="parts">Sorted by index.</param>
    /// <exception cref="InputException">They are not.</exception>
    public static void Require(IReadOnlyList<ShardPart> parts)
    {
        ProblemList problems = new();
        ShardPart first = parts[0];
        int count = first.Shard.Count;
        foreach (ShardPart part in parts)
        {
            foreach (string difference in Differences(first, part))
            {
                problems.Add(part.File, $"{part.File}: {difference}");
            }
        }

        foreach (IGrouping<int, ShardPart> same in parts.Where(part => part.Shard.Count == count).GroupBy(part => part.Shard.Index).Where(group => group.Count() > 1))
        {
            problems.Add(same.First().File, Invariant($"{string.Join(" and ", same.Select(part => part.File))}: are the same shard, {same.Key} of {count}; expected each once. Leave all but one out."));
        }

        problems.ThrowIfAny("shards that do not belong together: {0}");
        int[] missing = [.. Enumerable.Range(1, count).Except(parts.Select(part => part.Shard.Index))];
        if (missing.Length > 0)
        {
            throw new InputException(Invariant($"{first.File}: is one of {count} shards, of which {missing.Length} missing: {Listed(missing)}. Score them, then merge all."));
        }

        RequireOrder(parts);
        int listed = parts.Sum(part => part.Evidence.Listed);
        if (listed != first.Evidence.Whole.Images)
        {
            throw new InputException(Invariant($"{first.File}: the whole list has {first.Evidence.Whole.Images:N0} images, the {count} shards {listed:N0}. A document was edited or damaged; score the slices again."));
        }
    }

    private static IEnumerable<string> Differences(ShardPart first, ShardPart part)
    {
        if (part.Shard.Count != first.Shard.Count)
        {
            // Nothing else is comparable: an older plan that lies in the same folder.
            yield return Invariant($"is shard {part.Shard}, and {first.File} shard {first.Shard}; expected shards of one division.");
            yield break;
        }

        if (part.Header.Tool.Version != ToolInfo.CurrentVersion)
        {
            yield return $"was written by version {part.Header.Tool.Version}; this is {ToolInfo.CurrentVersion}. Score and merge with one version.";
        }

        if (part.Header.Predictions.Name != first.Header.Predictions.Name)
        {
            yield return $"is of predictions '{part.Header.Predictions.Name}', {first.File} of '{first.Header.Predictions.Name}'.";
        }

        if (part.Header.GroundTruth.Name != first.Header.GroundTruth.Name)
        {
            yield return $"is of ground truth '{part.Header.GroundTruth.Name}', {first.File} of '{first.Header.GroundTruth.Name}'.";
        }

        if (part.Evidence.Whole.GroundTruth != first.Evidence.Whole.GroundTruth || part.Evidence.Whole.Images != first.Evidence.Whole.Images)
        {
            yield return Invariant($"was cut from another ground truth than {first.File}: names or lengths of its files, or annotations, are others ({part.Evidence.Whole.Images:N0} images here, {first.Evidence.Whole.Images:N0} there).");
        }

        if (part.Evidence.Whole.Predictions != first.Evidence.Whole.Predictions)
        {
            yield return $"was cut from other predictions than {first.File}: names or lengths of files, or annotations, differ. Were predictions still being written?";
        }

        foreach (string key in first.Evidence.Options.Concat(part.Evidence.Options).Select(option => option.Key).Distinct())
        {
            if (first.Evidence.Option(key) != part.Evidence.Option(key))
            {
                yield return $"{key} is '{part.Evidence.Option(key)}', in {first.File} '{first.Evidence.Option(key)}'.";
            }
        }

        if (part.Unlike(first) is string difference)
        {
            yield return difference;
        }
    }

    /// <summary>Every image is in one shard; and slices are consecutive: a name that does not come after the shard before belongs elsewhere.</summary>
    private static void RequireOrder(IReadOnlyList<ShardPart> parts)
    {
        Dictionary<string, ShardPart> owners = new(StringComparer.Ordinal);
        ShardPart? before = null;
        foreach (ShardPart part in parts.Where(part => part.ImageCount > 0))
        {
            for (int i = 0; i < part.ImageCount; i++)
            {
                if (!owners.TryAdd(part.NameOf(i), part) && owners[part.NameOf(i)] is ShardPart owner && owner != part)
                {
                    throw new InputException($"{part.File}: the image {part.NameOf(i)} is in {owner.File}, too; expected every image in one shard. Score the slices again.");
                }
            }

            if (before is not null && !part.ComesAfter(before))
            {
                throw new InputException($"{part.File}: begins with the image {part.NameOf(0)}, which sorts before the last one of {before.File}, {before.NameOf(before.ImageCount - 1)}; expected slices in the order of their numbers. Score the slices again.");
            }

            before = part;
        }
    }

    private static string Listed(int[] missing) => missing.Length <= ProblemList.ShownCases
        ? string.Join(", ", missing)
        : Invariant($"{string.Join(", ", missing.Take(ProblemList.ShownCases))} and {missing.Length - ProblemList.ShownCases} more");
}
