using Ade20kEval.Cli.Commands;
using Ade20kEval.Formats.Png;
using Ade20kEval.Masks;
using Ade20kEval.Text;

namespace Ade20kEval.Cli.Inspection;

/// <summary>The masks of a folder or archive together: how many of which kind, between which sizes, and all their values.</summary>
internal sealed class ManyMasks
{
    private readonly SortedDictionary<int, long> _values = [];
    private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private (int Width, int Height) _least = (int.MaxValue, int.MaxValue);
    private (int Width, int Height) _most;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether values are colours, in one of them at least.</summary>
    public bool HasColours { get; private set; }

    /// <summary>Every value and its pixels, ascending.</summary>
    public IEnumerable<KeyValuePair<int, long>> Values => _values;

    /// <summary>Adds one.</summary>
    public void Add(MaskInspection mask)
    {
        PngHeader header = mask.Header;
        Count++;
        HasColours |= header.Channels >= 3;
        string kind = Invariant($"{header.BitDepth}-bit {InspectCommand.ColorTypeName(header.ColorType)}{(header.Interlaced ? ", interlaced" : "")}");
        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        _least = (Math.Min(_least.Width, header.Width), Math.Min(_least.Height, header.Height));
        _most = (Math.Max(_most.Width, header.Width), Math.Max(_most.Height, header.Height));
        foreach ((int value, long pixels) in mask.Values)
        {
            _values[value] = _values.GetValueOrDefault(value) + pixels;
        }
    }

    /// <summary>All but the values, on one line.</summary>
    public string Describe()
    {
        string sizes = _least == _most ? Invariant($"{_most.Width} x {_most.Height}") : Invariant($"{_least.Width} to {_most.Width} x {_least.Height} to {_most.Height}");
        string kinds = _kinds.Count == 1 ? _kinds.Keys.First() : string.Join(", ", _kinds.Select(kind => Invariant($"{kind.Value:N0} {kind.Key}")));
        return $"{Plural.Of(Count, "mask")}, {sizes}, {kinds}, {Plural.Of(_values.Count, "value")}";
    }
}
