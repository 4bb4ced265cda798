using Ade20kEval.Masks.Decoding;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks;

/// <summary>Reads masks that are files of their own.</summary>
internal sealed class FileMaskReader(FileSet files, MaskReaderOptions options, DecodingBuffers? buffers, IReadOnlyList<MaskImageFormat> formats) : MaskReader
{
    private readonly MaskDecoder _decoder = new(options, files.Options.MaxFileBytes, buffers, formats);
    private readonly FileBuffers _file = new();

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> FileBytes => _file.Bytes.Span;

    /// <inheritdoc/>
    internal override long BytesAfterEnd => _decoder.BytesAfterEnd;

    /// <inheritdoc/>
    internal override ReadOnlySpan<byte> OwnPalette => _decoder.OwnPalette;

    /// <inheritdoc/>
    public override void Read(FileEntry entry, LabelMap into, (int Width, int Height)? groundTruthSize = null)
    {
        ArgumentNullException.ThrowIfNull(into);
        ReadOnlyMemory<byte> file = files.ReadBytes(entry, _file);
        _decoder.Decode(file, _file.Name, into);
    }

    /// <inheritdoc/>
    internal override (int Width, int Height)? SizeInHeader(FileEntry entry) => _decoder.SizeInHeader(files.ReadBytes(entry, _file), _file.Name);

    /// <inheritdoc/>
    internal override MaskImage? ReadImage(FileEntry entry, out string format) => _decoder.ReadImage(files.ReadBytes(entry, _file), _file.Name, out format);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> ReadBytes(FileEntry entry) => files.ReadBytes(entry, _file);
}
