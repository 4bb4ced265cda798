using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Boards;

/// <summary>Checks a submission as scoring will meet it, with the same opening, pairing and reading, but without looking at labels. All faults at once.</summary>
/// <param name="Masks">How many masks were looked at.</param>
/// <param name="Findings">What is wrong; empty for a valid submission.</param>
/// <param name="Notes">What was passed over: junk of operating systems, a folder around everything.</param>
internal sealed record SubmissionValidation(int Masks, IReadOnlyList<SubmissionFinding> Findings, IReadOnlyList<string> Notes)
{
    private const int ShownCases = 10;
    private const string HostKind = "host";
    private const string Unclear = "names that do not say which image a mask is of";

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsValid => Findings.Count == 0;

    /// <summary>What is wrong on the host's side, in words for the host; <see langword="null"/> where nothing is. Then the submission was not judged.</summary>
    public string? HostProblem => Findings.FirstOrDefault(finding => finding.Kind == HostKind) is SubmissionFinding found ? found.HostDetail : null;

    /// <summary>Why it is not valid, in one line for everybody: kinds of fault and how many cases each has, no name of a file.</summary>
    public string Reason => string.Join("; ", Findings.Select(finding => finding.Cases.Count > 0 ? Invariant($"{finding.Summary}: {finding.Count:N0}") : finding.Summary));

    /// <summary>Checks.</summary>
    /// <param name="path">The submission: a folder, an archive or one mask.</param>
    /// <param name="expected">Which images it must have; <see langword="null"/> where names and sizes are not known.</param>
    /// <param name="rules">What it must be.</param>
    /// <param name="pixels">Gets every mask that is of an image; <see langword="null"/> where nobody wants their digest.</param>
    /// <param name="cancellation">Stops between two masks.</param>
    public static SubmissionValidation Of(string path, ExpectedImages? expected, SubmissionRules rules, MaskPixels? pixels = null, CancellationToken cancellation = default)
    {
        string called = rules.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        MaskSource submission;
        try
        {
            submission = MaskSource.Open(path, rules.Opening);
        }
        catch (InputException problem)
        {
            return new SubmissionValidation(0, [new SubmissionFinding("archive", Own(problem.Message), 1, [], problem.Message)], []);
        }

        using (submission)
        {
            Cases cases = new();
            Dictionary<FileEntry, FileEntry> images = Pair(submission, expected, rules, Own, cases);
            using MaskReader reader = submission.CreateReader(rules.Reading);
            LabelMap map = new();
            bool[] known = rules.KnownValues();
            foreach (FileEntry entry in submission.Entries)
            {
                cancellation.ThrowIfCancellationRequested();
                if (rules.PngAlone && !entry.RelativePath.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
                {
                    cases.Add("format", "files that are no PNG", entry.RelativePath, entry.RelativePath);
                    continue;
                }

                (int Width, int Height)? size = images.TryGetValue(entry, out FileEntry? image) ? SizeOf(expected!, image, cases) : null;
                (int Width, int Height) found;
                bool isDecoded;
                try
                {
                    // A small file can unpack to gigabytes: what has the wrong size is refused by its header, before any of its pixels.
                    (int, int)? told = size is null || rules.TakesOtherSizes ? null : reader.SizeInHeader(entry);
                    isDecoded = told is null || told == size;
                    if (isDecoded)
                    {
                        reader.Read(entry, map, size);
                        rules.Remap?.Apply(map);
                    }

                    found = isDecoded ? (map.Width, map.Height) : told!.Value;
                }
                catch (InputException problem)
                {
                    cases.Add("unreadable", "masks that cannot be read", entry.RelativePath, Own(problem.Message.Replace(Path.Combine(Path.GetFullPath(path), entry.RelativePath), entry.RelativePath, StringComparison.Ordinal).Replace(entry.FullName, entry.RelativePath, StringComparison.Ordinal)));
                    continue;
                }

                if (size is (int width, int height) && found != (width, height) && !rules.TakesOtherSizes)
                {
                    cases.Add("size", "masks of another size than their image", entry.RelativePath, Invariant($"{entry.RelativePath}: {found.Width} x {found.Height}, expected {width} x {height}"));
                }

                if (!isDecoded)
                {
                    continue;
                }

                if (image is not null)
                {
                    pixels?.Add(image.Stem, map);
                }

                if (UnknownValues(map, known) is { Count: > 0 } values)
                {
                    cases.Add("values", $"masks with values that no class has (expected {rules.Dataset.ExpectedPredictionValues(rules.Labels)})", entry.RelativePath, $"{entry.RelativePath}: {ValueRanges.Text(values)}");
                }
            }

            if (submission.Entries.Count == 0)
            {
                cases.Add("names", "submissions without a mask", "", called);
            }

            return new SubmissionValidation(submission.Entries.Count, cases.ToFindings(),
                [.. submission.Notes.Select(Own), .. NotLookedFor(expected)]);
        }

        string Own(string message) => Advice.Without(WithoutPath(message, path, called));
    }

    private static string[] NotLookedFor(ExpectedImages? expected) => expected switch
    {
        null => ["nobody said which images there must be, so that missing and extra masks and wrong sizes were not looked for"],
        { HasSizes: false } => ["the list of images says no sizes, so that wrong ones were not looked for"],
        _ => [],
    };

    // No path of the machine that checks.
    private static string WithoutPath(string message, string path, string called)
    {
        foreach (string place in new[] { Path.GetFullPath(path), path }.Select(Path.TrimEndingDirectorySeparator))
        {
            message = place.AsSpan().ContainsAny('/', '\\') ? message.Replace(place, called, StringComparison.Ordinal)
                : message.StartsWith(place, StringComparison.Ordinal) ? called + message[place.Length..] : message;
        }

        return message;
    }

    /// <summary>The values of a map that no class has, ascending.</summary>
    /// <param name="map">The map.</param>
    /// <param name="known">By value, whether something has it.</param>
    internal static IReadOnlyList<int> UnknownValues(LabelMap map, bool[] known)
    {
        SortedSet<int> unknown = [];
        if (map.IsWide)
        {
            foreach (ushort value in map.Wide)
            {
                if (!known[value])
                {
                    unknown.Add(value);
                }
            }
        }
        else
        {
            foreach (byte value in map.Narrow)
            {
                if (!known[value])
                {
                    unknown.Add(value);
                }
            }
        }

        return [.. unknown];
    }

    private static Dictionary<FileEntry, FileEntry> Pair(MaskSource submission, ExpectedImages? expected, SubmissionRules rules, Func<string, string> own, Cases cases)
    {
        Dictionary<FileEntry, FileEntry> images = new(ReferenceEqualityComparer.Instance);
        if (expected is null || submission.Entries.Count == 0)
        {
            return images;
        }

        try
        {
            PairList pairs = PairFinder.Find(expected.Source, submission, rules.Pairing);
            foreach (MaskPair pair in pairs.Pairs)
            {
                if (pair.Prediction is FileEntry prediction)
                {
                    images[prediction] = pair.GroundTruth;
                }
                else if (!rules.TakesMissing)
                {
                    cases.Add("missing", "images without a mask", pair.Name, pair.Name);
                }
            }

            foreach (FileEntry extra in rules.TakesExtra ? [] : pairs.ExtraPredictions)
            {
                cases.Add("extra", "masks of no image", extra.RelativePath, extra.RelativePath);
            }

            foreach (string duplicate in pairs.DuplicatePredictions)
            {
                cases.Add("names", Unclear, duplicate, own(duplicate));
            }

            foreach (string duplicate in pairs.DuplicateGroundTruths)
            {
                cases.Add(HostKind, "names of the host's images that are not clear", "", "see the host", duplicate);
            }
        }
        catch (InputException problem)
        {
            cases.Add("names", Unclear, "", own(problem.Message.Split('\n')[0]), problem.Message);
        }

        return images;
    }

    // What is wrong with the labels is the host's affair: the participant's mask is then checked without its size.
    private static (int, int)? SizeOf(ExpectedImages expected, FileEntry image, Cases cases)
    {
        try
        {
            return expected.SizeOf(image);
        }
        catch (InputException problem)
        {
            cases.Add(HostKind, "images whose size the host could not tell", image.Stem, image.Stem, problem.Message);
            return null;
        }
    }

    /// <summary>Collects cases by kind.</summary>
    private sealed class Cases
    {
        private readonly Dictionary<string, (string Summary, SortedSet<(string Name, string Text)> First, List<string> Host, long Count)> _kinds = new(StringComparer.Ordinal);

        public void Add(string kind, string summary, string name, string text, string host = "")
        {
            (string Summary, SortedSet<(string, string)> First, List<string> Host, long Count) found = _kinds.GetValueOrDefault(kind,
                (summary, new(Comparer<(string Name, string Text)>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name) is var order && order != 0 ? order : string.CompareOrdinal(a.Text, b.Text))), [], 0));
            found.First.Add((name, text));
            if (found.First.Count > ShownCases)
            {
                found.First.Remove(found.First.Max);
            }

            if (host.Length > 0 && found.Host.Count < ShownCases)
            {
                found.Host.Add(host);
            }

            _kinds[kind] = found with { Count = found.Count + 1 };
        }

        public IReadOnlyList<SubmissionFinding> ToFindings() => [.. _kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => new SubmissionFinding(kind.Key, kind.Value.Summary, kind.Value.Count, [.. kind.Value.First.Select(item => item.Text)], string.Join("\n", kind.Value.Host)))];
    }
}
