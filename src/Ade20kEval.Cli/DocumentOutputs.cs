using Ade20kEval.Files;

namespace Ade20kEval.Cli;

/// <summary>Files that are made of one run, its document last. All are opened before the first byte is read, and none is seen before all is known.</summary>
/// <typeparam name="TRun">The kind of run.</typeparam>
internal sealed class DocumentOutputs<TRun> : IDisposable
{
    private readonly AtomicFileSet _all = new();
    private readonly List<(AtomicFile File, Action<TRun, Stream> Write)> _files = [];
    private readonly string _folder;

    /// <summary>Opens the files.</summary>
    /// <param name="folder">Where they lie, perhaps in folders of their own.</param>
    /// <param name="planned">Their paths, and what writes each; in the order in which they take their names.</param>
    /// <param name="guard">What may be written onto.</param>
    /// <exception cref="OutputException">A file cannot be made.</exception>
    /// <exception cref="UsageException">A file may not be replaced.</exception>
    public DocumentOutputs(string folder, IReadOnlyList<(string Path, Action<TRun, Stream> Write)> planned, OutputGuard guard)
    {
        _folder = folder;
        guard.RequireOwn([.. planned.Select(static file => file.Path)]);
        try
        {
            _files.AddRange(planned.Select(file => (_all.Open(file.Path), file.Write)));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Writes all files; the run document takes its name last, so that its presence says that all is there.</summary>
    /// <exception cref="OutputException">A file could not be written.</exception>
    public void Write(TRun run)
    {
        foreach ((AtomicFile file, Action<TRun, Stream> write) in _files)
        {
            file.Prepare(stream => write(run, stream));
        }

        _all.Commit();
    }

    /// <summary>Tells which files of earlier runs stay beside these.</summary>
    public void TellOlder(CommandContext context) => OlderFiles.Tell(context, _folder, _files.Select(static file => file.File.Path));

    /// <summary>Drops what has no name yet.</summary>
    public void Dispose() => _all.Dispose();
}
