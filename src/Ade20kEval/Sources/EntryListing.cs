namespace Ade20kEval.Sources;

/// <summary>Sorts what a folder or archive holds into files of the kind that is looked for, other files and junk, and says what it did.</summary>
internal sealed class EntryListing(string sourcePath, FileKind kind)
{
    private readonly string _folder = sourcePath.TrimEnd('/') + "/";
    private readonly List<FileEntry> _files = [];
    private readonly List<string> _others = [];

    // Made when there is some: its code is compiled anew in every process.
    private SortedDictionary<string, int>? _junk;

    /// <summary>Adds a file.</summary>
    public void Add(ListedFile file)
    {
        if (JunkNames.KindOf(file.RelativePath) is string junk)
        {
            _junk ??= new SortedDictionary<string, int>(StringComparer.Ordinal);
            _junk[junk] = _junk.GetValueOrDefault(junk) + 1;
        }
        else if (file.Problem is not null || kind.IsName(file.RelativePath))
        {
            _files.Add(new FileEntry(file.RelativePath, kind.StemOf(file.RelativePath), file.LengthBytes)
            {
                Folder = _folder,
                Problem = file.Problem is null ? null : $"{_folder}{file.RelativePath}: {file.Problem}",
                Index = file.Index,
            });
        }
        else
        {
            _others.Add(file.RelativePath);
        }
    }

    /// <summary>The files of the kind, sorted by relative path, ordinal.</summary>
    public IReadOnlyList<FileEntry> Files()
    {
        // Two entries of an archive may have the same path; their order is that of the archive.
        _files.Sort(static (a, b) => string.CompareOrdinal(a.RelativePath, b.RelativePath) is int order and not 0 ? order : a.Index.CompareTo(b.Index));
        return _files;
    }

    /// <summary>Relative paths of files that are neither of the kind nor junk, sorted.</summary>
    public string[] OtherFiles() => [.. _others.Order(StringComparer.Ordinal)];

    /// <summary>What was left out and what looks unusual.</summary>
    public string[] Notes()
    {
        List<string> notes = [];
        if (_junk is not null)
        {
            int total = _junk.Values.Sum();
            notes.Add(Invariant($"{sourcePath}: {total:N0} junk {(total == 1 ? "file" : "files")} skipped ({string.Join(", ", _junk.Keys.Take(5))})"));
        }

        if (_others.Count > 0)
        {
            IEnumerable<string> extensions = _others
                .Select(static path => Path.GetExtension(path).ToLowerInvariant())
                .Select(static extension => extension.Length == 0 ? "no extension" : extension)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Take(5);
            string what = _others.Count == 1 ? $"file that is no {kind.Name}" : $"files that are no {kind.Name}s";
            notes.Add(Invariant($"{sourcePath}: {_others.Count:N0} {what} skipped ({string.Join(", ", extensions)})"));
        }

        if (EnclosingFolderNote(sourcePath, _files) is string folder)
        {
            notes.Add(folder);
        }

        return [.. notes];
    }

    /// <summary>That everything is inside one folder, where it is: odd, and right.</summary>
    public static string? EnclosingFolderNote(string sourcePath, IReadOnlyList<FileEntry> files) => CommonFolder(files) is string folder ? $"{sourcePath}: everything is inside one folder '{folder}'" : null;

    /// <summary>The folders that all files share, with a closing <c>/</c>; null when some file lies at the root or there is none.</summary>
    public static string? CommonFolder(IReadOnlyList<FileEntry> files)
    {
        if (files.Count == 0)
        {
            return null;
        }

        string common = files[0].RelativePath;
        foreach (FileEntry file in files)
        {
            common = common[..common.AsSpan().CommonPrefixLength(file.RelativePath)];
        }

        int end = common.LastIndexOf('/');
        return end < 0 ? null : common[..(end + 1)];
    }
}
