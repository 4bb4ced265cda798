using Ade20kEval.Masks.Pairing;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Diagnosis;

/// <summary>The ways to pair that are worth trying where names do not pair, or pair what does not belong together.</summary>
internal static class PairChoices
{
    private const int MostFolders = 8;
    private const int MostRules = 4;
    private static readonly string[] s_joints = ["_", "-", ".", ""];

    /// <summary>The way of scoring, and those by other names where ground truths have no prediction.</summary>
    public static IEnumerable<PairChoice> ByName(PairList list)
    {
        MaskPair[] paired = [.. list.Pairs.Where(pair => pair.Prediction is not null)];
        if (paired.Length > 0)
        {
            yield return new PairChoice(paired, null);
        }

        MaskPair[] missing = [.. list.Pairs.Where(pair => pair.Prediction is null)];
        if (missing.Length == 0 || list.ExtraPredictions.Count == 0)
        {
            yield break;
        }

        foreach (PairChoice choice in ByFolder(list, missing, paired))
        {
            yield return choice;
        }

        foreach (PairChoice choice in ByRule(list, missing, paired))
        {
            yield return choice;
        }
    }

    /// <summary>Ways that take files in their order, whatever they are called: as they come when as many are on both sides.</summary>
    public static IEnumerable<PairChoice> ByOrder(PairList list)
    {
        FileEntry[] guesses = [.. list.Pairs.Select(pair => pair.Prediction).OfType<FileEntry>(), .. list.ExtraPredictions];
        if (guesses.Length != list.Pairs.Count || guesses.Length < 3)
        {
            yield break;
        }

        MaskPair[] counted = [.. list.Pairs.OrderBy(pair => pair.Name, NaturalOrder.Instance)];
        MaskPair[] spelt = [.. list.Pairs.OrderBy(pair => pair.Name, StringComparer.Ordinal)];
        FileEntry[] countedGuesses = [.. guesses.OrderBy(entry => entry.RelativePath, NaturalOrder.Instance)];
        FileEntry[] speltGuesses = [.. guesses.OrderBy(entry => entry.RelativePath, StringComparer.Ordinal)];
        foreach ((MaskPair[] truths, FileEntry[] others, int shift, string words) in new[]
        {
            (spelt, countedGuesses, 0, "the n-th file, predictions counted (1, 2, … 10), ground truths in alphabetical order (1, 10, 2)"),
            (counted, speltGuesses, 0, "the n-th file, predictions in alphabetical order (1, 10, 2), ground truths counted (1, 2, … 10)"),
            (counted, countedGuesses, 0, "the n-th file, both counted (1, 2, … 10)"),
            (counted, countedGuesses, 1, "each prediction belongs to the ground truth before"),
            (counted, countedGuesses, -1, "each prediction belongs to the ground truth after"),
        })
        {
            List<MaskPair> pairs = [];
            for (int i = 0; i < truths.Length; i++)
            {
                if (i + shift >= 0 && i + shift < others.Length)
                {
                    pairs.Add(truths[i] with { Prediction = others[i + shift] });
                }
            }

            if (pairs.All(pair => list.Pairs.Contains(pair)))
            {
                continue;
            }

            pairs.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            MaskPair moved = pairs.First(pair => !list.Pairs.Contains(pair));
            yield return new PairChoice(pairs, new Finding(
                FindingCause.PairOrder,
                $"Predictions belong to other ground truths than their names say: {words}.",
                $"So paired, '{moved.Prediction!.RelativePath}' belongs to '{moved.Name}'.",
                $"Name predictions after their ground truths: '{moved.Prediction.RelativePath}' after '{moved.Name}'."));
        }
    }

    // Several folders that hold the same names: one of them is meant.
    private static IEnumerable<PairChoice> ByFolder(PairList list, MaskPair[] missing, MaskPair[] paired)
    {
        string[] folders = [.. list.ExtraPredictions.GroupBy(FolderOf).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).Take(MostFolders)];
        if (folders.Length < 2)
        {
            yield break;
        }

        foreach (string folder in folders)
        {
            Dictionary<string, FileEntry> byStem = new(StringComparer.Ordinal);
            foreach (FileEntry entry in list.ExtraPredictions.Where(entry => FolderOf(entry) == folder))
            {
                byStem.TryAdd(ComposedText.Of(entry.Stem), entry);
            }

            MaskPair[] found = [.. missing.Where(pair => byStem.ContainsKey(ComposedText.Of(pair.GroundTruth.Stem))).Select(pair => pair with { Prediction = byStem[ComposedText.Of(pair.GroundTruth.Stem)] })];
            if (found.Length > 0 && 2 * found.Length >= missing.Length && found.Select(pair => pair.Prediction).Distinct().Count() == found.Length)
            {
                yield return new PairChoice(Sorted([.. paired, .. found]), new Finding(
                    FindingCause.Folder,
                    $"Predictions lie in several folders under the same names; those in '{folder}' are the masks.",
                    $"Folders with masks: {string.Join(", ", folders.Select(name => $"'{name}'"))}. In '{folder}' there is a prediction for {FindingNumbers.Count(found.Length)} of {FindingNumbers.Count(list.Pairs.Count)} ground truths.",
                    $"Give the folder '{folder}' alone as predictions.")
                {
                    Folder = folder,
                });
            }
        }
    }

    private static IEnumerable<PairChoice> ByRule(PairList list, MaskPair[] missing, MaskPair[] paired)
    {
        foreach (PairChoice choice in ByKeys(list, missing, paired, Stem, Stem, namesAlone: true))
        {
            yield return choice;
        }

        bool truthHasFolders = missing.Any(pair => FolderOf(pair.GroundTruth).Length > 0);
        bool guessHasFolders = list.ExtraPredictions.Any(entry => FolderOf(entry).Length > 0);
        foreach (string joint in s_joints)
        {
            IEnumerable<PairChoice> choices =
            [
                .. truthHasFolders ? ByKeys(list, missing, paired, Joined(joint), Stem) : [],
                .. guessHasFolders ? ByKeys(list, missing, paired, Stem, Joined(joint)) : [],
            ];
            foreach (PairChoice choice in choices)
            {
                yield return choice;
            }
        }
    }

    private static IEnumerable<PairChoice> ByKeys(PairList list, MaskPair[] missing, MaskPair[] paired, Func<FileEntry, string> truthKey, Func<FileEntry, string> guessKey, bool namesAlone = false)
    {
        Dictionary<string, MaskPair> truths = new(StringComparer.Ordinal);
        foreach (MaskPair pair in missing)
        {
            truths.TryAdd(truthKey(pair.GroundTruth), pair);
        }

        Dictionary<string, FileEntry> guesses = new(StringComparer.Ordinal);
        HashSet<string> repeated = [];
        foreach (FileEntry entry in list.ExtraPredictions)
        {
            if (!guesses.TryAdd(guessKey(entry), entry))
            {
                repeated.Add(guessKey(entry));
            }
        }

        // Names that need their folders pair by other keys, or not at all; one of two files must not be taken for a ground truth of three.
        if (truths.Count < missing.Length || repeated.Count > 0)
        {
            yield break;
        }

        foreach (NameRule rule in NameDiagnosis.FindAll([.. truths.Keys], [.. guesses.Keys]).Take(MostRules))
        {
            (string truth, string guess) = rule.Pairs.First();
            FileEntry first = guesses[guess];
            string target = truths[truth].Name;
            if (PathStem(first) == target)
            {
                continue;
            }

            string description = rule.Description.Length > 0 ? rule.Description : "the folders of one side are part of the names of the other";
            IEnumerable<MaskPair> found = rule.Pairs.Select(names => truths[names.Key] with { Prediction = guesses[names.Value] });
            yield return new PairChoice(Sorted([.. paired, .. found]), new Finding(
                FindingCause.Names,
                $"Predictions are named otherwise than their ground truths: {description}.",
                $"There is no prediction of the same name for {FindingNumbers.Count(missing.Length)} of {FindingNumbers.Count(list.Pairs.Count)} ground truths; by this rule there is one for {FindingNumbers.Count(rule.Pairs.Count)} of them: '{first.Stem}' for '{target}'.",
                rule.Suffixes.Count > 0 && namesAlone
                    ? $"Rename the predictions after their ground truths: '{PathStem(first)}' to '{target}'; or {Advice.Suffix}."
                    : $"Rename the predictions after their ground truths: '{PathStem(first)}' to '{target}'.")
            {
                Suffixes = namesAlone ? rule.Suffixes : [],
                Advice = namesAlone && rule.Suffixes.Count > 0 ? [Advice.Suffix] : [],
            });
        }
    }

    private static string Stem(FileEntry entry) => ComposedText.Of(entry.Stem);

    private static Func<FileEntry, string> Joined(string joint) => entry => ComposedText.Of(PathStem(entry).Replace("/", joint, StringComparison.Ordinal));

    private static string PathStem(FileEntry entry) => FolderOf(entry) is { Length: > 0 } folder ? $"{folder}/{entry.Stem}" : entry.Stem;

    private static string FolderOf(FileEntry entry)
    {
        int slash = entry.RelativePath.LastIndexOf('/');
        return slash < 0 ? "" : entry.RelativePath[..slash];
    }

    private static List<MaskPair> Sorted(List<MaskPair> pairs)
    {
        pairs.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return pairs;
    }
}
