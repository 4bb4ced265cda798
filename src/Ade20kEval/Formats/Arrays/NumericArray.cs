using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Ade20kEval.Text;

namespace Ade20kEval.Formats.Arrays;

/// <summary>A view of numbers that lie in a file's bytes: their type, byte order, shape and place. Nothing is copied.</summary>
/// <remarks>
/// The bytes belong to whoever read the file: a view of a buffer is valid until the buffer's next use.
/// Elements are counted in storage order; <see cref="ToRowMajor"/> changes a Fortran-ordered array into the usual order.
/// </remarks>
public sealed class NumericArray
{
    private readonly int[] _shape;

    /// <summary>A view; readers make them after they have checked that the bytes fit the shape.</summary>
    /// <param name="source">The file, and the array in it where there are several, as messages name it.</param>
    /// <param name="elementType">What one element is.</param>
    /// <param name="isBigEndian">Whether the most significant byte comes first.</param>
    /// <param name="isColumnMajor">Whether the first index varies fastest (Fortran order).</param>
    /// <param name="shape">Length along each axis; empty for a single number.</param>
    /// <param name="bytes">Exactly the elements.</param>
    /// <param name="offset">Where the bytes begin in the file, for messages.</param>
    /// <exception cref="ArgumentException">The bytes are not as many as type and shape need.</exception>
    public NumericArray(
        string source, ElementType elementType, bool isBigEndian, bool isColumnMajor, ReadOnlySpan<int> shape, ReadOnlyMemory<byte> bytes, long offset = 0)
    {
        RequireCount(shape, bytes.Length / elementType.Size());

        Source = source;
        ElementType = elementType;
        IsBigEndian = isBigEndian && elementType.Size() > 1;
        IsColumnMajor = isColumnMajor && shape.Length > 1;
        _shape = shape.ToArray();
        Length = bytes.Length / elementType.Size();
        Bytes = bytes;
        Offset = offset;
    }

    /// <summary>The file, and the array in it where there are several, as messages name it.</summary>
    public string Source { get; }

    /// <summary>What one element is.</summary>
    public ElementType ElementType { get; }

    /// <summary>Whether the most significant byte of an element comes first; never for one-byte elements.</summary>
    public bool IsBigEndian { get; }

    /// <summary>Whether the first index varies fastest; never for arrays of fewer than two axes.</summary>
    public bool IsColumnMajor { get; }

    /// <summary>Length along each axis; empty for a single number.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>Number of axes.</summary>
    public int Rank => _shape.Length;

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements as they are stored.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Where the elements begin in the file, for messages.</summary>
    public long Offset { get; }

    /// <summary>The shape as Python writes it: <c>(512, 683)</c>; shortened where it is longer than a line.</summary>
    public string ShapeText => _shape.Length == 1
        ? Invariant($"({_shape[0]},)")
        : Excerpt.Of("(" + string.Join(", ", _shape.Select(axis => axis.ToString(CultureInfo.InvariantCulture))) + ")");

    /// <summary>The elements without copying, when the machine's own representation is the stored one.</summary>
    /// <typeparam name="T">The type that <see cref="ElementType"/> names; <see cref="Half"/> for float16, <see cref="ushort"/> for bfloat16.</typeparam>
    /// <exception cref="InvalidOperationException">The stored type is another, or its bytes are in the other order.</exception>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged
    {
        if (IsBigEndian == BitConverter.IsLittleEndian && ElementType.Size() > 1)
        {
            throw new InvalidOperationException($"{Source}: elements are stored in the other byte order.");
        }

        if (!Holds<T>())
        {
            throw new InvalidOperationException($"{Source}: elements are {ElementType.Name()}, not {typeof(T).Name}.");
        }

        return MemoryMarshal.Cast<byte, T>(Bytes.Span);
    }

    /// <summary>One element, whatever its type, as a number of double precision, for messages and other slow paths.</summary>
    /// <param name="index">0 .. <see cref="Length"/> - 1, in storage order.</param>
    public double NumberAt(int index) => ElementType switch
    {
        ElementType.Float16 => (double)BitConverter.UInt16BitsToHalf((ushort)BitsAt(index)),
        ElementType.BFloat16 => BitConverter.UInt32BitsToSingle((uint)BitsAt(index) << 16),
        ElementType.Float32 => BitConverter.UInt32BitsToSingle((uint)BitsAt(index)),
        ElementType.Float64 => BitConverter.UInt64BitsToDouble(BitsAt(index)),
        ElementType.UInt64 => BitsAt(index),
        _ => IntegerAt(index),
    };

    /// <summary>One element of an integer or boolean array.</summary>
    /// <param name="index">0 .. <see cref="Length"/> - 1, in storage order.</param>
    /// <exception cref="InvalidOperationException">Elements are floating-point numbers.</exception>
    /// <exception cref="OverflowException">An unsigned 64-bit value above 2^63 - 1.</exception>
    public long IntegerAt(int index)
    {
        ulong bits = BitsAt(index);
        return ElementType switch
        {
            ElementType.Boolean => bits == 0 ? 0 : 1,
            ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 => (long)bits,
            ElementType.Int8 => (sbyte)bits,
            ElementType.Int16 => (short)bits,
            ElementType.Int32 => (int)bits,
            ElementType.Int64 => (long)bits,
            ElementType.UInt64 => checked((long)bits),
            _ => throw new InvalidOperationException($"{Source}: elements are {ElementType.Name()}, not integers."),
        };
    }

    /// <summary>The same numbers in row-major order: this array when it is already so, else a copy.</summary>
    public NumericArray ToRowMajor()
    {
        if (!IsColumnMajor)
        {
            return this;
        }

        int size = ElementType.Size();
        byte[] target = GC.AllocateUninitializedArray<byte>(Bytes.Length);
        ReadOnlySpan<byte> source = Bytes.Span;
        int[] index = new int[_shape.Length];
        long[] stride = new long[_shape.Length];
        long step = 1;
        for (int axis = 0; axis < stride.Length; axis++)
        {
            stride[axis] = step;
            step *= _shape[axis];
        }

        long place = 0;
        for (int written = 0; written < Length; written++)
        {
            source.Slice((int)place * size, size).CopyTo(target.AsSpan(written * size));
            for (int axis = index.Length - 1; axis >= 0; axis--)
            {
                place += stride[axis];
                if (++index[axis] < _shape[axis])
                {
                    break;
                }

                place -= stride[axis] * _shape[axis];
                index[axis] = 0;
            }
        }

        return new NumericArray(Source, ElementType, IsBigEndian, isColumnMajor: false, _shape, target, Offset);
    }

    internal static void RequireCount(ReadOnlySpan<int> shape, int count)
    {
        // A file's header may name any axes: one of length 0 among huge ones is as legal as it is odd, so the product stops growing instead of overflowing.
        long product = 1;
        foreach (int axis in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(axis, nameof(shape));
            product = axis == 0 ? 0 : Math.Min(product, int.MaxValue) * axis;
        }

        if (product != count)
        {
            throw new ArgumentException(
                Invariant($"A shape of {product} elements does not fit {count}."), nameof(shape));
        }
    }

    private bool Holds<T>() => ElementType switch
    {
        ElementType.Boolean => typeof(T) == typeof(byte) || typeof(T) == typeof(bool),
        ElementType.Int8 => typeof(T) == typeof(sbyte),
        ElementType.UInt8 => typeof(T) == typeof(byte),
        ElementType.Int16 => typeof(T) == typeof(short),
        ElementType.UInt16 or ElementType.BFloat16 => typeof(T) == typeof(ushort),
        ElementType.Int32 => typeof(T) == typeof(int),
        ElementType.UInt32 => typeof(T) == typeof(uint),
        ElementType.Int64 => typeof(T) == typeof(long),
        ElementType.UInt64 => typeof(T) == typeof(ulong),
        ElementType.Float16 => typeof(T) == typeof(Half),
        ElementType.Float32 => typeof(T) == typeof(float),
        _ => typeof(T) == typeof(double),
    };

    private ulong BitsAt(int index)
    {
        int size = ElementType.Size();
        ReadOnlySpan<byte> bytes = Bytes.Span.Slice(index * size, size);
        return size switch
        {
            1 => bytes[0],
            2 => IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };
    }
}
