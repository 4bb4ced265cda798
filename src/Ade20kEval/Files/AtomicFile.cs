namespace Ade20kEval.Files;

/// <summary>Files that are either the old one or the new one, never half of each.</summary>
/// <remarks>
/// Bytes go to a temporary name in the same folder, are flushed to the disk, and take the final name in one step. Opening the
/// temporary file is the proof that the folder can be written, so open it before the first mask is read.
/// Whatever ends the work before <see cref="Commit()"/> leaves the old file as it was and no temporary file behind.
/// </remarks>
internal sealed class AtomicFile : IDisposable
{
    private const string TemporaryEnd = ".tmp";
    private const int GuidDigits = 32;
    private const int MostAttempts = 5;

    private static readonly System.Buffers.SearchValues<char> s_hexDigits = System.Buffers.SearchValues.Create("0123456789abcdef");

    // What a process that must end at once takes with it.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte> s_open = new(StringComparer.Ordinal);

    private readonly string _temporaryPath;
    private FileStream? _stream;
    private bool _prepared;
    private bool _parked;

    private AtomicFile(string path, string temporaryPath, FileStream stream)
    {
        Path = path;
        _temporaryPath = temporaryPath;
        _stream = stream;
    }

    /// <summary>The final name.</summary>
    public string Path { get; }

    /// <summary>Where to write.</summary>
    /// <exception cref="ObjectDisposedException">The file was committed or disposed of.</exception>
    public Stream Stream => _stream ??= _parked ? Reopen() : throw new ObjectDisposedException(nameof(AtomicFile));

    /// <summary>Removes every temporary file of this process: for its end, when nobody is left to dispose of them.</summary>
    public static void RemoveAll()
    {
        foreach (string path in s_open.Keys)
        {
            try
            {
                File.Delete(path);
                MadeFolders.RemoveEmpty(System.IO.Path.GetDirectoryName(path)!);
            }
            catch (Exception failure) when (IsFailure(failure))
            {
                // Nothing more can be done; readers know its name for what it is.
            }
        }
    }

    /// <summary>Whether a name is that of a temporary file of ours, perhaps left by a run that was killed: nobody's input.</summary>
    public static bool IsTemporary(ReadOnlySpan<char> name) =>
        name.Length > GuidDigits + TemporaryEnd.Length + 2
        && name[0] == '.'
        && name.EndsWith(TemporaryEnd, StringComparison.Ordinal)
        && name[^(GuidDigits + TemporaryEnd.Length + 1)] == '.'
        && !name[^(GuidDigits + TemporaryEnd.Length)..^TemporaryEnd.Length].ContainsAnyExcept(s_hexDigits);

    /// <summary>Opens a temporary file beside the final name; makes the folder where it is missing.</summary>
    /// <param name="path">The final name.</param>
    /// <exception cref="OutputException">The folder or the file cannot be made.</exception>
    public static AtomicFile Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = System.IO.Path.GetFullPath(path);
        try
        {
            if (Directory.Exists(full))
            {
                throw new OutputException($"{path}: is a folder; expected a file name to write to.");
            }

            string folder = System.IO.Path.GetDirectoryName(full)!;
            string temporary = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(full)}.{Guid.NewGuid():N}{TemporaryEnd}");
            s_open[temporary] = 0;
            FileStream stream = CreateIn(folder, temporary);
            Leftovers.Remove(folder, temporary);
            return new AtomicFile(full, temporary, stream);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OutputException($"{path}: cannot be written ({failure.Message.TrimEnd('.')}). Give a folder that exists, is not read-only, and has space.", failure);
        }
    }

    /// <summary>Writes a whole file in one go.</summary>
    /// <exception cref="OutputException">It could not be written; the old file is intact.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using AtomicFile file = Create(path);
        file.Commit(bytes);
    }

    /// <summary>Writes these bytes, then gives the file its final name.</summary>
    /// <exception cref="OutputException">It could not be written; the old file is intact.</exception>
    public void Commit(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Stream.Write(bytes);
            Finish();
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw Failed(failure);
        }

        Commit();
    }

    /// <summary>Writes the content to the disk under the temporary name, so that only the renaming is left: files that belong together are all prepared, then all committed.</summary>
    /// <param name="write">Writes the content; whatever of it can fail for other reasons than the disk is done before.</param>
    /// <exception cref="OutputException">It could not be written; the old file is intact.</exception>
    public void Prepare(Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            write(Stream);
            Finish();
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw Failed(failure);
        }
    }

    /// <summary>Where a prepared file lies until it has its final name: for whoever wants to read once more what was written.</summary>
    /// <exception cref="InvalidOperationException">It was not prepared, or has its name.</exception>
    public string PreparedPath => _prepared ? _temporaryPath : throw new InvalidOperationException("The file is not prepared.");

    /// <summary>Closes the temporary file, which is still empty, until it is written: many outputs that wait for the end of a run hold no file open.</summary>
    public void Park()
    {
        ObjectDisposedException.ThrowIf(_stream is null, this);
        _stream.Dispose();
        _stream = null;
        _parked = true;
    }

    /// <summary>Flushes what was written to <see cref="Stream"/> to the disk, unless <see cref="Prepare"/> did, and gives the file its final name.</summary>
    /// <exception cref="OutputException">It could not be written; the old file is intact.</exception>
    public void Commit()
    {
        ObjectDisposedException.ThrowIf(_stream is null && !_prepared, this);
        try
        {
            Finish();
            File.Move(_temporaryPath, Path, overwrite: true);
            s_open.TryRemove(_temporaryPath, out _);
            _prepared = false;
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            throw Failed(failure);
        }
    }

    /// <summary>Removes the temporary file, if the final name was not given.</summary>
    public void Dispose()
    {
        try
        {
            _stream?.Dispose();
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            // A full disk fails again when the stream flushes its last buffer; the error was said when it first happened.
        }

        _stream = null;
        _prepared = false;
        _parked = false;
        try
        {
            if (s_open.TryRemove(_temporaryPath, out _))
            {
                File.Delete(_temporaryPath);
                MadeFolders.RemoveEmpty(System.IO.Path.GetDirectoryName(_temporaryPath)!);
            }
        }
        catch (Exception failure) when (IsFailure(failure))
        {
            // The folder was taken away or locked meanwhile; a hidden temporary file is no harm, and hiding the first error would be.
        }
    }

    /// <summary>Whether the system refused, in any of the ways in which the platform says so: a file that grows beyond a limit comes as an argument out of range.</summary>
    private static bool IsFailure(Exception failure) => failure is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    // Another process that made the folder, and has nothing in it yet, may take it away between the two.
    private static FileStream CreateIn(string folder, string temporary)
    {
        for (int attempt = 1; ; attempt++)
        {
            MadeFolders.Make(folder);
            try
            {
                return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
            }
            catch (DirectoryNotFoundException) when (attempt < MostAttempts)
            {
                Thread.Yield();
            }
        }
    }

    private FileStream Reopen()
    {
        _parked = false;
        return new FileStream(_temporaryPath, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    private void Finish()
    {
        if (_stream is FileStream stream)
        {
            stream.Flush(flushToDisk: true);
            stream.Dispose();
            _stream = null;
            _prepared = true;
        }
    }

    private OutputException Failed(Exception failure)
    {
        Dispose();
        string reason = failure is ArgumentOutOfRangeException ? "the file would be too large" : failure.Message.TrimEnd('.');
        return new OutputException($"{Path}: could not be written ({reason}). What was there before is unchanged.", failure);
    }
}
