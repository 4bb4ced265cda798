using System.Buffers;
using System.IO.MemoryMappedFiles;
using Ade20kEval.Files;

namespace Ade20kEval.Formats.Arrays;

/// <summary>A file's bytes without reading them: the operating system brings in the pages that are touched.</summary>
/// <remarks>
/// Views of the bytes are valid until <see cref="Dispose(bool)"/>. A file that shrinks while it is mapped makes the process fail, as
/// with every mapping; score maps are written once.
/// </remarks>
public sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _length;
    private byte* _start;

    private MappedFile(MemoryMappedFile file, MemoryMappedViewAccessor view, int length)
    {
        _file = file;
        _view = view;
        _length = length;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += view.PointerOffset;
    }

    /// <summary>Maps a part of a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">First byte of the part.</param>
    /// <param name="length">Bytes in the part, at least 1.</param>
    /// <exception cref="InputException">The file is not there, cannot be read or ends before the part does.</exception>
    public static MappedFile Open(string path, long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        MemoryMappedFile? file = null;
        try
        {
            file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
            return new MappedFile(file, file.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read), length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            file?.Dispose();
            throw new InputException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new Span<byte>(_start, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
        // A mapping never moves.
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_start is null)
        {
            return;
        }

        _start = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
