using Ade20kEval.Sources;

namespace Ade20kEval.Masks;

/// <summary>What the names of masks, of the sources that they come from and of the images that they belong to have in common.</summary>
internal static class MaskFileNames
{
    private const string NoJpeg = "JPEG changes labels at every border, so it is not read: save masks losslessly, as PNG.";

    private static readonly string[] s_sourceExtensions = [".tar.gz", ".tgz", ".tar", ".zip", ".json", ".csv"];
    private static readonly string[] s_imageExtensions = [".png", ".jpg", ".jpeg", ".npy", ".npz", ".tif", ".tiff", ".bmp", ".gif", ".tga", ".webp"];

    private static readonly string[] s_ownExtensions = [".png", ".npy", ".npz"];

    /// <summary>Masks that are files of their own: PNG, npy or npz.</summary>
    private static readonly FileKind s_ownKind = KindOf(s_ownExtensions, [[0x89, (byte)'P', (byte)'N', (byte)'G'], [0x93, (byte)'N', (byte)'U', (byte)'M']]);

    /// <summary>Masks that are files of their own: PNG, npy or npz, and what else there are decoders for.</summary>
    public static FileKind KindWith(IReadOnlyList<MaskImageFormat> formats) => formats.Count == 0
        ? s_ownKind
        : KindOf([.. s_ownExtensions, .. formats.SelectMany(static format => format.Extensions)], [.. s_ownKind.Signatures, .. formats.SelectMany(static format => format.Signatures)]);

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
        string? ending = Directory.Exists(path) ? null : s_sourceExtensions.Concat(s_imageExtensions).FirstOrDefault(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        string bare = ending is null ? name : name[..^ending.Length];
        return bare.Length > 0 ? bare : name;
    }

    private static FileKind KindOf(string[] extensions, IReadOnlyList<byte[]> signatures) => new()
    {
        Name = "mask",
        Extensions = extensions,
        Signatures = signatures,
        Refused = [(".jpg", NoJpeg), (".jpeg", NoJpeg)],
        Expected = $"Expected a folder, a .zip, .tar or .tar.gz archive, a {string.Join(", ", extensions.SkipLast(1))} or {extensions[^1]} mask, or a .json or .csv table of run lengths.",
        MinimumBytes = 24,   // shorter than any PNG (signature and header are 33 bytes) or array, and than texts that are called what they are; a GIF with one pixel has 26
    };
}
