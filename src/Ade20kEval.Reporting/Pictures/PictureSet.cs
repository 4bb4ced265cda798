using Ade20kEval.Files;
using Ade20kEval.Masks.Pairing;
using Ade20kEval.Sources;

namespace Ade20kEval.Reporting.Pictures;

/// <summary>The pictures of a folder or archive by their names without extension, or by the part of them that pairs; of equal names the first by path. Links that lead out of the folder are left out.</summary>
internal sealed class PictureSet : IDisposable
{
    private readonly FileSet _files;
    private readonly Dictionary<string, FileEntry> _byName = new(StringComparer.Ordinal);
    private readonly FileBuffers _buffers = new();

    /// <summary>Lists the pictures and reads none.</summary>
    /// <param name="path">A folder or archive.</param>
    /// <param name="rule">What the names of a picture and its masks have in common.</param>
    /// <exception cref="InputException">There is nothing at the path, it is neither folder nor archive, or cannot be listed.</exception>
    public PictureSet(string path, PairingRule rule)
    {
        _files = FileSet.Open(path, new FileSetOptions { Kind = PictureFile.Kind });
        FileEntry[] files = [.. _files.Entries.Where(static file => file.Problem is null)];
        foreach (FileEntry file in files)
        {
            _byName.TryAdd(file.Stem, file);
        }

        foreach (FileEntry file in files)
        {
            _byName.TryAdd(rule.KeyOf(file.Stem), file);
        }
    }

    /// <summary>Reads a picture's file.</summary>
    /// <param name="name">The image's name, without folders.</param>
    /// <param name="picture">The bytes, valid until the next read; none where there is no picture of that name.</param>
    /// <exception cref="InputException">The file cannot be read, or is longer than 64 MiB, which is not worth reading for a page of a few megabytes.</exception>
    public bool TryRead(string name, out ReadOnlyMemory<byte> picture)
    {
        bool exists = _byName.TryGetValue(name, out FileEntry? file);
        picture = exists ? _files.ReadBytes(file!, _buffers) : default;
        return exists;
    }

    /// <summary>What errors call the file of a picture that was read.</summary>
    public string FileOf(string name) => _byName[name].FullName;

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();
}
