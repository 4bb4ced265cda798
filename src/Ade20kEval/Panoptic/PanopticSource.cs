using System.Text.Unicode;
using Ade20kEval.Files;
using Ade20kEval.Formats.CocoJson;
using Ade20kEval.Sources;

namespace Ade20kEval.Panoptic;

/// <summary>A set in COCO's panoptic format: a JSON file and PNGs, in a folder, an archive, or beside each other.</summary>
internal sealed class PanopticSource : IDisposable
{
    private const long LongestJson = 1L << 30;
    private const long LongestPng = 64L << 20;

    private static readonly string[] s_archives = [".zip", ".tar", ".tar.gz", ".tgz"];

    private static readonly FileKind s_json = new()
    {
        Name = "JSON file",
        Extensions = [".json"],
        Expected = "Expected a .json file in COCO's panoptic format, or a folder, .zip, .tar or .tar.gz with one and its PNGs.",
    };

    private static readonly FileKind s_png = new()
    {
        Name = "panoptic PNG",
        Extensions = [".png"],
        Expected = "Expected a folder, .zip, .tar or .tar.gz with PNGs.",
        MinimumBytes = 33,   // signature and header
    };

    private readonly Dictionary<string, FileEntry> _byPath;
    private readonly ILookup<string, FileEntry> _byName;

    private PanopticSource(string path, string jsonName, ReadOnlyMemory<byte> json, FileSet pictures)
    {
        Path = path;
        JsonName = jsonName;
        Json = json;
        Pictures = pictures;
        _byPath = pictures.Entries.ToDictionary(static entry => entry.RelativePath, StringComparer.Ordinal);
        _byName = pictures.Entries.ToLookup(static entry => NameOf(entry.RelativePath), StringComparer.Ordinal);
    }

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; }

    /// <summary>What errors call the JSON file.</summary>
    public string JsonName { get; }

    /// <summary>The JSON file.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>The PNGs.</summary>
    public FileSet Pictures { get; }

    /// <summary>Opens what a path names.</summary>
    /// <param name="path">A JSON file, or a folder or archive with one and its PNGs.</param>
    /// <param name="pictures">Where the PNGs are; <see langword="null"/> for the usual places: a folder or archive called as the JSON file, or the folder that it is in.</param>
    /// <exception cref="InputException">There is nothing there, or more than one JSON file.</exception>
    public static PanopticSource Open(string path, string? pictures)
    {
        if (!Directory.Exists(path) && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return new PanopticSource(path, path, InputFile.ReadAll(path, LongestJson), OpenPictures(pictures ?? PicturesBeside(path)));
        }

        using FileSet files = FileSet.Open(path, new FileSetOptions { Kind = s_json, MaxFileBytes = LongestJson });
        FileEntry entry = files.Entries switch
        {
            [FileEntry only] => only,
            [] => throw new InputException($"{path}: holds no .json file. {s_json.Expected}"),
            _ => throw new InputException(Invariant($"{path}: holds {files.Entries.Count:N0} JSON files, such as {string.Join(" and ", files.Entries.Take(2).Select(static e => $"'{e.RelativePath}'"))}; expected one. Name the one that is meant.")),
        };
        return new PanopticSource(path, entry.FullName, files.ReadBytes(entry, new FileBuffers()), OpenPictures(pictures ?? path));
    }

    /// <summary>Whether a path names a set in this format, and not label maps: a JSON file, or a folder or archive that holds one.</summary>
    /// <exception cref="InputException">It cannot be looked into.</exception>
    public static bool IsPanoptic(string path)
    {
        bool isFolder = Directory.Exists(path);
        if (!isFolder && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (!isFolder && !s_archives.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        using FileSet files = FileSet.Open(path, new FileSetOptions { Kind = s_json });
        return files.Entries.Count > 0;
    }

    /// <summary>Reads the JSON file.</summary>
    /// <exception cref="InputException">It is not what it should be.</exception>
    public PanopticFile ReadJson()
    {
        try
        {
            return new PanopticFileReader(Json).Read();
        }
        catch (CocoJsonException failure)
        {
            throw Wrong(JsonName, Json.Span, failure);
        }
    }

    /// <summary>The PNG of a file name: that path, or the only file of that name.</summary>
    public FileEntry? Find(string fileName)
    {
        if (_byPath.TryGetValue(fileName, out FileEntry? entry))
        {
            return entry;
        }

        FileEntry[] same = [.. _byName[NameOf(fileName)].Take(2)];
        return same is [FileEntry only] ? only : null;
    }

    /// <summary>The complaint about a JSON file.</summary>
    public static InputException Wrong(string file, ReadOnlySpan<byte> json, CocoJsonException failure) => Utf8.IsValid(json)
        ? new InputException(Invariant($"{file}: {(failure.Place.StartsWith('$') ? "" : "$")}{failure.Place} (byte {failure.Offset:N0}): {failure.Message}."), failure)
        : new InputException($"{file}: is not UTF-8 text. Save it as UTF-8.", failure);

    /// <inheritdoc/>
    public void Dispose() => Pictures.Dispose();

    private static FileSet OpenPictures(string path) => FileSet.Open(path, new FileSetOptions { Kind = s_png, MaxFileBytes = LongestPng });

    private static string NameOf(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    private static string PicturesBeside(string json)
    {
        string bare = json[..^".json".Length];
        return Directory.Exists(bare)
            ? bare
            : s_archives.Select(ending => bare + ending).FirstOrDefault(File.Exists)
                ?? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(json))!;
    }
}
