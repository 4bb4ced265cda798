using System.Diagnostics.CodeAnalysis;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks.Pairing;

/// <summary>What the files of one image have in common in their names, and which of a dataset's several files of an image is its ground truth.</summary>
/// <remarks>Immutable.</remarks>
public sealed record PairingRule
{
    private const char AnyText = '*';
    private const char Digit = '#';

    /// <summary>Files pair by their whole names without extension.</summary>
    public static PairingRule WholeName { get; } = new();

    /// <summary>The part of a name that pairs: <c>*</c> stands for any text, <c>#</c> for a digit, and a <c>_</c> or the end of the name has to follow. Null for the whole name.</summary>
    /// <remarks>Where it fits in several ways the shortest counts. Names that it does not fit pair as a whole.</remarks>
    /// <exception cref="ArgumentException">Not exactly one <c>*</c>, which stands first, or nothing after it.</exception>
    public string? Key
    {
        get;
        init => field = value is null || IsKey(value)
            ? value
            : throw new ArgumentException($"'{value}' is not the pattern of a name: expected one '*', at its beginning, and something after it.", nameof(value));
    }

    /// <summary>What the key consists of, for notes: <c>city, sequence and frame</c>. Default: the pattern.</summary>
    [AllowNull]
    public string KeyMeaning
    {
        get => field ?? $"'{Key}'";
        init;
    }

    /// <summary>How the names of ground-truth files end, without extension, best first. Of a folder that holds several files of each image those count that end with the first ending which occurs.</summary>
    public IReadOnlyList<string> GroundTruthEndings { get; init; } = [];

    /// <summary>Endings of names, on either side, that are no part of an image's name: <c>_pred</c>, <c>_mask</c>. The longest that a name ends with is left aside.</summary>
    internal IReadOnlyList<string> Suffixes { get; init; } = [];

    /// <summary>Whether a text can be a <see cref="Key"/>.</summary>
    public static bool IsKey(string pattern) => pattern is [AnyText, _, ..] && pattern.LastIndexOf(AnyText) == 0;

    /// <summary>What a file is paired by.</summary>
    /// <param name="stem">File name without extension.</param>
    public string KeyOf(string stem)
    {
        ArgumentNullException.ThrowIfNull(stem);
        string name = WithoutSuffix(stem);
        return KeyLength(name) is int length ? name[..length] : name;
    }

    /// <summary>A name without the longest of the <see cref="Suffixes"/> that it ends with; never nothing.</summary>
    internal string WithoutSuffix(string stem)
    {
        int longest = 0;
        foreach (string suffix in Suffixes)
        {
            if (suffix.Length > longest && suffix.Length < stem.Length && stem.EndsWith(suffix, StringComparison.Ordinal))
            {
                longest = suffix.Length;
            }
        }

        return longest == 0 ? stem : stem[..^longest];
    }

    /// <summary>Of a ground truth with several files of each image, the files that are wanted.</summary>
    /// <param name="entries">Everything found.</param>
    /// <param name="selection">What was done, for the notes; null when these are no such files and all entries stay.</param>
    internal IReadOnlyList<FileEntry> Select(IReadOnlyList<FileEntry> entries, out string? selection)
    {
        selection = null;
        foreach (string ending in GroundTruthEndings)
        {
            FileEntry[] wanted = [.. entries.Where(entry => entry.Stem.EndsWith(ending, StringComparison.Ordinal))];

            // A name without key means that this is something else with a few such names.
            if (wanted.Length > 0 && entries.All(entry => KeyLength(entry.Stem) is not null))
            {
                selection = Invariant($"{wanted.Length:N0} {(wanted.Length == 1 ? "file" : "files")} '*{ending}' paired by {KeyMeaning}");
                return wanted;
            }
        }

        return entries;
    }

    /// <summary>How many characters of a name are its key; null when the pattern does not fit.</summary>
    private int? KeyLength(string stem)
    {
        if (Key is null)
        {
            return null;
        }

        ReadOnlySpan<char> pattern = Key.AsSpan(1);
        for (int start = 0; start + pattern.Length <= stem.Length; start++)
        {
            int end = start + pattern.Length;
            if ((end == stem.Length || stem[end] == '_') && Fits(stem.AsSpan(start, pattern.Length), pattern))
            {
                return end;
            }
        }

        return null;
    }

    private static bool Fits(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == Digit ? !char.IsAsciiDigit(text[i]) : text[i] != pattern[i])
            {
                return false;
            }
        }

        return true;
    }
}
