using Ade20kEval.Files;

namespace Ade20kEval.Formats.CocoJson;

/// <summary>The stretch of a file that is in memory: moved on, and widened where what is read does not fit.</summary>
/// <param name="json">The file.</param>
internal sealed class JsonWindow(PositionedBytes json)
{
    private readonly ReadBuffer _buffer = new();
    private int _start = -1;
    private long _length = 1 << 20;

    /// <summary>Whether nothing comes behind it.</summary>
    public bool ReachesEnd => _start + (long)_buffer.Length == json.Length;

    /// <summary>Lets the window begin at a place; one that begins there already becomes wider.</summary>
    /// <exception cref="InputException">The file cannot be read, or changed.</exception>
    public JsonScanner From(int place)
    {
        _length = place == _start ? 2 * _length : _length;
        _start = place;
        Span<byte> stretch = _buffer.Resize((int)Math.Min(_length, json.Length - place));
        json.ReadExactly(place, stretch);
        return new JsonScanner(stretch, place, place);
    }
}
