namespace Ade20kEval.Formats.Archives;

/// <summary>Which file names are those of archives and compressed files.</summary>
internal static class ArchiveNames
{
    private static readonly string[] s_extensions = [".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".7z", ".rar"];

    /// <summary>Whether a name ends like an archive's or a compressed file's.</summary>
    public static bool IsArchive(string name) =>
        s_extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
