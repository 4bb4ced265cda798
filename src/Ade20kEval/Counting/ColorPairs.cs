using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Counting;

/// <summary>Counts the pairs of colours that two pictures of three bytes a pixel have at the same places, in runs.</summary>
/// <remarks>
/// A colour is a number: red + 256 green + 65536 blue. Segments are areas, so both pictures are mostly as they were a pixel before: every byte is compared with
/// the byte three further on, in both pictures at once, and only where one differs a run ends and something is added. Owns its memory; one belongs to one worker.
/// </remarks>
internal sealed class ColorPairs
{
    /// <summary>Bytes of a pixel.</summary>
    public const int PixelBytes = 3;

    /// <summary>Bits of a colour.</summary>
    public const int ColorBits = 24;

    /// <summary>The most pairs that are counted: pictures with more are photographs, and no segments.</summary>
    public const int MostPairs = 1 << 18;

    private const ulong Empty = ulong.MaxValue;
    private const int Step = 32;

    private ulong[] _keys = [];
    private int[] _counts = [];
    private int _used;
    private int _shift;

    /// <summary>Counts.</summary>
    /// <param name="first">The first picture; at least three bytes a pixel.</param>
    /// <param name="second">The second, likewise.</param>
    /// <param name="pixels">How many pixels there are; at least 1.</param>
    /// <returns>Whether there were no more than <see cref="MostPairs"/>.</returns>
    public bool TryCount(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int pixels)
    {
        int length = pixels * PixelBytes;
        first = first[..length];
        second = second[..length];
        Clear();
        ref byte a = ref MemoryMarshal.GetReference(first);
        ref byte b = ref MemoryMarshal.GetReference(second);
        int run = 0;                    // the pixel that the run begins with
        int at = 0;
        for (; at <= length - Step - PixelBytes; at += Step)
        {
            Vector256<byte> same = Vector256.Equals(Vector256.LoadUnsafe(ref a, (nuint)at), Vector256.LoadUnsafe(ref a, (nuint)(at + PixelBytes)))
                & Vector256.Equals(Vector256.LoadUnsafe(ref b, (nuint)at), Vector256.LoadUnsafe(ref b, (nuint)(at + PixelBytes)));
            uint ends = ~same.ExtractMostSignificantBits();
            ends = From(ends, (run * PixelBytes) - at);
            while (ends != 0)
            {
                int last = (at + BitOperations.TrailingZeroCount(ends)) / PixelBytes;
                if (!TryAdd(Key(first, second, last), last + 1 - run))
                {
                    return false;
                }

                run = last + 1;
                ends = From(ends, (run * PixelBytes) - at);
            }
        }

        for (int pixel = Math.Max(run, at / PixelBytes); pixel < pixels; pixel++)
        {
            ulong key = Key(first, second, pixel);
            if (pixel < pixels - 1 && key == Key(first, second, pixel + 1))
            {
                continue;
            }

            if (!TryAdd(key, pixel + 1 - run))
            {
                return false;
            }

            run = pixel + 1;
        }

        return true;
    }

    /// <summary>What was counted, by the first colour and then by the second.</summary>
    public ColorPair[] ToArray()
    {
        ColorPair[] pairs = new ColorPair[_used];
        int next = 0;
        for (int i = 0; i < _keys.Length; i++)
        {
            if (_keys[i] != Empty)
            {
                pairs[next++] = new ColorPair((int)(_keys[i] >> ColorBits), (int)(_keys[i] & ((1 << ColorBits) - 1)), _counts[i]);
            }
        }

        Array.Sort(pairs, static (x, y) => x.First != y.First ? x.First.CompareTo(y.First) : x.Second.CompareTo(y.Second));
        return pairs;
    }

    /// <summary>The bits from one on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint From(uint bits, int first) => first <= 0 ? bits : first >= Step ? 0 : bits & (uint.MaxValue << first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Key(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int pixel) => ((ulong)ColorAt(first, pixel) << ColorBits) | ColorAt(second, pixel);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ColorAt(ReadOnlySpan<byte> picture, int pixel)
    {
        int i = pixel * PixelBytes;
        return picture[i] | ((uint)picture[i + 1] << 8) | ((uint)picture[i + 2] << 16);
    }

    private void Clear()
    {
        if (_keys.Length == 0)
        {
            Resize(1 << 10);
        }

        Array.Fill(_keys, Empty);
        _used = 0;
    }

    private void Resize(int length)
    {
        _keys = new ulong[length];
        _counts = new int[length];
        _shift = 64 - BitOperations.Log2((uint)length);
        Array.Fill(_keys, Empty);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PlaceOf(ulong key)
    {
        // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): the high bits of a product depend on all bits of the key.
        int place = (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);
        while (_keys[place] != key && _keys[place] != Empty)
        {
            place = (place + 1) & (_keys.Length - 1);
        }

        return place;
    }

    private bool TryAdd(ulong key, int count)
    {
        int place = PlaceOf(key);
        if (_keys[place] == key)
        {
            _counts[place] += count;
            return true;
        }

        if (_used == MostPairs)
        {
            return false;
        }

        if (2 * (_used + 1) > _keys.Length)
        {
            Grow();
            place = PlaceOf(key);
        }

        _keys[place] = key;
        _counts[place] = count;
        _used++;
        return true;
    }

    private void Grow()
    {
        (ulong[] keys, int[] counts) = (_keys, _counts);
        Resize(2 * keys.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] != Empty)
            {
                int place = PlaceOf(keys[i]);
                _keys[place] = keys[i];
                _counts[place] = counts[i];
            }
        }
    }
}
