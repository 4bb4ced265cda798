using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ade20kEval.Files;

namespace Ade20kEval.Masks;

/// <summary>Turns whole numbers of any type into raw values of masks.</summary>
internal static class LabelValues
{
    /// <summary>Copies values as bytes, and finds out whether they are.</summary>
    /// <returns>Whether all values are 0 to 255; else what was copied means nothing.</returns>
    public static bool TryToBytes<T>(ReadOnlySpan<T> values, Span<byte> into, int width, int height, int stride)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (stride == width)
        {
            return TryToBytes(values[..into.Length], into);
        }

        for (int row = 0; row < height; row++)
        {
            if (!TryToBytes(values.Slice(row * stride, width), into.Slice(row * width, width)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Looks at all values of a map.</summary>
    /// <exception cref="InputException">One is not 0 to 65535.</exception>
    public static void RequireRawValues<T>(ReadOnlySpan<T> values, int width, int height, int stride)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<T> line = values.Slice(row * stride, width);
            (T least, T most) = Range(line);
            if (T.IsNegative(least) || most > T.CreateSaturating(ushort.MaxValue))
            {
                throw Outside(line, row, T.IsNegative(least) ? least : most);
            }
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

    private static unsafe bool TryToBytes<T>(ReadOnlySpan<T> from, Span<byte> into)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (typeof(T) == typeof(byte))
        {
            MemoryMarshal.Cast<T, byte>(from).CopyTo(into);
            return true;
        }

        // A negative number is a large one without its sign.
        return sizeof(T) switch
        {
            1 => TryToBytes(MemoryMarshal.Cast<T, byte>(from), into),
            2 => TryToBytes(MemoryMarshal.Cast<T, ushort>(from), into),
            4 => TryToBytes(MemoryMarshal.Cast<T, uint>(from), into),
            8 => TryToBytes(MemoryMarshal.Cast<T, ulong>(from), into),
            _ => TryToBytesOneByOne(from, into),
        };
    }

    private static bool TryToBytes(ReadOnlySpan<byte> from, Span<byte> into)
    {
        from.CopyTo(into);
        return !from.ContainsAnyInRange((byte)(sbyte.MaxValue + 1), byte.MaxValue);
    }

    private static bool TryToBytes(ReadOnlySpan<ushort> from, Span<byte> into)
    {
        int step = Vector256<byte>.Count;
        Vector256<ushort> seen = default;
        int i = 0;
        for (; i <= from.Length - step; i += step)
        {
            Vector256<ushort> a = Vector256.Create(from[i..]);
            Vector256<ushort> b = Vector256.Create(from[(i + (step / 2))..]);
            seen |= a | b;
            Vector256.Narrow(a, b).CopyTo(into[i..]);
        }

        return (seen & Vector256.Create((ushort)0xFF00)) == default && TryToBytesOneByOne(from[i..], into[i..]);
    }

    private static bool TryToBytes(ReadOnlySpan<uint> from, Span<byte> into)
    {
        const int Lanes = 8;
        int step = Vector256<byte>.Count;
        Vector256<uint> seen = default;
        int i = 0;
        for (; i <= from.Length - step; i += step)
        {
            ReadOnlySpan<uint> next = from.Slice(i, step);
            Vector256<uint> a = Vector256.Create(next);
            Vector256<uint> b = Vector256.Create(next[Lanes..]);
            Vector256<uint> c = Vector256.Create(next[(2 * Lanes)..]);
            Vector256<uint> d = Vector256.Create(next[(3 * Lanes)..]);
            seen |= a | b | c | d;
            Vector256.Narrow(Vector256.Narrow(a, b), Vector256.Narrow(c, d)).CopyTo(into[i..]);
        }

        return (seen & Vector256.Create(~(uint)byte.MaxValue)) == default && TryToBytesOneByOne(from[i..], into[i..]);
    }

    private static bool TryToBytes(ReadOnlySpan<ulong> from, Span<byte> into)
    {
        const int Lanes = 4;
        int step = Vector256<byte>.Count;
        Vector256<ulong> seen = default;
        int i = 0;
        for (; i <= from.Length - step; i += step)
        {
            ReadOnlySpan<ulong> next = from.Slice(i, step);
            Vector256<ushort> low = Half(next, ref seen);
            Vector256<ushort> high = Half(next[(4 * Lanes)..], ref seen);
            Vector256.Narrow(low, high).CopyTo(into[i..]);
        }

        return (seen & Vector256.Create(~(ulong)byte.MaxValue)) == default && TryToBytesOneByOne(from[i..], into[i..]);

        static Vector256<ushort> Half(ReadOnlySpan<ulong> values, ref Vector256<ulong> seen)
        {
            Vector256<ulong> a = Vector256.Create(values);
            Vector256<ulong> b = Vector256.Create(values[Lanes..]);
            Vector256<ulong> c = Vector256.Create(values[(2 * Lanes)..]);
            Vector256<ulong> d = Vector256.Create(values[(3 * Lanes)..]);
            seen |= a | b | c | d;
            return Vector256.Narrow(Vector256.Narrow(a, b), Vector256.Narrow(c, d));
        }
    }

    private static bool TryToBytesOneByOne<T>(ReadOnlySpan<T> from, Span<byte> into)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; i < from.Length; i++)
        {
            into[i] = byte.CreateTruncating(from[i]);
            if (T.IsNegative(from[i]) || from[i] > T.CreateSaturating(byte.MaxValue))
            {
                return false;
            }
        }

        return true;
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
