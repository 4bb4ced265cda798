using System.IO.Enumeration;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Sources;

/// <summary>The files below a folder.</summary>
/// <remarks>
/// Folders below it are entered; hidden ones and other junk are not. A link to a regular file below the root is followed.
/// Links that lead nowhere or in circles are errors of the file they stand for, and so are links to a folder or out of the root, unless it was asked for
/// (<see cref="LinkRule"/>): a set of files that depends on what lies elsewhere cannot be handed to somebody else.
/// </remarks>
internal sealed class FolderFileSet : FileSet
{
    private static readonly EnumerationOptions s_everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    // Folders behind links may hold links to folders: an end, should somebody build a maze of them.
    private const int MostFollowedFolders = 10_000;

    private readonly string _orFollow;
    private int _followed;

    // Paths below this folder that this run writes; null where it writes elsewhere, as nearly always.
    private readonly HashSet<string>? _outputs;

    // Null where what errors call a file is also where it lies, whatever the working directory is or becomes.
    private readonly string? _root;

    public FolderFileSet(string path, FileSetOptions options)
        : base(path, options)
    {
        _orFollow = options.Links == LinkRule.RefuseAndAdvise ? $", or {Advice.FollowLinks}" : "";
        string root = System.IO.Path.GetFullPath(path);
        string[] below = [.. options.Outputs.Where(output => output.StartsWith(System.IO.Path.Join(root.TrimEnd('/'), "/"), StringComparison.Ordinal))];
        _outputs = below.Length == 0 ? null : [.. below.Select(output => System.IO.Path.GetRelativePath(root, output).Replace(System.IO.Path.DirectorySeparatorChar, '/'))];
        EntryListing listing = new(path, options.Kind);
        try
        {
            Walk(root, "", listing, new RealPath(root));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the folder cannot be listed ({failure.Message.TrimEnd('.')}).", failure);
        }

        _root = path.TrimEnd('/') == root.TrimEnd('/') ? null : root;
        Entries = listing.Files();
        OtherFiles = listing.OtherFiles();
        Notes = listing.Notes();
    }

    private protected override void Load(FileEntry entry, string name, ReadBuffer into, ReadBuffer packed) => InputFile.ReadAll(
        _root is null ? name : System.IO.Path.Join(_root, entry.RelativePath), into, Options.Kind.MinimumBytes, Options.MaxFileBytes, entry.LengthBytes);

    private void Walk(string folder, string prefix, EntryListing listing, RealPath root)
    {
        foreach (string? name in new FileSystemEnumerable<string?>(folder, (ref FileSystemEntry entry) => Visit(ref entry, prefix, listing, root), s_everything))
        {
            if (name is not null)
            {
                Enter(System.IO.Path.Join(folder, name), $"{prefix}{name}/", listing, root);
            }
        }
    }

    // A folder behind a link may be one of those that the link lies in.
    private void Enter(string folder, string prefix, EntryListing listing, RealPath root)
    {
        if (new DirectoryInfo(folder).LinkTarget is string target)
        {
            string? real = RealPath.Of(folder);
            for (string? outer = System.IO.Path.GetDirectoryName(folder); outer is not null; outer = System.IO.Path.GetDirectoryName(outer))
            {
                if (RealPath.Of(outer) == real)
                {
                    listing.Add(new ListedFile(prefix.TrimEnd('/'), 0) { Problem = $"is a link to '{target}', which leads in a circle. Put the folder itself there." });
                    return;
                }
            }

            if (++_followed > MostFollowedFolders)
            {
                throw new InputException(Invariant($"{Path}: its links lead to more than {MostFollowedFolders:N0} folders. Score the folder that holds the files."));
            }
        }

        Walk(folder, prefix, listing, root);
    }

    /// <summary>Lists one file where it is found: a <see cref="FileInfo"/> for each would take three times the memory of what is kept.</summary>
    /// <returns>The name of a folder to enter; null for everything else.</returns>
    private string? Visit(ref FileSystemEntry entry, string prefix, EntryListing listing, RealPath root)
    {
        if (AtomicFile.IsTemporary(entry.FileName) || (_outputs?.Contains(string.Concat(prefix, entry.FileName)) ?? false))
        {
            return null;   // another run, or this one, is writing here
        }

        bool isWanted = Options.Kind.IsName(entry.FileName);
        bool isFolder = entry.IsDirectory;
        FileSystemInfo? link = (entry.Attributes & FileAttributes.ReparsePoint) == 0 ? null : entry.ToFileSystemInfo();
        if (isFolder && link is null)
        {
            bool isJunk = JunkNames.IsJunk(entry.FileName);
            if (isJunk || !isWanted)
            {
                return isJunk ? null : entry.FileName.ToString();
            }
        }

        string? problem = null;
        long length = 0;
        if (link is not null && (isWanted || isFolder))
        {
            problem = root.ProblemOfLink(link, Options.Links == LinkRule.Follow, _orFollow, out length, out bool leadsToFolder);
            if (leadsToFolder)
            {
                return JunkNames.IsJunk(entry.FileName) ? null : entry.FileName.ToString();
            }
        }
        else if (isFolder)
        {
            problem = $"is a folder, though its name is that of a {Options.Kind.Name}.";
        }
        else if (link is null)
        {
            length = entry.Length;
        }

        listing.Add(new ListedFile(string.Concat(prefix, entry.FileName), length) { Problem = problem });
        return null;
    }
}
