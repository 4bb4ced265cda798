using Ade20kEval.Files;
using Ade20kEval.Formats.Archives;
using Microsoft.Win32.SafeHandles;

namespace Ade20kEval.Masks;

/// <summary>Tells what a file is: by its extension, or by its first bytes where the extension says nothing.</summary>
internal static class SourceKinds
{
    private static readonly (string Extension, SourceKind Kind)[] s_extensions =
    [
        (".zip", SourceKind.Zip),
        (".tar", SourceKind.Tar),
        (".tar.gz", SourceKind.TarGzip),
        (".tgz", SourceKind.TarGzip),
        (".png", SourceKind.Mask),
        (".npy", SourceKind.Mask),
        (".npz", SourceKind.Mask),
        (".json", SourceKind.RleJson),
        (".csv", SourceKind.RunLengthCsv),
    ];

    /// <summary>The kind of a file.</summary>
    /// <exception cref="InputException">There is no such file, or it is of no kind that is read.</exception>
    public static SourceKind Of(string path)
    {
        foreach ((string extension, SourceKind kind) in s_extensions)
        {
            if (path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file or folder.");
        }

        const string Known = "Expected a folder, a .zip, .tar or .tar.gz archive, a .png, .npy or .npz mask, or a .json or .csv table of run lengths.";
        if (ArchiveNames.IsArchive(path))
        {
            throw new InputException($"{path}: archives of this kind are not read. {Known}");
        }

        return FromContent(path) ?? throw new InputException($"{path}: is none of the kinds that are read. {Known}");
    }

    private static SourceKind? FromContent(string path)
    {
        Span<byte> start = stackalloc byte[4];
        using SafeFileHandle file = InputFile.Open(path, start.Length);
        InputFile.ReadExactly(file, path, 0, start);
        return start switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G'] => SourceKind.Mask,
            [0x93, (byte)'N', (byte)'U', (byte)'M'] => SourceKind.Mask,
            [(byte)'P', (byte)'K', 3, 4] => SourceKind.Zip,
            [0x1F, 0x8B, ..] => SourceKind.TarGzip,
            _ => null,
        };
    }
}
