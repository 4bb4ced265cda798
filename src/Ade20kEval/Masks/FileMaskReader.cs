using Ade20kEval.Formats;

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
        _decoder.Decode(ReadBytes(entry), entry.FullName, into);
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> ReadBytes(MaskEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _file.Resize(0);
        if (entry.Problem is not null)
        {
            throw new InputException(entry.Problem);
        }

        source.Load(entry, _file, _packed);
        return _file.Memory;
    }
}
