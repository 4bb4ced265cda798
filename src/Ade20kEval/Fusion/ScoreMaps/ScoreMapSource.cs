using System.Globalization;
using Ade20kEval.Files;
using Ade20kEval.Formats.Archives;
using Ade20kEval.Formats.Safetensors;
using Ade20kEval.Masks;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>Where the score maps of one view come from: a folder, a <c>.zip</c>, <c>.tar</c> or <c>.tar.gz</c>, one file, or a <c>.safetensors</c> file of many images.</summary>
/// <remarks>
/// Files are <c>.npy</c>, <c>.npz</c> and <c>.safetensors</c>, one image each, named as the image; in a <c>.safetensors</c> file that is given
/// itself, every array is an image of that name. In archives only <c>.npy</c> and <c>.npz</c> are read.
/// Opening lists the images and reads none. Immutable once open: any number of readers, one a worker. Dispose it after its readers.
/// </remarks>
public sealed class ScoreMapSource : IDisposable
{
    private const string SafetensorsExtension = ".safetensors";

    // Two thousand score maps of 28 MB are 56 GB; what a mask archive may hold says nothing about them.
    private static readonly MaskSourceOptions s_limits = new()
    {
        MaxFileBytes = Array.MaxLength,
        Archive = new ArchiveLimits { MaxPackedBytes = 1L << 40, MaxUnpackedBytes = 1L << 40 },
    };

    private readonly Dictionary<string, ScoreMapPlace> _places = new(StringComparer.Ordinal);
    private readonly MaskSource? _files;

    private ScoreMapSource(string path, MaskSource? files)
    {
        Path = path;
        _files = files;
    }

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; }

    /// <summary>The images' names, sorted, ordinal.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Opens what a path names.</summary>
    /// <param name="path">A folder, an archive or a file.</param>
    /// <exception cref="InputException">There is nothing at the path, it is of no known kind, holds no score maps, or two of one name.</exception>
    public static ScoreMapSource Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ScoreMapSource source = !Directory.Exists(path) && IsSafetensors(path)
            ? OfArrays(path)
            : OfFiles(path, MaskSource.Open(path, s_limits));
        if (source._places.Count == 0)
        {
            source.Dispose();
            throw new InputException($"{path}: no score maps found. Expected .npy, .npz or .safetensors files, one an image.");
        }

        source.Names = [.. source._places.Keys.Order(StringComparer.Ordinal)];
        return source;
    }

    /// <summary>Whether there is a score map of an image.</summary>
    public bool Contains(string name) => _places.ContainsKey(name);

    /// <summary>Checks that no image is missing.</summary>
    /// <param name="names">The images that shall be fused.</param>
    /// <exception cref="InputException">Some are missing; up to ten are named.</exception>
    public void RequireAll(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        ProblemList missing = new();
        foreach (string name in names.Where(name => !Contains(name)))
        {
            missing.Add(name, name);
        }

        missing.ThrowIfAny(
            $"{Path}: images without a score map in this view: {{0}}",
            string.Create(CultureInfo.InvariantCulture, $"It holds {Names.Count:N0}, such as '{Names[0]}'. Every view needs a score map of every image, named as the image."));
    }

    /// <summary>A reader of this source's score maps, for one worker.</summary>
    public ScoreMapReader CreateReader() => new(this, _files?.CreateReader());

    /// <inheritdoc/>
    public void Dispose() => _files?.Dispose();

    internal ScoreMapPlace Find(string name) => _places.TryGetValue(name, out ScoreMapPlace? place)
        ? place
        : throw new InputException($"{Path}: no score map of '{name}' in this view. Every view needs a score map of every image, named as the image.");

    private static ScoreMapSource OfArrays(string path)
    {
        ScoreMapSource source = new(path, files: null);
        foreach (SafetensorsEntry entry in ScoreMapFile.Entries(path))
        {
            source.Add(entry.Name, new ScoreMapPlace($"{path}/{entry.Name}", path, Entry: null, entry));
        }

        return source;
    }

    private static ScoreMapSource OfFiles(string path, MaskSource files)
    {
        ScoreMapSource source = new(path, files);
        try
        {
            bool isFolder = Directory.Exists(path);
            foreach (MaskEntry entry in files.Entries.Where(entry => !entry.RelativePath.EndsWith(".png", StringComparison.OrdinalIgnoreCase)))
            {
                string? file = files.IsSingleMask ? path : isFolder ? System.IO.Path.Combine(path, entry.RelativePath) : null;
                source.Add(entry.Stem, new ScoreMapPlace(entry.FullName, file, entry, Array: null));
            }

            foreach (string other in files.OtherFiles.Where(other => isFolder && IsSafetensors(other)))
            {
                string file = System.IO.Path.Combine(path, other);
                source.Add(System.IO.Path.GetFileNameWithoutExtension(other), new ScoreMapPlace(file, file, Entry: null, Array: null));
            }

            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static bool IsSafetensors(string path) => path.EndsWith(SafetensorsExtension, StringComparison.OrdinalIgnoreCase);

    private void Add(string name, ScoreMapPlace place)
    {
        if (!_places.TryAdd(name, place))
        {
            throw new InputException($"{place.FullName}: is a second score map of '{name}', after {_places[name].FullName}. Keep one file an image and view.");
        }
    }
}
