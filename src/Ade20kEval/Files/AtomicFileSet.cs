namespace Ade20kEval.Files;

/// <summary>Files that belong together: all of them take their final names, or every old one stays.</summary>
/// <remarks>All are on the disk before the first one takes its name: a disk that fills up leaves every old file, not some.</remarks>
internal sealed class AtomicFileSet : IDisposable
{
    // One set for each of a hundred submissions would be a hundred open files.
    private const int MostOpen = 16;

    private readonly List<AtomicFile> _files = [];

    /// <summary>Writes files in one go.</summary>
    /// <param name="files">Their paths and what writes each, in the order in which they take their names.</param>
    /// <param name="cancellation">Stops between two files, and leaves the old ones.</param>
    /// <returns>Their whole paths.</returns>
    /// <exception cref="OutputException">One could not be written; the old files are intact.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<string> Write(IEnumerable<(string Path, Action<Stream> Write)> files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        using AtomicFileSet set = new();
        List<(AtomicFile File, Action<Stream> Write)> open = [];
        foreach ((string path, Action<Stream> write) in files)
        {
            cancellation.ThrowIfCancellationRequested();
            open.Add((set.Open(path), write));
        }

        foreach ((AtomicFile file, Action<Stream> write) in open)
        {
            cancellation.ThrowIfCancellationRequested();
            file.Prepare(write);
        }

        cancellation.ThrowIfCancellationRequested();
        set.Commit();
        return [.. set._files.Select(file => file.Path)];
    }

    /// <summary>Opens one more, which proves that it can be written; whoever opens it prepares it before all are committed.</summary>
    /// <param name="path">Its final name.</param>
    /// <exception cref="OutputException">It cannot be made.</exception>
    public AtomicFile Open(string path)
    {
        AtomicFile file = AtomicFile.Create(path);
        if (_files.Count >= MostOpen)
        {
            file.Park();
        }

        _files.Add(file);
        return file;
    }

    /// <summary>Takes files out that shall not be written after all: their old ones stay.</summary>
    public void Remove(IEnumerable<AtomicFile> files)
    {
        foreach (AtomicFile file in files)
        {
            _files.Remove(file);
            file.Dispose();
        }
    }

    /// <summary>Gives all files their final names, in the order in which they were opened.</summary>
    /// <exception cref="OutputException">One could not be written.</exception>
    public void Commit() => _files.ForEach(static file => file.Commit());

    /// <summary>Removes what has no final name yet.</summary>
    public void Dispose() => _files.ForEach(static file => file.Dispose());
}
