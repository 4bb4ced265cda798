using System.Buffers.Binary;

namespace Ade20kEval.Formats.Png;

/// <summary>The data of all IDAT chunks as one stream, straight from the file's bytes.</summary>
/// <remarks>
/// The last byte is handed out alone. The platform's inflater swallows whatever it is given, says nothing when its input
/// ends early and ignores what follows the end; with the last byte apart, "asked for the last byte, and not for more" is
/// exactly "the zlib stream ends where the IDAT data ends".
/// </remarks>
internal sealed class IdatStream : Stream
{
    private ReadOnlyMemory<byte> _file;
    private int _next;
    private int _leftInChunk;
    private int _leftInAll;

    /// <summary>Whether the reader asked for more than there is: its stream is cut short.</summary>
    public bool IsOverrun { get; private set; }

    /// <summary>Bytes not yet handed out: 1 or more when the reader stopped before the end.</summary>
    public int Remaining => _leftInAll;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Starts again at the first IDAT chunk of a checked file.</summary>
    public void Rewind(ReadOnlyMemory<byte> file, PngLayout layout)
    {
        _file = file;
        _next = layout.FirstIdatOffset;
        _leftInChunk = 0;
        _leftInAll = layout.IdatBytes;
        IsOverrun = false;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_leftInAll == 0)
        {
            IsOverrun = true;
            return 0;
        }

        int wanted = Math.Min(buffer.Length, Math.Max(1, _leftInAll - 1));
        int done = 0;
        while (done < wanted)
        {
            if (_leftInChunk == 0)
            {
                _leftInChunk = BinaryPrimitives.ReadInt32BigEndian(_file.Span[_next..]);
                _next += 8;
            }

            int part = Math.Min(wanted - done, _leftInChunk);
            _file.Span.Slice(_next, part).CopyTo(buffer[done..]);
            done += part;
            _next += part;
            _leftInChunk -= part;
            if (_leftInChunk == 0)
            {
                _next += 4;
            }
        }

        _leftInAll -= done;
        return done;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
