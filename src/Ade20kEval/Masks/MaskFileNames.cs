using Ade20kEval.Sources;

namespace Ade20kEval.Masks;

/// <summary>What the names of masks, of the sources that they come from and of the images that they belong to have in common.</summary>
internal static class MaskFileNames
{
    private static readonly string[] s_sourceExtensions = [".tar.gz", ".tgz", ".tar", ".zip", ".json", ".csv"];
    private static readonly string[] s_imageExtensions = [".png", ".jpg", ".jpeg", ".npy", ".npz", ".tif", ".tiff", ".bmp", ".webp"];

    /// <summary>Masks that are files of their own: PNG, npy or npz.</summary>
    public static FileKind Kind { get; } = new()
    {
        Name = "mask",
        Extensions = [".png", ".npy", ".npz"],
        Signatures = [[0x89, (byte)'P', (byte)'N', (byte)'G'], [0x93, (byte)'N', (byte)'U', (byte)'M']],
        Expected = "Expected a folder, a .zip, .tar or .tar.gz archive, a .png, .npy or .npz mask, or a .json or .csv table of run lengths.",
        MinimumBytes = 24,   // shorter than any file of the formats (PNG's signature and header are 33 bytes), and than texts that are called what they are
    };

    /// <summary>The part of a path after its last <c>/</c>.</summary>
    public static string FileName(string relativePath) => relativePath[(relativePath.LastIndexOf('/') + 1)..];

    /// <summary>The file name of a path without folders and without the extension of a mask or picture: tables name images by either, or by none.</summary>
    public static string ImageStem(string relativePath)
    {
        string name = FileName(relativePath);
        bool hasExtension = s_imageExtensions.Any(extension => name.Length > extension.Length && name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
        return hasExtension ? Path.GetFileNameWithoutExtension(name) : name;
    }

    /// <summary>A source's path without folders and without the extension of an archive, table or mask: what its run is called.</summary>
    public static string SourceName(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        string? ending = Directory.Exists(path) ? null : s_sourceExtensions.Concat(Kind.Extensions).FirstOrDefault(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        string bare = ending is null ? name : name[..^ending.Length];
        return bare.Length > 0 ? bare : name;
    }
}
