using Ade20kEval.Files;

namespace Ade20kEval.Sources;

/// <summary>The files of one kind that a path names: those in a folder, in a <c>.zip</c>, <c>.tar</c> or <c>.tar.gz</c>, or the one file itself.</summary>
/// <remarks>
/// Opening lists the files and reads none of them; archives are never unpacked to disk. Immutable once open: any number of workers read
/// from one set at the same time, each with its own <see cref="FileBuffers"/>.
/// </remarks>
internal abstract class FileSet : IDisposable
{
    private protected FileSet(string path, FileSetOptions options)
    {
        Path = path;
        Options = options;
    }

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; }

    /// <summary>The files of the kind that was asked for, sorted by relative path, ordinal.</summary>
    public IReadOnlyList<FileEntry> Entries { get; private protected init; } = [];

    /// <summary>Relative paths of files that are neither of the kind nor junk, sorted: a photograph, a log. They help to explain why a file is missing.</summary>
    public IReadOnlyList<string> OtherFiles { get; private protected init; } = [];

    /// <summary>What was left out or looks unusual, a sentence each: junk skipped, everything inside one folder.</summary>
    public IReadOnlyList<string> Notes { get; private protected init; } = [];

    /// <summary>Whether the path names one file, and not a collection that happens to hold one.</summary>
    public bool IsSingleFile { get; private protected init; }

    /// <summary>What was looked for, and the limits.</summary>
    public FileSetOptions Options { get; }

    /// <summary>Opens what a path names.</summary>
    /// <param name="path">A folder, an archive or a file.</param>
    /// <param name="options">What to look for, and limits.</param>
    /// <exception cref="InputException">There is nothing at the path, it is of no known kind, or the archive is refused.</exception>
    public static FileSet Open(string path, FileSetOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        if (Directory.Exists(path))
        {
            return new FolderFileSet(path, options);
        }

        return SourceKinds.Of(path, options.Kind) switch
        {
            SourceKind.Zip => new ZipFileSet(path, options),
            SourceKind.Tar => new TarFileSet(path, isGzip: false, options),
            SourceKind.TarGzip => new TarFileSet(path, isGzip: true, options),
            _ => new SingleFileSet(path, options),
        };
    }

    /// <summary>Reads a whole file, as it was listed and unchanged meanwhile. Thread-safe, the buffers being the worker's own.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <param name="buffers">Take the bytes.</param>
    /// <returns>The file's bytes, unpacked; valid until the buffers' next use.</returns>
    /// <exception cref="InputException">The file cannot be read, is longer than the limit, changes meanwhile, or an archive's checks fail.</exception>
    public ReadOnlyMemory<byte> ReadBytes(FileEntry entry, FileBuffers buffers)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(buffers);
        buffers.Begin(entry);
        if (entry.Problem is not null)
        {
            throw new InputException(entry.Problem);
        }

        Load(entry, buffers.Name, buffers.Unpacked, buffers.Packed);
        return buffers.Bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads the bytes of an entry without a problem; thread-safe.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="name">Its <see cref="FileEntry.FullName"/>, which is put together each time it is asked for.</param>
    /// <param name="into">Takes the file's bytes, unpacked.</param>
    /// <param name="packed">Scratch space for what an archive holds.</param>
    private protected abstract void Load(FileEntry entry, string name, ReadBuffer into, ReadBuffer packed);

    /// <summary>Closes the files.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
