using System.Text.RegularExpressions;
using Ade20kEval.Sources;
using Ade20kEval.Text;

namespace Ade20kEval.Cli;

/// <summary>What of a tree of full ADE20K is to be converted, and what it is called afterwards.</summary>
/// <remarks>
/// The tree holds, beside the photograph <c>X.jpg</c>: the annotation <c>X_seg.png</c>, its parts <c>X_parts_1.png</c>, and in a folder <c>X</c> a mask for every
/// object. Predictions are called <c>X</c>. Where no file ends with <c>_seg</c>, the files are taken for annotations as they are.
/// </remarks>
internal static partial class FullTree
{
    private const string Suffix = "_seg";

    /// <summary>The annotations among masks, with their paths after conversion.</summary>
    /// <param name="entries">All masks of the source.</param>
    /// <param name="note">What was passed over, a sentence; null where nothing was.</param>
    public static IReadOnlyList<(FileEntry Entry, string Target)> Annotations(IReadOnlyList<FileEntry> entries, out string? note)
    {
        note = null;
        FileEntry[] annotations = [.. entries.Where(IsAnnotation)];
        if (annotations.Length == 0)
        {
            return [.. entries.Select(entry => (entry, Path.ChangeExtension(entry.RelativePath, ".png")))];
        }

        int parts = entries.Count(entry => Parts().IsMatch(entry.Stem));
        int objects = entries.Count(entry => entry.Stem.StartsWith("instance_", StringComparison.OrdinalIgnoreCase));
        int others = entries.Count - annotations.Length - parts - objects;
        string[] passed = [.. new[] { Counted(parts, "mask of parts", "masks of parts"), Counted(objects, "mask of a single object", "masks of single objects"), Counted(others, "other file", "other files") }.OfType<string>()];
        if (passed.Length > 0)
        {
            note = $"Of this tree only the annotations, NAME{Suffix}, are converted; passed over: {string.Join(", ", passed)}.";
        }

        return [.. annotations.Select(entry => (entry, TargetOf(entry)))];
    }

    private static bool IsAnnotation(FileEntry entry) => entry.Stem.Length > Suffix.Length && entry.Stem.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    private static string TargetOf(FileEntry entry)
    {
        int name = entry.RelativePath.LastIndexOf('/') + 1;
        return string.Concat(entry.RelativePath.AsSpan(0, name), entry.Stem.AsSpan(0, entry.Stem.Length - Suffix.Length), ".png");
    }

    private static string? Counted(int count, string one, string many) => count == 0 ? null : Plural.Of(count, one, many);

    [GeneratedRegex("_parts_[0-9]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
