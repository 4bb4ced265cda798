using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Pairing;

/// <summary>Finds the prediction that goes with each ground truth, by file name without extension.</summary>
/// <remarks>
/// Names are compared ordinally, with letters and accents put together (<see cref="ComposedText"/>): case counts. Folders count only where a name occurs more than once on a side; then the whole
/// path below the root decides, the folders that everything on a side lies in left aside where that finds more pairs.
/// A dataset may pair by a part of the name (<see cref="PairingRule"/>). Two single masks pair whatever they are called.
/// </remarks>
internal static class PairFinder
{
    /// <summary>Pairs two sources.</summary>
    /// <param name="groundTruth">The ground truth.</param>
    /// <param name="predictions">The predictions.</param>
    /// <param name="rule">What pairs in a name, and which files are the ground truth where there are several of each image; null for whole names.</param>
    /// <exception cref="InputException">A side is empty, or both are the same files. Missing, extra and ambiguous names are told by <see cref="PairList.ThrowOnProblems"/>.</exception>
    public static PairList Find(MaskSource groundTruth, MaskSource predictions, PairingRule? rule = null)
    {
        ArgumentNullException.ThrowIfNull(groundTruth);
        ArgumentNullException.ThrowIfNull(predictions);
        RefuseEmpty(groundTruth, "ground truth");
        RefuseEmpty(predictions, "predictions");
        if (RealPath.AreSame(groundTruth.Path, predictions.Path))
        {
            throw new InputException($"{predictions.Path}: is given as ground truth and as predictions; a score against itself says nothing. Give two different paths.");
        }

        IReadOnlyList<FileEntry> guesses = WithoutOtherSide(predictions, groundTruth, out string? amongGuesses);
        IReadOnlyList<FileEntry> truths = WithoutOtherSide(groundTruth, predictions, out string? amongTruths);
        string[] notes = [.. groundTruth.Notes, .. predictions.Notes, .. new[] { amongGuesses, amongTruths }.OfType<string>()];
        if (groundTruth.IsSingleMask && predictions.IsSingleMask)
        {
            MaskPair pair = new(groundTruth.Entries[0].Stem, groundTruth.Entries[0], predictions.Entries[0]);
            return new PairList(groundTruth.Path, predictions.Path, [pair], [], ([], []), notes, static pair => pair.Name, static () => null);
        }

        rule ??= PairingRule.WholeName;
        IReadOnlyList<FileEntry> labels = rule.Select(truths, out string? selection);
        Func<FileEntry, string> key = selection is not null ? entry => rule.KeyOf(ComposedText.Of(entry.Stem))
            : rule.Suffixes.Count > 0 ? entry => rule.WithoutSuffix(ComposedText.Of(entry.Stem))
            : static entry => ComposedText.Of(entry.Stem);
        if (selection is not null)
        {
            notes = [.. notes, $"{groundTruth.Path}: {selection}"];
        }

        Side truth = new(labels, key);
        Side guess = new(guesses, key);
        Dictionary<string, FileEntry> byPath = guess.ByPath(ChooseFolders(truth, guess, out bool cutTruth), truth.Repeated);

        (string[] GroundTruths, string[] Predictions) duplicates = ([.. truth.Duplicates(groundTruth.Path)], [.. guess.Duplicates(predictions.Path)]);
        HashSet<FileEntry> used = new(guesses.Count, ReferenceEqualityComparer.Instance);
        List<MaskPair> pairs = new(labels.Count);
        foreach (FileEntry label in labels)
        {
            string name = key(label);
            bool byFolder = truth.Repeated.Contains(name) || guess.Repeated.Contains(name);
            FileEntry? prediction = byFolder
                ? byPath.GetValueOrDefault(truth.PathKey(label, cutTruth))
                : guess.First.GetValueOrDefault(name);
            if (prediction is not null)
            {
                used.Add(prediction);
            }

            pairs.Add(new MaskPair(truth.Repeated.Contains(name) ? truth.PathKey(label, cutFolder: true) : name, label, prediction));
        }

        pairs.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));

        // Of two files of one name neither is "without ground truth": which of them is meant is the question, and it is asked.
        HashSet<FileEntry> doubled = new(duplicates.Predictions.Length == 0 ? [] : guess.Doubled(), ReferenceEqualityComparer.Instance);
        FileEntry[] extra = [.. guesses.Where(entry => !used.Contains(entry) && !doubled.Contains(entry))];
        NearMiss explanation = new(predictions, guesses, key);
        return new PairList(groundTruth.Path, predictions.Path, pairs, extra, duplicates, notes, explanation.Of, () => FolderHint.Of(groundTruth, predictions, labels, pairs, key));
    }

    /// <summary>Whether to leave aside the folders that everything lies in, on each side: whatever finds most pairs among names that need their folders.</summary>
    private static bool ChooseFolders(Side truth, Side guess, out bool cutTruth)
    {
        cutTruth = true;
        bool cutGuess = true;
        if (truth.Repeated.Count == 0 && guess.Repeated.Count == 0)
        {
            return cutGuess;
        }

        int best = -1;
        foreach ((bool truthCut, bool guessCut) in new[] { (true, true), (false, false), (true, false), (false, true) })
        {
            HashSet<string> names = [.. guess.Entries.Select(entry => guess.PathKey(entry, guessCut))];
            int found = truth.Entries.Count(entry =>
                (truth.Repeated.Contains(truth.Key(entry)) || guess.Repeated.Contains(truth.Key(entry)))
                && names.Contains(truth.PathKey(entry, truthCut)));
            if (found > best)
            {
                best = found;
                cutTruth = truthCut;
                cutGuess = guessCut;
            }
        }

        return cutGuess;
    }

    // Where the folder of one side holds that of the other, what lies there is not this side's: a ground truth is no prediction of itself.
    private static IReadOnlyList<FileEntry> WithoutOtherSide(MaskSource side, MaskSource other, out string? note)
    {
        note = null;
        if (!Directory.Exists(side.Path) || !Directory.Exists(other.Path) || RealPath.Of(side.Path) is not string whole || RealPath.Of(other.Path) is not string part
            || !part.StartsWith(Path.TrimEndingDirectorySeparator(whole) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return side.Entries;
        }

        string inside = Path.TrimEndingDirectorySeparator(part)[(Path.TrimEndingDirectorySeparator(whole).Length + 1)..].Replace(Path.DirectorySeparatorChar, '/') + "/";
        FileEntry[] own = [.. side.Entries.Where(entry => !entry.RelativePath.StartsWith(inside, StringComparison.Ordinal))];
        if (own.Length == 0)
        {
            throw new InputException($"{side.Path}: holds no masks but those of {other.Path}, which is the other side. Give the two folders that hold ground truth and predictions.");
        }

        note = own.Length == side.Entries.Count ? null : $"{side.Path} holds {other.Path}, which is the other side: {Plural.Of(side.Entries.Count - own.Length, "mask")} there left out";
        return own;
    }

    private static void RefuseEmpty(MaskSource source, string side)
    {
        if (source.Entries.Count == 0)
        {
            throw new InputException($"{source.Path}: no masks found for the {side}. {source.WhyEmpty}");
        }
    }

    /// <summary>The names of one side.</summary>
    private sealed class Side
    {
        private readonly int _cut;

        public Side(IReadOnlyList<FileEntry> entries, Func<FileEntry, string> key)
        {
            Entries = entries;
            Key = key;
            First = new Dictionary<string, FileEntry>(entries.Count, StringComparer.Ordinal);
            _cut = EntryListing.CommonFolder(entries)?.Length ?? 0;
            foreach (FileEntry entry in entries)
            {
                string name = key(entry);
                if (!First.TryAdd(name, entry))
                {
                    Repeated.Add(name);
                }
            }
        }

        public IReadOnlyList<FileEntry> Entries { get; }

        public Func<FileEntry, string> Key { get; }

        /// <summary>The first entry of each name.</summary>
        public Dictionary<string, FileEntry> First { get; }

        /// <summary>The names that occur more than once.</summary>
        public HashSet<string> Repeated { get; } = new(StringComparer.Ordinal);

        /// <summary>An entry's folders and name, without the folders that everything lies in where so asked.</summary>
        public string PathKey(FileEntry entry, bool cutFolder)
        {
            int end = entry.RelativePath.LastIndexOf('/') + 1;
            int start = cutFolder ? Math.Min(_cut, end) : 0;
            return string.Concat(ComposedText.Of(entry.RelativePath[start..end]), Key(entry));
        }

        /// <summary>The entries whose names need their folders on either side.</summary>
        public Dictionary<string, FileEntry> ByPath(bool cutFolder, HashSet<string> repeatedOnOtherSide)
        {
            Dictionary<string, FileEntry> byPath = new(StringComparer.Ordinal);
            foreach (FileEntry entry in Entries)
            {
                if (Repeated.Contains(Key(entry)) || repeatedOnOtherSide.Contains(Key(entry)))
                {
                    byPath.TryAdd(PathKey(entry, cutFolder), entry);
                }
            }

            return byPath;
        }

        /// <summary>A sentence for each name that occurs more than once in one folder.</summary>
        public IEnumerable<string> Duplicates(string path) => Doublings()
            .Select(group => $"{path}: '{group.Key}' is the name of {string.Join(" and ", group.Take(4).Select(static entry => $"'{entry.RelativePath}'{CodePoints(entry)}"))}");

        /// <summary>The entries that share folder and name with another.</summary>
        public IEnumerable<FileEntry> Doubled() => Doublings().SelectMany(static group => group);

        private IEnumerable<IGrouping<string, FileEntry>> Doublings() => Entries
            .Where(entry => Repeated.Contains(Key(entry)))
            .GroupBy(entry => PathKey(entry, cutFolder: false), StringComparer.Ordinal)
            .Where(static group => group.Count() > 1);

        // Names that differ in how their accents are stored look the same: code points tell them apart.
        private static string CodePoints(FileEntry entry) => Ascii.IsValid(entry.Stem)
            ? ""
            : $" ({string.Join(' ', entry.Stem.EnumerateRunes().Where(static rune => !rune.IsAscii).Take(8).Select(static rune => Invariant($"U+{rune.Value:X4}")))})";
    }
}
