using Ade20kEval.Formats;

namespace Ade20kEval.Masks;

/// <summary>The mask files below a folder.</summary>
/// <remarks>
/// Folders below it are entered; hidden ones and other junk are not. A link to a regular file below the root is followed.
/// Links that lead nowhere, in circles, to a folder or out of the root are errors of the file they stand for: a set of masks
/// that depends on what lies elsewhere cannot be handed to somebody else.
/// </remarks>
internal sealed class FolderMaskSource : FileMaskSource
{
    // Shorter than the smallest file of any mask format, PNG's 8 bytes of signature and 25 of header: refused before opening,
    // because pipes and devices, which report no length, can block whoever opens them.
    private const int MinimumBytes = 33;

    private readonly string[] _paths;

    public FolderMaskSource(string path, MaskSourceOptions options)
        : base(path, options)
    {
        string root = System.IO.Path.GetFullPath(path);
        List<string> paths = [];
        EntryListing listing = new(path);
        try
        {
            Walk(new DirectoryInfo(root), "", listing, paths, new RealPath(root));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the folder cannot be listed ({failure.Message.TrimEnd('.')}).", failure);
        }

        _paths = [.. paths];
        Entries = listing.Masks();
        OtherFiles = listing.OtherFiles();
        Notes = listing.Notes();
    }

    /// <inheritdoc/>
    public override void Load(MaskEntry entry, ReadBuffer into, ReadBuffer packed) =>
        InputFile.ReadAll(_paths[entry.Index], into, MinimumBytes, Options.MaxFileBytes);

    private static void Walk(DirectoryInfo folder, string prefix, EntryListing listing, List<string> paths, RealPath root)
    {
        EnumerationOptions everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };
        foreach (FileSystemInfo item in folder.EnumerateFileSystemInfos("*", everything))
        {
            string relative = prefix + item.Name;
            bool isLink = item.Attributes.HasFlag(FileAttributes.ReparsePoint);
            bool isMask = MaskFileNames.IsMask(item.Name);
            bool isFolder = item is DirectoryInfo;
            if (isFolder && !isLink && (!isMask || MaskFileNames.IsJunkPart(item.Name)))
            {
                if (!MaskFileNames.IsJunkPart(item.Name))
                {
                    Walk((DirectoryInfo)item, relative + "/", listing, paths, root);
                }

                continue;
            }

            string? problem = null;
            long length = 0;
            if (isLink && (isMask || isFolder))
            {
                problem = root.ProblemOfLink(item, out length);
            }
            else if (isFolder)
            {
                problem = "is a folder, though its name is that of a mask.";
            }
            else if (!isLink)
            {
                length = ((FileInfo)item).Length;
            }

            listing.Add(relative, length, paths.Count, problem);
            paths.Add(item.FullName);
        }
    }
}
