using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Ade20kEval.Files;
using Ade20kEval.Formats.Archives;
using Ade20kEval.Formats.Arrays;
using Ade20kEval.Formats.Npy;
using Ade20kEval.Formats.Png;
using Ade20kEval.Text;

namespace Ade20kEval.Masks.Decoding;

/// <summary>Turns numpy arrays (<c>.npy</c>, or <c>.npz</c> with one array) into label maps.</summary>
/// <remarks>
/// Any integer or boolean type of any byte order, and floating-point numbers that are whole; C or Fortran order; shape (height, width), axes of length 1 besides
/// left aside, wherever they stand.
/// A map is narrow when all values fit a byte, whatever the array's type. Not thread-safe: buffers are reused.
/// </remarks>
internal sealed class ArrayMaskDecoder(long maxFileBytes)
{
    private readonly ReadBuffer _unpacked = new();
    private readonly ReadBuffer _packed = new();
    private readonly ReadBuffer _swapped = new();
    private byte[] _narrowColumns = [];
    private ushort[] _wideColumns = [];
    private int[] _whole = [];

    /// <summary>Whether bytes begin like an .npy file.</summary>
    public static bool IsNpy(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y']);

    /// <summary>Whether bytes begin like a zip archive, which an .npz file is.</summary>
    public static bool IsNpz(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Decodes an .npz file that holds one array.</summary>
    /// <exception cref="InputException">The archive is refused, or holds none or several arrays.</exception>
    public void DecodeNpz(ReadOnlyMemory<byte> file, string name, LabelMap into)
    {
        using MemoryPositionedBytes zip = new(name, file);
        ZipEntry[] arrays = NpzReader.Arrays(zip, maxFileBytes);
        if (arrays.Length != 1)
        {
            string names = arrays.Length == 0 ? "" : $" ({string.Join(", ", arrays.Take(5).Select(static array => $"'{NpzReader.NameOf(array)}'"))})";
            throw new InputException(Invariant($"{name}: holds {arrays.Length} arrays{names}; expected one label map. Save each map in a file of its own."));
        }

        Decode(NpzReader.Read(zip, arrays[0], _unpacked, _packed), into);
    }

    /// <summary>Decodes an .npy file.</summary>
    /// <exception cref="InputException">The file is malformed, no label map by type or shape, too large, or holds values outside 0..65535.</exception>
    public void DecodeNpy(ReadOnlyMemory<byte> file, string name, LabelMap into) => Decode(NpyReader.Read(name, file), into);

    private void Decode(NumericArray array, LabelMap into)
    {
        string name = array.Source;
        (int width, int height) = SizeOf(array, name);
        ReadOnlySpan<byte> bytes = InOurByteOrder(array);
        switch (array.ElementType)
        {
            case ElementType.Boolean when bytes.IndexOfAnyExceptInRange((byte)0, (byte)1) is >= 0 and int odd:
                throw new InputException(Invariant($"{name}: element {odd} of its boolean array is stored as {bytes[odd]}; expected 0 or 1. Save class numbers as numpy.uint8."));
            case ElementType.Boolean or ElementType.UInt8:
                Convert(bytes, array, name, width, height, into);
                break;
            case ElementType.Int8:
                Convert(MemoryMarshal.Cast<byte, sbyte>(bytes), array, name, width, height, into);
                break;
            case ElementType.Int16:
                Convert(MemoryMarshal.Cast<byte, short>(bytes), array, name, width, height, into);
                break;
            case ElementType.UInt16:
                Convert(MemoryMarshal.Cast<byte, ushort>(bytes), array, name, width, height, into);
                break;
            case ElementType.Int32:
                Convert(MemoryMarshal.Cast<byte, int>(bytes), array, name, width, height, into);
                break;
            case ElementType.UInt32:
                Convert(MemoryMarshal.Cast<byte, uint>(bytes), array, name, width, height, into);
                break;
            case ElementType.Int64:
                Convert(MemoryMarshal.Cast<byte, long>(bytes), array, name, width, height, into);
                break;
            case ElementType.UInt64:
                Convert(MemoryMarshal.Cast<byte, ulong>(bytes), array, name, width, height, into);
                break;
            case ElementType.Float16:
                ConvertWhole(MemoryMarshal.Cast<byte, Half>(bytes), array, name, width, height, into);
                break;
            case ElementType.Float32:
                ConvertWhole(MemoryMarshal.Cast<byte, float>(bytes), array, name, width, height, into);
                break;
            case ElementType.Float64:
                ConvertWhole(MemoryMarshal.Cast<byte, double>(bytes), array, name, width, height, into);
                break;
            default:
                throw new InputException($"{name}: holds {array.ElementType.Name()} numbers; expected whole numbers, one a pixel.");
        }
    }

    private static (int Width, int Height) SizeOf(NumericArray array, string name)
    {
        ReadOnlySpan<int> shape = WithoutAxesOfOne(array.Shape);
        if (shape.Length == 3 && shape[0] > 0 && shape[1] > 0 && shape[2] > 0)
        {
            bool classesLast = shape[2] < Math.Min(shape[0], shape[1]);
            throw new InputException(Invariant(
                $"{name}: holds {array.ElementType.Name()} numbers of shape {array.ShapeText}; expected (height, width). This looks like scores, or a one-hot map, of {shape[classesLast ? 2 : 0]} classes: save the class of each pixel, in NumPy `array.{(shape.Length < array.Shape.Length ? "squeeze()." : "")}argmax({(classesLast ? 2 : 0)})`; or, if these are scores, {Advice.Fuse}."));
        }

        if (shape.Length != 2 || shape[0] == 0 || shape[1] == 0)
        {
            throw new InputException($"{name}: has the shape {array.ShapeText}; expected (height, width).");
        }

        PngLimits limits = new();   // one limit for images of every format
        return shape[0] <= limits.MaxSidePixels && shape[1] <= limits.MaxSidePixels && (long)shape[0] * shape[1] <= limits.MaxPixels
            ? (shape[1], shape[0])
            : throw new InputException(Invariant($"{name}: has the shape {array.ShapeText}; expected at most {limits.MaxSidePixels} a side and {limits.MaxPixels:N0} pixels."));
    }

    // (1, 1, H, W), (H, W, 1) and whatever else models and loaders leave: the order in memory is that of (H, W).
    private static ReadOnlySpan<int> WithoutAxesOfOne(ReadOnlySpan<int> shape)
    {
        List<int> left = [.. shape];
        while (left.Count > 2 && left.Remove(1))
        {
        }

        return left.ToArray();
    }

    private ReadOnlySpan<byte> InOurByteOrder(NumericArray array)
    {
        ReadOnlySpan<byte> stored = array.Bytes.Span;
        int size = array.ElementType.Size();
        if (size == 1 || array.IsBigEndian != BitConverter.IsLittleEndian)
        {
            return stored;
        }

        Span<byte> swapped = _swapped.Resize(stored.Length);
        switch (size)
        {
            case 2:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(stored), MemoryMarshal.Cast<byte, ushort>(swapped));
                break;
            case 4:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(stored), MemoryMarshal.Cast<byte, uint>(swapped));
                break;
            default:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(stored), MemoryMarshal.Cast<byte, ulong>(swapped));
                break;
        }

        return swapped;
    }

    private void Convert<T>(ReadOnlySpan<T> values, NumericArray array, string name, int width, int height, LabelMap into)
        where T : unmanaged, IBinaryInteger<T>
    {
        T lowest = values[0];
        T highest = values[0];
        foreach (T value in values)
        {
            lowest = T.Min(lowest, value);
            highest = T.Max(highest, value);
        }

        // Saturating: for types whose largest value is smaller, the comparison is never true.
        if (T.IsNegative(lowest) || highest > T.CreateSaturating(ushort.MaxValue))
        {
            throw OutOfRange(values, array, name, width, height);
        }

        if (highest <= T.CreateSaturating(byte.MaxValue))
        {
            Span<byte> rows = into.ResizeNarrow(width, height);
            Truncate(values, array.IsColumnMajor ? Columns(ref _narrowColumns, rows.Length) : rows);
            if (array.IsColumnMajor)
            {
                ColumnMajor.ToRows(_narrowColumns, rows, width, height);
            }
        }
        else
        {
            Span<ushort> rows = into.ResizeWide(width, height);
            Truncate(values, array.IsColumnMajor ? Columns(ref _wideColumns, rows.Length) : rows);
            if (array.IsColumnMajor)
            {
                ColumnMajor.ToRows(_wideColumns, rows, width, height);
            }
        }
    }

    // Labels that went through a division, a resampling or a model's output type: whole all the same, or not labels.
    private void ConvertWhole<T>(ReadOnlySpan<T> values, NumericArray array, string name, int width, int height, LabelMap into)
        where T : unmanaged, IFloatingPoint<T>
    {
        Span<int> whole = Columns(ref _whole, values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            // NaN and infinities saturate to numbers that they are not equal to.
            whole[i] = int.CreateSaturating(values[i]);
            if (T.CreateSaturating(whole[i]) != values[i])
            {
                (int row, int column) = PlaceOf(i, array, width, height);
                throw new InputException(
                    Invariant($"{name}: holds the {array.ElementType.Name()} number {values[i]} at row {row}, column {column}; expected whole numbers of 0 to 65535, one a pixel. If these are scores, ") + $"{Advice.Fuse}.");
            }
        }

        Convert<int>(whole, array, name, width, height, into);
    }

    private static (int Row, int Column) PlaceOf(int index, NumericArray array, int width, int height) =>
        array.IsColumnMajor ? (index % height, index / height) : (index / width, index % width);

    private static InputException OutOfRange<T>(ReadOnlySpan<T> values, NumericArray array, string name, int width, int height)
        where T : unmanaged, IBinaryInteger<T>
    {
        int first = -1;
        long pixels = 0;
        T limit = T.CreateSaturating(ushort.MaxValue);
        for (int i = 0; i < values.Length; i++)
        {
            if (T.IsNegative(values[i]) || values[i] > limit)
            {
                pixels++;
                first = first < 0 ? i : first;
            }
        }

        (int row, int column) = PlaceOf(first, array, width, height);
        return new InputException(Invariant($"{name}: holds the value {values[first]} at row {row}, column {column} ({pixels:N0} pixels outside 0..65535); expected raw values of 0 to 65535. If it stands for void, store 255 instead."));
    }

    private static void Truncate<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to)
        where TFrom : unmanaged, IBinaryInteger<TFrom>
        where TTo : unmanaged, IBinaryInteger<TTo>
    {
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = TTo.CreateTruncating(from[i]);
        }
    }

    private static Span<T> Columns<T>(ref T[] columns, int count)
    {
        if (columns.Length < count)
        {
            columns = GC.AllocateUninitializedArray<T>(count);
        }

        return columns.AsSpan(0, count);
    }
}
