using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ade20kEval.Files;
using Ade20kEval.Sources;

namespace Ade20kEval.Masks;

/// <summary>Hands out masks that a delegate makes.</summary>
/// <param name="fill">Makes the mask of a name.</param>
internal sealed class MemoryMaskReader(Action<string, LabelMap> fill) : MaskReader
{
    private byte[] _bytes = [];
    private int _length;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> FileBytes => _bytes.AsSpan(0, _length);

    /// <inheritdoc/>
    public override void Read(FileEntry entry, LabelMap into, (int Width, int Height)? groundTruthSize = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(into);
        fill(entry.RelativePath, into);
        if (into.PixelCount == 0)
        {
            throw new InputException($"{entry.FullName}: is {into.Width} x {into.Height}; expected at least one pixel.");
        }

        // There is no file: width, height and values stand for its bytes, so that equal masks have equal digests.
        ReadOnlySpan<byte> values = into.IsWide ? MemoryMarshal.AsBytes(into.Wide) : into.Narrow;
        _length = 8 + values.Length;
        if (_bytes.Length < _length)
        {
            _bytes = new byte[_length];
        }

        BinaryPrimitives.WriteInt32LittleEndian(_bytes, into.Width);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(4), into.Height);
        values.CopyTo(_bytes.AsSpan(8));
    }

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> ReadBytes(FileEntry entry)
    {
        LabelMap map = new();
        Read(entry, map);
        return _bytes.AsMemory(0, _length);
    }
}
