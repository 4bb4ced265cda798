using Ade20kEval.Cli.Options;
using Ade20kEval.Files;
using Ade20kEval.Formats.Archives;
using Ade20kEval.Masks;
using Ade20kEval.Sources;

namespace Ade20kEval.Cli.Cluster;

/// <summary>An archive of submissions: archives and folders of masks, as they would lie in a folder. Tasks open files, so it is unpacked into the folder of results.</summary>
/// <remarks>
/// Through the door by which every archive comes in: names that lead out of it, links and bombs are refused, and of the rest only archives and masks are unpacked. What is there
/// already stays, for tasks may be reading it; where it is something else, nothing is unpacked.
/// </remarks>
internal sealed class SubmissionArchive : IDisposable
{
    private const long LongestFile = 1L << 30;

    private static readonly string[] s_endings = [".zip", ".tar", ".tar.gz", ".tgz"];

    private static readonly FileKind s_kind = new()
    {
        Name = "submission or mask",
        Extensions = [.. s_endings, .. MaskFileNames.KindWith(MaskInputOptions.Default.Formats).Extensions],
        Expected = $"Expected an archive ({string.Join(", ", s_endings)}) of archives or folders of masks.",
    };

    private readonly FileSet _files;
    private readonly string _top;

    /// <summary>Opens one.</summary>
    /// <exception cref="InputException">It is no archive, it is refused, or it does not hold submissions alone.</exception>
    public SubmissionArchive(string path)
    {
        _files = FileSet.Open(path, new FileSetOptions { Kind = s_kind, MaxFileBytes = LongestFile, Archive = new ArchiveLimits { MaxPackedBytes = 64L << 30, MaxUnpackedBytes = 64L << 30, TakesArchives = true } });
        try
        {
            _top = TopOf(_files.Entries);
            ProblemList strangers = new();
            foreach (FileEntry entry in _files.Entries)
            {
                // At the top an archive is a submission; in a folder a mask is a part of one.
                if (IsArchive(entry.RelativePath) == Below(entry).Contains('/', StringComparison.Ordinal))
                {
                    strangers.Add(entry.RelativePath, entry.RelativePath);
                }
            }

            strangers.ThrowIfAny($"{path}: files that are no part of a submission: {{0}}", "Expected archives beside folders of masks. One submission alone is scored by `ade20k-eval score`.");
        }
        catch
        {
            _files.Dispose();
            throw;
        }
    }

    /// <summary>What the submissions are called, in order of their names: files and folders.</summary>
    public IReadOnlyList<(string Name, bool IsFolder)> Submissions =>
        [.. _files.Entries.Select(entry => Below(entry).Split('/')).Select(parts => (parts[0], parts.Length > 1)).Distinct().OrderBy(one => one.Item1, StringComparer.Ordinal)];

    /// <summary>Whether a path is taken for an archive of submissions, and not for a folder of them.</summary>
    public static bool Is(string path) => !Directory.Exists(path) && IsArchive(path);

    /// <summary>Whether a name is an archive's.</summary>
    public static bool IsArchive(string name) => EndingOf(name) is not null;

    /// <summary>The ending of an archive's name; <see langword="null"/> for other names.</summary>
    public static string? EndingOf(string name) => s_endings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Unpacks what is not there yet.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <exception cref="InputException">A file cannot be unpacked, or the folder holds something else already.</exception>
    /// <exception cref="OutputException">A file cannot be written.</exception>
    public void Unpack(string folder, CancellationToken cancellation)
    {
        RefuseOthers(folder);
        FileBuffers buffers = new();
        foreach (FileEntry entry in _files.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            string path = Path.Combine(folder, Below(entry).Replace('/', Path.DirectorySeparatorChar));
            ReadOnlyMemory<byte> bytes = _files.ReadBytes(entry, buffers);
            if (!File.Exists(path))
            {
                AtomicFile.Write(path, bytes.Span);
            }
            else if (!InputFile.ReadAll(path, LongestFile).Span.SequenceEqual(bytes.Span))
            {
                throw Other(folder, path);
            }
        }
    }

    public void Dispose() => _files.Dispose();

    // A mask of an older archive would be scored with the others of its folder.
    private void RefuseOthers(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        HashSet<string> known = [.. _files.Entries.Select(entry => Path.Combine(folder, Below(entry).Replace('/', Path.DirectorySeparatorChar)))];
        if (Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !AtomicFile.IsTemporary(Path.GetFileName(path))).FirstOrDefault(path => !known.Contains(path)) is string other)
        {
            throw Other(folder, other);
        }
    }

    private InputException Other(string folder, string path) =>
        new($"{path}: is not as in {_files.Path}; another archive was unpacked here. Take {folder} away, or write results to another folder.");

    private string Below(FileEntry entry) => entry.RelativePath[_top.Length..];

    // Folders that merely wrap all submissions: of those, the innermost that holds no mask itself.
    private static string TopOf(IReadOnlyList<FileEntry> entries)
    {
        string common = EntryListing.CommonFolder(entries) ?? "";
        bool IsSubmission(string folder) => entries.Any(entry => !IsArchive(entry.RelativePath) && entry.RelativePath.LastIndexOf('/') == folder.Length - 1);
        return common.Length > 0 && IsSubmission(common) ? common[..(common.TrimEnd('/').LastIndexOf('/') + 1)] : common;
    }
}
