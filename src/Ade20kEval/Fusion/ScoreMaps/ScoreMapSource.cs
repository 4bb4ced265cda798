using Ade20kEval.Files;
using Ade20kEval.Formats.Archives;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Safetensors;
using Ade20kEval.Sources;

namespace Ade20kEval.Fusion.ScoreMaps;

/// <summary>Where the score maps of one view come from: a folder, a <c>.zip</c>, <c>.tar</c> or <c>.tar.gz</c>, one file, or a <c>.safetensors</c> file of many images.</summary>
/// <remarks>
/// Files are <c>.npy</c>, <c>.npz</c> and <c>.safetensors</c>, one image each, named as the image; in a <c>.safetensors</c> file that is given
/// itself, every array is an image of that name.
/// Opening lists the images and reads none. Immutable once open: any number of readers, one a worker. Dispose it after its readers.
/// </remarks>
internal sealed class ScoreMapSource : IDisposable
{
    // Two thousand score maps of 28 MB are 56 GB; what a mask archive may hold says nothing about them.
    private static readonly FileSetOptions s_options = new()
    {
        Kind = ScoreMapFile.Kind,
        MaxFileBytes = Array.MaxLength,
        Archive = new ArchiveLimits { MaxPackedBytes = 1L << 40, MaxUnpackedBytes = 1L << 40 },
    };

    private readonly Dictionary<string, ScoreMapPlace> _places = new(StringComparer.Ordinal);

    // One of the two: files of one image each, or a file of many.
    private readonly FileSet? _files;
    private readonly FilePositionedBytes? _arrays;

    private ScoreMapSource(FileSet files)
    {
        Path = files.Path;
        _files = files;
    }

    private ScoreMapSource(FilePositionedBytes arrays)
    {
        Path = arrays.Name;
        _arrays = arrays;
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
        ScoreMapSource source = !Directory.Exists(path) && ScoreMapFile.IsSafetensors(path)
            ? new ScoreMapSource(new FilePositionedBytes(path))
            : new ScoreMapSource(FileSet.Open(path, s_options));
        try
        {
            source.List();
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
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
            Invariant($"It holds {Names.Count:N0}, such as '{Names[0]}'. Every view needs a score map of every image, named as the image."));
    }

    /// <summary>A reader of this source's score maps, for one worker.</summary>
    public ScoreMapReader CreateReader() => new(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        _files?.Dispose();
        _arrays?.Dispose();
    }

    internal ScoreMapPlace Find(string name) => _places.TryGetValue(name, out ScoreMapPlace? place)
        ? place
        : throw new InputException($"{Path}: no score map of '{name}' in this view. Every view needs a score map of every image, named as the image.");

    /// <summary>The bytes of a file of this source; thread-safe, the buffers being the worker's own.</summary>
    internal ReadOnlyMemory<byte> ReadFile(FileEntry file, FileBuffers buffers) => _files!.ReadBytes(file, buffers);

    /// <summary>An array of the file of many images, read into a buffer; thread-safe, the buffer being the worker's own.</summary>
    internal NumericArray ReadArray(SafetensorsEntry array, ReadBuffer into)
    {
        if (array.Length > Array.MaxLength)
        {
            throw new InputException(Invariant($"{Path}: found {array.Length} bytes of scores for one image; expected at most {Array.MaxLength}. Save float16, or a smaller map."));
        }

        _arrays!.ReadExactly(array.Offset, into.Resize((int)array.Length));
        return array.View(Path, into.Memory);
    }

    private void List()
    {
        if (_files is not null)
        {
            foreach (FileEntry file in _files.Entries)
            {
                Add(file.Stem, new ScoreMapPlace(file.FullName, file, Array: null));
            }
        }

        if (_arrays is not null)
        {
            using PositionedStream start = new(_arrays);
            foreach (SafetensorsEntry array in SafetensorsReader.ReadEntries(Path, start))
            {
                Add(array.Name, new ScoreMapPlace($"{Path}/{array.Name}", File: null, array));
            }
        }

        if (_places.Count == 0)
        {
            throw new InputException($"{Path}: no score maps found. Expected .npy, .npz or .safetensors files, one an image.");
        }

        Names = [.. _places.Keys.Order(StringComparer.Ordinal)];
    }

    private void Add(string name, ScoreMapPlace place)
    {
        if (!_places.TryAdd(name, place))
        {
            throw new InputException($"{place.FullName}: is a second score map of '{name}', after {_places[name].FullName}. Keep one file an image and view.");
        }
    }
}
