using Ade20kEval.Formats.Arrays;

namespace Ade20kEval.Formats.Npy;

/// <summary>What the header of an .npy file says: element type, byte order, axis order, shape, and where the elements begin.</summary>
internal sealed class NpyHeader
{
    private readonly int[] _shape;

    internal NpyHeader(ElementType elementType, bool isBigEndian, bool isColumnMajor, int[] shape, long dataOffset)
    {
        ElementType = elementType;
        IsBigEndian = isBigEndian;
        IsColumnMajor = isColumnMajor;
        _shape = shape;
        DataOffset = dataOffset;
    }

    /// <summary>What one element is.</summary>
    public ElementType ElementType { get; }

    /// <summary>Whether the most significant byte of an element comes first.</summary>
    public bool IsBigEndian { get; }

    /// <summary>Whether the first index varies fastest (Fortran order).</summary>
    public bool IsColumnMajor { get; }

    /// <summary>Length along each axis; empty for a single number.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>Byte offset of the first element.</summary>
    public long DataOffset { get; }

    /// <summary>Bytes that the elements take; at most 2^62, however much more a malformed shape asks for.</summary>
    public long DataLength
    {
        get
        {
            Int128 length = _shape.Contains(0) ? 0 : ElementType.Size();
            foreach (int axis in _shape)
            {
                length = Int128.Min(length * axis, 1L << 62);
            }

            return (long)length;
        }
    }
}
