using Ade20kEval.Files;
using Ade20kEval.Formats.Archives;
using Microsoft.Win32.SafeHandles;

namespace Ade20kEval.Sources;

/// <summary>Tells what a file is: by its extension, or by its first bytes where the extension says nothing.</summary>
internal static class SourceKinds
{
    private static readonly (string Extension, SourceKind Kind)[] s_archives =
    [
        (".zip", SourceKind.Zip),
        (".tar", SourceKind.Tar),
        (".tar.gz", SourceKind.TarGzip),
        (".tgz", SourceKind.TarGzip),
    ];

    /// <summary>What a file is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">The kind that is looked for.</param>
    /// <exception cref="InputException">There is no such file, or it is neither an archive nor of the kind.</exception>
    public static SourceKind Of(string path, FileKind kind)
    {
        foreach ((string extension, SourceKind archive) in s_archives)
        {
            if (path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return archive;
            }
        }

        if (kind.Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
        {
            return SourceKind.File;
        }

        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file or folder.");
        }

        if (ArchiveNames.IsArchive(path))
        {
            throw new InputException($"{path}: archives of this kind are not read. {kind.Expected}");
        }

        return FromContent(path, kind) ?? throw new InputException($"{path}: is none of the kinds that are read. {(kind.WhyRefused(path) is string reason ? $"{reason} " : "")}{kind.Expected}");
    }

    private static SourceKind? FromContent(string path, FileKind kind)
    {
        byte[] start = new byte[4];
        using SafeFileHandle file = InputFile.Open(path, start.Length);
        InputFile.ReadExactly(file, path, 0, start);
        if (kind.Signatures.Any(signature => start.AsSpan().StartsWith(signature)))
        {
            return SourceKind.File;
        }

        return start switch
        {
            [(byte)'P', (byte)'K', 3, 4] => SourceKind.Zip,
            [0x1F, 0x8B, ..] => SourceKind.TarGzip,
            _ => null,
        };
    }
}
