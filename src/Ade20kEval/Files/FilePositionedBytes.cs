using Microsoft.Win32.SafeHandles;

namespace Ade20kEval.Files;

/// <summary>A file, read at any place by any number of readers.</summary>
/// <remarks>A file that grows, shrinks or is written to after it was opened is an error, never a mixture of old and new.</remarks>
internal sealed class FilePositionedBytes : PositionedBytes
{
    private readonly SafeFileHandle _handle;
    private readonly DateTime _lastWrite;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">It cannot be opened, or is empty (as pipes and devices say of themselves).</exception>
    public FilePositionedBytes(string path)
    {
        Name = path;
        _handle = InputFile.Open(path, minimumBytes: 1);
        Length = RandomAccess.GetLength(_handle);
        _lastWrite = File.GetLastWriteTimeUtc(_handle);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override void ReadExactly(long offset, Span<byte> into)
    {
        InputFile.ReadExactly(_handle, Name, offset, into);
        if (RandomAccess.GetLength(_handle) != Length || File.GetLastWriteTimeUtc(_handle) != _lastWrite)
        {
            throw InputFile.ChangedWhileRead(Name);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _handle.Dispose();
        base.Dispose();
    }
}
