using Ade20kEval.Boards;
using Ade20kEval.Files;
using Ade20kEval.Masks;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Sources;

namespace Ade20kEval.Cli;

/// <summary>A mask that is packed.</summary>
/// <param name="Mask">The mask.</param>
/// <param name="Image">Its image; <see langword="null"/> where nobody said which there are.</param>
/// <param name="Name">What it is called in the zip, without an ending.</param>
internal sealed record PackedMask(FileEntry Mask, FileEntry? Image, string Name);

/// <summary>What masks are called in a packed submission: paired as scoring pairs them, and of what is left letters' case and an ending that every mask has are mended.</summary>
internal static class PackedNames
{
    /// <summary>The masks, in the order of their names.</summary>
    /// <param name="source">The masks.</param>
    /// <param name="expected">Their images; <see langword="null"/> where nobody said.</param>
    /// <param name="rule">What pairs in names.</param>
    /// <exception cref="InputException">An image has no mask, a mask no image, or a name is taken twice; all are told.</exception>
    public static IReadOnlyList<PackedMask> Of(MaskSource source, ExpectedImages? expected, PairingRule rule)
    {
        ProblemList problems = new();
        List<PackedMask> files = expected is null ? Alone(source, problems) : Paired(source, expected, rule, problems);
        foreach (PackedMask file in files.Where(file => file.Name.Contains('\\', StringComparison.Ordinal)))
        {
            problems.Add(file.Mask.RelativePath, $"{file.Mask.RelativePath}: holds a backslash, which separates folders in archives of some systems, so that its name would be another one");
        }

        problems.ThrowIfAny($"{source.Path}: masks and images that do not belong together: {{0}}");
        return [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];
    }

    private static List<PackedMask> Alone(MaskSource source, ProblemList problems)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (FileEntry mask in source.Entries.Where(mask => !taken.Add(mask.Stem)))
        {
            problems.Add(mask.RelativePath, $"{mask.RelativePath}: another mask has the same name");
        }

        return [.. source.Entries.Select(mask => new PackedMask(mask, null, mask.Stem))];
    }

    private static List<PackedMask> Paired(MaskSource source, ExpectedImages expected, PairingRule rule, ProblemList problems)
    {
        PairList pairs = PairFinder.Find(expected.Source, source, rule);
        foreach (string duplicate in pairs.DuplicateGroundTruths.Concat(pairs.DuplicatePredictions))
        {
            problems.Add(duplicate, duplicate);
        }

        List<PackedMask> files = [.. pairs.Pairs.Where(pair => pair.Prediction is not null).Select(pair => new PackedMask(pair.Prediction!, pair.GroundTruth, pair.Name))];
        ILookup<string, MaskPair> open = pairs.Pairs.Where(pair => pair.Prediction is null).ToLookup(pair => pair.Name, StringComparer.OrdinalIgnoreCase);
        string ending = files.Count > 0 ? "" : CommonEnding(pairs.ExtraPredictions, open);
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (FileEntry mask in pairs.ExtraPredictions)
        {
            string stem = mask.Stem[..^ending.Length];
            MaskPair[] images = [.. open[stem]];
            if (images.Length != 1)
            {
                problems.Add(mask.RelativePath, images.Length == 0 ? $"{mask.RelativePath}: belongs to no image" : $"{mask.RelativePath}: belongs to {string.Join(" or ", images.Select(image => image.Name))}, which differ in nothing but letters' case");
            }
            else if (!taken.Add(images[0].Name))
            {
                problems.Add(mask.RelativePath, $"{mask.RelativePath}: another mask has the same name");
            }
            else
            {
                files.Add(new PackedMask(mask, images[0].GroundTruth, images[0].Name));
            }
        }

        foreach (MaskPair image in open.SelectMany(group => group).Where(image => !taken.Contains(image.Name)))
        {
            problems.Add(image.Name, $"{image.Name}: has no mask");
        }

        return files;
    }

    // What every mask has behind its image's name. An ending that some masks lack, that leaves an image's name as it is, or that continues a number
    // may as well be a part of another image's name: 17 is not the mask of 1.
    private static string CommonEnding(IReadOnlyList<FileEntry> masks, ILookup<string, MaskPair> images)
    {
        string ending = masks.Count == 0 ? "" : EndingOf(masks[0].Stem, images);
        return masks.All(mask => mask.Stem.EndsWith(ending, StringComparison.Ordinal) && !images.Contains(mask.Stem) && !ContinuesNumber(mask.Stem, ending)) ? ending : "";
    }

    private static bool ContinuesNumber(string stem, string ending) =>
        ending.Length > 0 && stem.Length > ending.Length && char.IsDigit(ending[0]) && char.IsDigit(stem[^(ending.Length + 1)]);

    private static string EndingOf(string stem, ILookup<string, MaskPair> images) =>
        images.Contains(stem) ? "" : images.Select(group => group.Key).Where(name => stem.StartsWith(name, StringComparison.OrdinalIgnoreCase)).MaxBy(name => name.Length) is string image ? stem[image.Length..] : "";
}
