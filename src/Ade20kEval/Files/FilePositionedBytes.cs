using Microsoft.Win32.SafeHandles;

namespace Ade20kEval.Files;

/// <summary>A file, read at any place by any number of readers.</summary>
/// <remarks>
/// A file that grows, shrinks or is written to after it was opened is an error, never a mixture of old and new.
/// Where a process has many files open already, this one is closed after each read and opened for the next, so that hundreds of archives are scored
/// under the customary limit of 256 or 1,024 open files; the check for changes is the same.
/// </remarks>
internal sealed class FilePositionedBytes : PositionedBytes
{
    // POSIX gives the lowest free number to a new descriptor, so that the number says how many are open. So many every system allows; where this one says
    // that it allows more, a quarter of them is left for others.
    private const int SurelyKept = 128;

    private static readonly Lazy<int> s_mostKept = new(static () => OpenFileLimit.Read() / 4 * 3);

    private readonly SafeFileHandle? _kept;
    private readonly DateTime _lastWrite;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">It cannot be opened, or is empty (as pipes and devices say of themselves).</exception>
    public FilePositionedBytes(string path)
    {
        Name = path;
        SafeFileHandle handle = InputFile.Open(path, minimumBytes: 1);
        Length = RandomAccess.GetLength(handle);
        _lastWrite = File.GetLastWriteTimeUtc(handle);
        if (OperatingSystem.IsWindows() || handle.DangerousGetHandle() < SurelyKept || handle.DangerousGetHandle() < s_mostKept.Value)
        {
            _kept = handle;
        }
        else
        {
            handle.Dispose();
        }
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override void ReadExactly(long offset, Span<byte> into)
    {
        if (_kept is not null)
        {
            ReadExactly(_kept, offset, into);
            return;
        }

        using SafeFileHandle handle = InputFile.Open(Name, minimumBytes: 1);
        ReadExactly(handle, offset, into);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _kept?.Dispose();
        base.Dispose();
    }

    private void ReadExactly(SafeFileHandle handle, long offset, Span<byte> into)
    {
        InputFile.ReadExactly(handle, Name, offset, into);
        if (RandomAccess.GetLength(handle) != Length || File.GetLastWriteTimeUtc(handle) != _lastWrite)
        {
            throw InputFile.ChangedWhileRead(Name);
        }
    }
}
