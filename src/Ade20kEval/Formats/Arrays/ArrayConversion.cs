using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ade20kEval.Files;

namespace Ade20kEval.Formats.Arrays;

/// <summary>Copies the numbers of a stored array into the type that a caller works with.</summary>
internal static class ArrayConversion
{
    /// <summary>Copies integers (or booleans, as 0 and 1) into 16-bit raw values, in storage order.</summary>
    /// <param name="array">An integer or boolean array.</param>
    /// <param name="destination">As many values as the array has elements.</param>
    /// <exception cref="InputException">Elements are floating-point numbers, or one is outside 0..65535.</exception>
    public static void CopyRawValuesTo(this NumericArray array, Span<ushort> destination)
    {
        ArgumentNullException.ThrowIfNull(array);
        RequireRawValues(array, destination.Length);
        if (array.ElementType is ElementType.UInt16 or ElementType.Int16)
        {
            ReadOnlySpan<ushort> source = MemoryMarshal.Cast<byte, ushort>(array.Bytes.Span);
            if (array.IsBigEndian == BitConverter.IsLittleEndian)
            {
                BinaryPrimitives.ReverseEndianness(source, destination);
            }
            else
            {
                source.CopyTo(destination);
            }

            int negative = array.ElementType == ElementType.Int16 ? destination.IndexOfAnyInRange((ushort)0x8000, ushort.MaxValue) : -1;
            if (negative >= 0)
            {
                throw OutOfRange(array, negative, ushort.MaxValue);
            }

            return;
        }

        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (ushort)RawValueAt(array, i, ushort.MaxValue);
        }
    }

    /// <summary>Copies integers (or booleans, as 0 and 1) into 8-bit raw values, in storage order.</summary>
    /// <param name="array">An integer or boolean array.</param>
    /// <param name="destination">As many values as the array has elements.</param>
    /// <returns>False when a value exceeds 255 (the destination is then undefined; copy into 16 bits instead).</returns>
    /// <exception cref="InputException">Elements are floating-point numbers, or one is outside 0..65535.</exception>
    public static bool TryCopyRawValuesTo(this NumericArray array, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(array);
        RequireRawValues(array, destination.Length);
        if (array.ElementType == ElementType.UInt8)
        {
            array.Bytes.Span.CopyTo(destination);
            return true;
        }

        for (int i = 0; i < destination.Length; i++)
        {
            int value = RawValueAt(array, i, ushort.MaxValue);
            if (value > byte.MaxValue)
            {
                return false;
            }

            destination[i] = (byte)value;
        }

        return true;
    }

    /// <summary>Copies elements of any type into single precision, in storage order.</summary>
    /// <param name="array">Any array.</param>
    /// <param name="start">The first element to copy.</param>
    /// <param name="destination">As many elements are copied as fit.</param>
    /// <remarks>float16 and bfloat16 are exact; float64 and wide integers are rounded to the nearest.</remarks>
    public static void CopyTo(this NumericArray array, int start, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(array);
        int size = array.ElementType.Size();
        ReadOnlySpan<byte> bytes = array.Bytes.Span.Slice(start * size, destination.Length * size);
        bool isSwapped = array.IsBigEndian == BitConverter.IsLittleEndian;
        switch (array.ElementType)
        {
            case ElementType.Float32 when isSwapped:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(bytes), MemoryMarshal.Cast<float, uint>(destination));
                break;
            case ElementType.Float32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(destination);
                break;
            case ElementType.Float16 when !isSwapped:
                HalfPrecision.Widen(MemoryMarshal.Cast<byte, ushort>(bytes), destination);
                break;
            case ElementType.BFloat16 when !isSwapped:
                HalfPrecision.WidenBrain(MemoryMarshal.Cast<byte, ushort>(bytes), destination);
                break;
            default:
                for (int i = 0; i < destination.Length; i++)
                {
                    destination[i] = (float)array.NumberAt(start + i);
                }

                break;
        }
    }

    private static void RequireRawValues(NumericArray array, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(length, array.Length, "destination");
        if (array.ElementType.IsFloating())
        {
            throw new ArrayFormatException(
                array.Source,
                array.Offset,
                $"an array of {array.ElementType.Name()}",
                "whole numbers (uint8, uint16, int64, ...)",
                "A label map holds one whole number a pixel; score maps are for 'fuse'.");
        }
    }

    private static int RawValueAt(NumericArray array, int index, int maximum)
    {
        if (array.ElementType == ElementType.UInt64 && array.NumberAt(index) > maximum)
        {
            throw OutOfRange(array, index, maximum);
        }

        long value = array.IntegerAt(index);
        return value < 0 || value > maximum ? throw OutOfRange(array, index, maximum) : (int)value;
    }

    private static ArrayFormatException OutOfRange(NumericArray array, int index, int maximum) => new(
        array.Source,
        array.Offset + ((long)index * array.ElementType.Size()),
        Invariant($"value {array.NumberAt(index)} (element {index} of shape {array.ShapeText})"),
        Invariant($"0 to {maximum}"),
        "Write pixels without a class as a value that the dataset ignores.");
}
