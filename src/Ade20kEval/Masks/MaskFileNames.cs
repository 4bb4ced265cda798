namespace Ade20kEval.Masks;

/// <summary>What a file's name says about it: mask, archive, litter of an operating system, or something else.</summary>
internal static class MaskFileNames
{
    private static readonly string[] s_maskExtensions = [".png", ".npy", ".npz"];
    private static readonly string[] s_imageExtensions = [".png", ".jpg", ".jpeg", ".npy", ".npz", ".tif", ".tiff", ".bmp", ".webp"];

    /// <summary>Whether the name is that of a mask file: PNG, npy or npz.</summary>
    public static bool IsMask(ReadOnlySpan<char> name) => EndsWithAny(name, s_maskExtensions);

    /// <summary>Whether a path is litter: hidden (a part begins with a dot, AppleDouble files and notebook checkpoints among them) or left by macOS or Windows.</summary>
    /// <param name="relativePath">Path below the root, with <c>/</c>.</param>
    public static bool IsJunk(ReadOnlySpan<char> relativePath)
    {
        foreach (Range part in relativePath.Split('/'))
        {
            if (IsJunkPart(relativePath[part]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one part of a path makes everything below it litter.</summary>
    public static bool IsJunkPart(ReadOnlySpan<char> part) =>
        part.StartsWith('.')
        || part.SequenceEqual("__MACOSX")
        || part.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase)
        || part.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase);

    /// <summary>The part of a path after its last <c>/</c>.</summary>
    public static string FileName(string relativePath) => relativePath[(relativePath.LastIndexOf('/') + 1)..];

    /// <summary>The file name of a path without folders and without its mask extension; other extensions stay.</summary>
    public static string Stem(string relativePath)
    {
        string name = FileName(relativePath);
        return IsMask(name) ? name[..^4] : name;
    }

    /// <summary>The file name of a path without folders and without the extension of a mask or picture: tables name images by either, or by none.</summary>
    public static string ImageStem(string relativePath)
    {
        string name = FileName(relativePath);
        return EndsWithAny(name, s_imageExtensions) ? Path.GetFileNameWithoutExtension(name) : name;
    }

    /// <summary>A source's path without folders and without the extension of an archive, table or mask: what its run is called.</summary>
    public static string SourceName(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        string[] endings = [".tar.gz", ".tgz", ".tar", ".zip", ".json", ".csv", .. s_maskExtensions];
        string? ending = Directory.Exists(path) ? null : endings.FirstOrDefault(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        string bare = ending is null ? name : name[..^ending.Length];
        return bare.Length > 0 ? bare : name;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> name, string[] extensions)
    {
        foreach (string extension in extensions)
        {
            if (name.Length > extension.Length && name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
