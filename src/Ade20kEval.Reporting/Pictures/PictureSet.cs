using Ade20kEval.Files;
using Ade20kEval.Sources;

namespace Ade20kEval.Reporting.Pictures;

/// <summary>The pictures of a folder or archive by their names without extension; of equal names the first by path. Links that lead out of the folder are left out.</summary>
internal sealed class PictureSet : IDisposable
{
    private readonly FileSet _files;
    private readonly Dictionary<string, FileEntry> _byName = new(StringComparer.Ordinal);
    private readonly FileBuffers _buffers = new();

    /// <summary>Lists the pictures and reads none.</summary>
    /// <exception cref="InputException">There is nothing at the path, it is neither folder nor archive, or cannot be listed.</exception>
    public PictureSet(string path)
    {
        _files = FileSet.Open(path, new FileSetOptions { Kind = PictureFile.Kind });
        foreach (FileEntry file in _files.Entries.Where(static file => file.Problem is null))
        {
            _byName.TryAdd(file.Stem, file);
        }
    }

    /// <summary>The file of a picture; null where there is none of that name. Valid until the next read.</summary>
    /// <exception cref="InputException">The file cannot be read, or is longer than 64 MiB, which is not worth reading for a page of a few megabytes.</exception>
    public ReadOnlyMemory<byte>? Read(string name) => _byName.TryGetValue(name, out FileEntry? file) ? _files.ReadBytes(file, _buffers) : null;

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();
}
