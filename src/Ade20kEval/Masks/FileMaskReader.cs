using Ade20kEval.Files;
using Ade20kEval.Masks.Decoding;

namespace Ade20kEval.Masks;

/// <summary>Reads masks that are files of their own.</summary>
internal sealed class FileMaskReader(FileMaskSource source, MaskReaderOptions options, DecodingBuffers? buffers) : MaskReader
{
    private readonly MaskDecoder _decoder = new(options, source.Options.MaxFileBytes, buffers);
    private readonly ReadBuffer _file = new();
    private readonly ReadBuffer _packed = new();

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> FileBytes => _file.Span;

    /// <inheritdoc/>
    public override void Read(MaskEntry entry, LabelMap into, (int Width, int Height)? groundTruthSize = null)
    {
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(entry);
        string name = entry.FullName;
        Load(entry, name);
        _decoder.Decode(_file.Memory, name, into);
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> ReadBytes(MaskEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Load(entry, entry.FullName);
        return _file.Memory;
    }

    private void Load(MaskEntry entry, string name)
    {
        _file.Resize(0);
        if (entry.Problem is not null)
        {
            throw new InputException(entry.Problem);
        }

        source.Load(entry, name, _file, _packed);
    }
}
