using Ade20kEval.Files;

namespace Ade20kEval.Formats.CocoJson;

/// <summary>The texts of the masks of some records, read at one go where they stand together, else one by one. Not thread-safe; reuses its memory.</summary>
/// <param name="json">The file that they are in.</param>
internal sealed class MaskStretch(PositionedBytes json)
{
    // Between masks there are other keys, and perhaps masks that nobody wants: up to as much as there is of wanted ones, and a page.
    private const int MostBetween = 4096;

    private readonly ReadBuffer _buffer = new();
    private long _start;
    private long _end;
    private bool _isTogether;
    private bool _isRead;

    /// <summary>Says whose masks will be asked for; nothing is read yet.</summary>
    /// <param name="records">The file's records.</param>
    /// <param name="some">Which of them.</param>
    public void Announce(CocoRecordList records, ReadOnlySpan<int> some)
    {
        (_start, _end) = (long.MaxValue, 0);
        long wanted = MostBetween;
        foreach (int index in some)
        {
            ref readonly CocoRecord record = ref records[index];
            if (record.Has(CocoKeys.Mask))
            {
                wanted += 2L * record.MaskLength;
                _start = Math.Min(_start, record.MaskStart);
                _end = Math.Max(_end, (long)record.MaskStart + record.MaskLength);
            }
        }

        _isTogether = _end - _start <= wanted;
        _isRead = false;
    }

    /// <summary>The text of a mask of one of these records, until the next is asked for.</summary>
    /// <exception cref="InputException">The file cannot be read, or changed.</exception>
    public ReadOnlySpan<byte> Of(in CocoRecord record)
    {
        if (!_isTogether)
        {
            return Read(record.MaskStart, record.MaskLength);
        }

        if (!_isRead)
        {
            Read(_start, (int)(_end - _start));
            _isRead = true;
        }

        return _buffer.Span.Slice((int)(record.MaskStart - _start), record.MaskLength);
    }

    private Span<byte> Read(long start, int length)
    {
        Span<byte> text = _buffer.Resize(length);
        json.ReadExactly(start, text);
        return text;
    }
}
