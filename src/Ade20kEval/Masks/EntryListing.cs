using System.Globalization;

namespace Ade20kEval.Masks;

/// <summary>Sorts what a folder or archive holds into masks, other files and junk, and says what it did.</summary>
internal sealed class EntryListing(string sourcePath)
{
    private readonly string _folder = sourcePath.TrimEnd('/') + "/";
    private readonly List<MaskEntry> _masks = [];
    private readonly List<string> _others = [];
    private readonly SortedDictionary<string, int> _junk = new(StringComparer.Ordinal);

    /// <summary>Adds a file.</summary>
    /// <param name="relativePath">Path below the root, with <c>/</c>.</param>
    /// <param name="lengthBytes">Its length, unpacked.</param>
    /// <param name="index">Where the source keeps what it knows of it.</param>
    /// <param name="problem">Why it cannot be read, to follow its name; null when nothing is known against it.</param>
    public void Add(string relativePath, long lengthBytes, int index, string? problem = null)
    {
        if (MaskFileNames.IsJunk(relativePath))
        {
            string part = relativePath.Split('/').First(part => MaskFileNames.IsJunkPart(part));
            string kind = part.StartsWith("._", StringComparison.Ordinal) ? "._*" : part;
            _junk[kind] = _junk.GetValueOrDefault(kind) + 1;
        }
        else if (problem is not null || MaskFileNames.IsMask(relativePath))
        {
            _masks.Add(new MaskEntry(relativePath, MaskFileNames.Stem(relativePath), lengthBytes)
            {
                Folder = _folder,
                Problem = problem is null ? null : $"{_folder}{relativePath}: {problem}",
                Index = index,
            });
        }
        else
        {
            _others.Add(relativePath);
        }
    }

    /// <summary>The masks, sorted by relative path, ordinal.</summary>
    public IReadOnlyList<MaskEntry> Masks()
    {
        // Two entries of an archive may have the same path; their order is that of the archive.
        _masks.Sort(static (a, b) => string.CompareOrdinal(a.RelativePath, b.RelativePath) is int order and not 0 ? order : a.Index.CompareTo(b.Index));
        return _masks;
    }

    /// <summary>Relative paths of files that are neither masks nor junk, sorted.</summary>
    public string[] OtherFiles() => [.. _others.Order(StringComparer.Ordinal)];

    /// <summary>What was left out and what looks unusual.</summary>
    public string[] Notes()
    {
        List<string> notes = [];
        if (_junk.Count > 0)
        {
            int total = _junk.Values.Sum();
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"{sourcePath}: {total:N0} junk {(total == 1 ? "file" : "files")} skipped ({string.Join(", ", _junk.Keys.Take(5))})"));
        }

        if (_others.Count > 0)
        {
            IEnumerable<string> extensions = _others
                .Select(static path => Path.GetExtension(path).ToLowerInvariant())
                .Select(static extension => extension.Length == 0 ? "no extension" : extension)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Take(5);
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"{sourcePath}: {_others.Count:N0} {(_others.Count == 1 ? "file that is no mask" : "files that are no masks")} skipped ({string.Join(", ", extensions)})"));
        }

        if (CommonFolder(_masks) is string folder)
        {
            notes.Add($"{sourcePath}: everything is inside one folder '{folder}'");
        }

        return [.. notes];
    }

    /// <summary>The folders that all masks share, with a closing <c>/</c>; null when some mask lies at the root or there is none.</summary>
    public static string? CommonFolder(IReadOnlyList<MaskEntry> masks)
    {
        if (masks.Count == 0)
        {
            return null;
        }

        string common = masks[0].RelativePath;
        foreach (MaskEntry mask in masks)
        {
            common = common[..common.AsSpan().CommonPrefixLength(mask.RelativePath)];
        }

        int end = common.LastIndexOf('/');
        return end < 0 ? null : common[..(end + 1)];
    }
}
