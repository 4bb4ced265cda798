using System.Numerics;
using System.Runtime.InteropServices;
using Ade20kEval.Files;

namespace Ade20kEval.Masks;

/// <summary>Turns whole numbers of any type into raw values of masks.</summary>
internal static class LabelValues
{
    /// <summary>Looks at all values of a map.</summary>
    /// <returns>Whether all are 0 to 255; else all are 0 to 65535.</returns>
    /// <exception cref="InputException">One is neither.</exception>
    public static bool FitBytes<T>(ReadOnlySpan<T> values, int width, int height, int stride)
        where T : unmanaged, IBinaryInteger<T>
    {
        bool narrow = true;
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<T> line = values.Slice(row * stride, width);
            (T least, T most) = Range(line);
            if (T.IsNegative(least) || most > T.CreateSaturating(ushort.MaxValue))
            {
                throw Outside(line, row, T.IsNegative(least) ? least : most);
            }

            narrow &= most <= T.CreateSaturating(byte.MaxValue);
        }

        return narrow;
    }

    /// <summary>Copies values that are known to fit.</summary>
    public static void ToBytes<T>(ReadOnlySpan<T> from, Span<byte> into)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (typeof(T) == typeof(byte))
        {
            MemoryMarshal.Cast<T, byte>(from).CopyTo(into);
            return;
        }

        for (int i = 0; i < from.Length; i++)
        {
            into[i] = byte.CreateTruncating(from[i]);
        }
    }

    /// <summary>Copies values that are known to fit.</summary>
    public static void ToWords<T>(ReadOnlySpan<T> from, Span<ushort> into)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; i < from.Length; i++)
        {
            into[i] = ushort.CreateTruncating(from[i]);
        }
    }

    // Least and most at once, a vector at a time.
    private static (T Least, T Most) Range<T>(ReadOnlySpan<T> line)
        where T : unmanaged, IBinaryInteger<T>
    {
        T least = line[0];
        T most = line[0];
        int i = 0;
        if (Vector<T>.IsSupported && line.Length >= Vector<T>.Count)
        {
            Vector<T> low = new(line);
            Vector<T> high = low;
            for (i = Vector<T>.Count; i <= line.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> next = new(line[i..]);
                low = Vector.Min(low, next);
                high = Vector.Max(high, next);
            }

            for (int lane = 0; lane < Vector<T>.Count; lane++)
            {
                least = T.Min(least, low[lane]);
                most = T.Max(most, high[lane]);
            }
        }

        for (; i < line.Length; i++)
        {
            least = T.Min(least, line[i]);
            most = T.Max(most, line[i]);
        }

        return (least, most);
    }

    private static InputException Outside<T>(ReadOnlySpan<T> line, int row, T value)
        where T : unmanaged, IBinaryInteger<T> => new(Invariant($"holds value {value} at row {row}, column {line.IndexOf(value)}; expected raw values from 0 to 65535. Void that is written as a negative number has no place in a mask: give it the dataset's value for void."));
}
