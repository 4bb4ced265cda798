using Ade20kEval.Files;
using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks;

/// <summary>A source whose masks somebody else makes when they are wanted: out of memory, a data loader, a store of one's own.</summary>
internal sealed class MemoryMaskSource : MaskSource
{
    private readonly Action<string, LabelMap> _fill;

    /// <summary>Masks by name.</summary>
    public MemoryMaskSource(string name, IEnumerable<string> names, Action<string, LabelMap> fill)
        : base(name)
    {
        _fill = fill;
        string[] sorted = [.. names.Order(StringComparer.Ordinal)];
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1])
            {
                throw new InputException($"{name}: the mask '{sorted[i]}' is named twice; expected each name once.");
            }
        }

        Entries = [.. sorted.Select(mask => new FileEntry(mask, mask, 0) { Folder = name + "/" })];
    }

    /// <inheritdoc/>
    internal override MaskReader CreateReader(MaskReaderOptions? options, DecodingBuffers? buffers) => new MemoryMaskReader(_fill);
}
