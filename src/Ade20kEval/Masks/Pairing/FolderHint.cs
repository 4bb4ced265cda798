using Ade20kEval.Files;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks.Pairing;

/// <summary>Says which folder was meant, where one was given that lies too high or too low.</summary>
internal static class FolderHint
{
    private const int MostFolders = 4;

    /// <summary>The sentence; <see langword="null"/> where folders do not explain what is missing.</summary>
    /// <param name="groundTruth">The ground truth.</param>
    /// <param name="predictions">The predictions.</param>
    /// <param name="labels">Those files of the ground truth that are labels.</param>
    /// <param name="pairs">What was paired.</param>
    /// <param name="key">What pairs in a name.</param>
    public static string? Of(MaskSource groundTruth, MaskSource predictions, IReadOnlyList<FileEntry> labels, IReadOnlyList<MaskPair> pairs, Func<FileEntry, string> key) =>
        Several(predictions, predictions.Entries, groundTruth, labels, key, "predictions")
        ?? Several(groundTruth, labels, predictions, predictions.Entries, key, "ground truth")
        ?? OnePart(groundTruth, pairs)
        ?? OnePartOfPredictions(predictions, pairs)
        ?? Above(predictions, pairs);

    // The same names in several folders of one side, each of which would do.
    private static string? Several(MaskSource source, IReadOnlyList<FileEntry> entries, MaskSource other, IReadOnlyList<FileEntry> others, Func<FileEntry, string> key, string side)
    {
        HashSet<string> wanted = [.. others.Select(key)];
        (string Folder, int Found)[] folders = [.. Parts(entries)
            .Select(part => (part.Key, part.Select(key).Distinct().Count(wanted.Contains)))
            .Where(part => part.Key.Length > 0 && part.Item2 > 0 && !(Directory.Exists(source.Path) && RealPath.AreSame(Path.Combine(source.Path, part.Key), other.Path)))];
        int most = folders.Length == 0 ? 0 : folders.Max(folder => folder.Found);
        string[] best = [.. folders.Where(folder => folder.Found == most).Select(folder => folder.Folder)];

        // Parts of one set have different names; sets of the same images have the same.
        bool areAlike = folders.Sum(folder => folder.Found) > entries.Select(key).Distinct().Count(wanted.Contains);
        return best.Length > 1 && areAlike
            ? Invariant($"{source.Path} holds {best.Length} folders of masks of these names; give one of them as {side}: {string.Join(", ", best.Take(MostFolders).Select(folder => Within(source, folder)))}{(best.Length > MostFolders ? ", …" : "")}.")
            : null;
    }

    // All pairs are of one folder of the ground truth, and it misses none.
    private static string? OnePart(MaskSource groundTruth, IReadOnlyList<MaskPair> pairs)
    {
        ILookup<string, MaskPair> parts = Parts(pairs, pair => pair.GroundTruth);
        string[] paired = [.. parts.Where(part => part.Any(pair => pair.Prediction is not null)).Select(part => part.Key)];
        return parts.Count > 1 && paired is [{ Length: > 0 } only] && parts[only].All(pair => pair.Prediction is not null)
            ? $"All of '{only}' has predictions and nothing else has; give {Within(groundTruth, only)} as ground truth."
            : null;
    }

    // The same for predictions: those of one folder are all wanted, and no others.
    private static string? OnePartOfPredictions(MaskSource predictions, IReadOnlyList<MaskPair> pairs)
    {
        HashSet<FileEntry> used = new(pairs.Select(pair => pair.Prediction).OfType<FileEntry>(), ReferenceEqualityComparer.Instance);
        ILookup<string, FileEntry> parts = Parts(predictions.Entries);
        string[] wanted = [.. parts.Where(part => part.Any(used.Contains)).Select(part => part.Key)];
        return parts.Count > 1 && wanted is [{ Length: > 0 } only] && parts[only].All(used.Contains)
            ? $"All of '{only}' has ground truth and nothing else has; give {Within(predictions, only)} as predictions."
            : null;
    }

    // Nothing outside of what was given is looked at, so that this can only be asked.
    private static string? Above(MaskSource predictions, IReadOnlyList<MaskPair> pairs)
    {
        int paired = pairs.Count(pair => pair.Prediction is not null);
        return paired > 0 && paired < pairs.Count && paired == predictions.Entries.Count && Directory.Exists(predictions.Path)
            ? $"Everything in {predictions.Path} has its ground truth: if the rest lies in folders beside it, give the folder that holds them all."
            : null;
    }

    private static string Within(MaskSource source, string folder) => Directory.Exists(source.Path)
        ? Path.Combine(source.Path, folder)
        : $"'{folder}' of it, packed alone";

    private static ILookup<string, FileEntry> Parts(IReadOnlyList<FileEntry> entries) => Parts(entries, static entry => entry);

    // By the first folder that not all have in common.
    private static ILookup<string, T> Parts<T>(IReadOnlyList<T> items, Func<T, FileEntry> entryOf)
    {
        int cut = EntryListing.CommonFolder([.. items.Select(entryOf)])?.Length ?? 0;
        return items.ToLookup(item => entryOf(item).RelativePath is string path && path.IndexOf('/', cut) is >= 0 and int end ? path[..end] : "", StringComparer.Ordinal);
    }
}
