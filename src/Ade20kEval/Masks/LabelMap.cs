using System.Diagnostics;
using System.Numerics;
using Ade20kEval.Files;

namespace Ade20kEval.Masks;

/// <summary>One mask in memory: a raw value for every pixel, exactly as the file stores it.</summary>
/// <remarks>
/// Shape: <see cref="Height"/> rows of <see cref="Width"/> values, row-major, no padding.
/// A map is <em>narrow</em> (one byte a pixel) or <em>wide</em> (two bytes); nothing is rescaled between the two.
/// The buffer is reused: <see cref="ResizeNarrow"/> and <see cref="ResizeWide"/> keep it when it is large enough, so that a
/// worker scores thousands of masks without allocating. Not thread-safe: one map belongs to one worker.
/// </remarks>
public sealed class LabelMap
{
    private byte[] _narrow = [];
    private ushort[] _wide = [];

    /// <summary>Pixels in a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>Whether values take two bytes (0..65535) instead of one (0..255).</summary>
    public bool IsWide { get; private set; }

    /// <summary>Pixels in the map: width x height.</summary>
    public int PixelCount => Width * Height;

    /// <summary>The values of a narrow map; empty for a wide one.</summary>
    public Span<byte> Narrow => IsWide ? [] : _narrow.AsSpan(0, PixelCount);

    /// <summary>The values of a wide map; empty for a narrow one.</summary>
    public Span<ushort> Wide => IsWide ? _wide.AsSpan(0, PixelCount) : [];

    /// <summary>The raw value at a place, for tests, messages and other slow paths.</summary>
    /// <param name="row">0 .. <see cref="Height"/> - 1.</param>
    /// <param name="column">0 .. <see cref="Width"/> - 1.</param>
    public int this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Height, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Width, nameof(column));
            int index = (row * Width) + column;
            return IsWide ? _wide[index] : _narrow[index];
        }
    }

    /// <summary>Makes this a narrow map of the given size; the values are whatever the buffer held.</summary>
    /// <returns>The buffer to fill.</returns>
    public Span<byte> ResizeNarrow(int width, int height)
    {
        SetSize(width, height, isWide: false);
        return NarrowBuffer(PixelCount);
    }

    /// <summary>The same for a reader that works in a longer buffer, of which the values are the first bytes in the end.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="length">Bytes to work in, not fewer than there are pixels.</param>
    /// <returns>The buffer to work in.</returns>
    internal Span<byte> ResizeNarrowWithRoom(int width, int height, int length)
    {
        SetSize(width, height, isWide: false);
        return NarrowBuffer(length);
    }

    /// <summary>Makes this a wide map of the given size; the values are whatever the buffer held.</summary>
    /// <returns>The buffer to fill.</returns>
    public Span<ushort> ResizeWide(int width, int height)
    {
        SetSize(width, height, isWide: true);
        if (_wide.Length < PixelCount)
        {
            _wide = GC.AllocateUninitializedArray<ushort>(BufferLength.Grown(_wide.Length, PixelCount));
        }

        return Wide;
    }

    /// <summary>Takes over values from memory: narrow where they all fit a byte, else wide.</summary>
    /// <typeparam name="T">Any whole-number type.</typeparam>
    /// <param name="values">Rows of values, one after the other.</param>
    /// <param name="width">Values in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="stride">From row to row in <paramref name="values"/>; 0 for rows without padding.</param>
    /// <exception cref="ArgumentException">The values are fewer than the size needs.</exception>
    /// <exception cref="Files.InputException">A value is no raw value, 0 to 65535; the message says where.</exception>
    public void Fill<T>(ReadOnlySpan<T> values, int width, int height, int stride = 0)
        where T : unmanaged, IBinaryInteger<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        stride = stride == 0 ? width : stride;
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, width);
        if (values.Length < ((long)stride * (height - 1)) + width)
        {
            throw new ArgumentException($"{values.Length} values are too few for {height} rows of {width}, {stride} apart.", nameof(values));
        }

        // Nearly all maps fit bytes: they are taken over in the pass that finds out.
        if (LabelValues.TryToBytes(values, ResizeNarrow(width, height), width, height, stride))
        {
            return;
        }

        LabelValues.RequireRawValues(values, width, height, stride);
        Span<ushort> wide = ResizeWide(width, height);
        for (int row = 0; row < height; row++)
        {
            LabelValues.ToWords(values.Slice(row * stride, width), wide.Slice(row * width, width));
        }
    }

    /// <summary>Turns a narrow map into the wide map of the same values; a wide map stays as it is.</summary>
    public void Widen()
    {
        if (IsWide)
        {
            return;
        }

        ReadOnlySpan<byte> source = Narrow;
        if (_wide.Length < source.Length)
        {
            _wide = GC.AllocateUninitializedArray<ushort>(BufferLength.Grown(_wide.Length, source.Length));
        }

        for (int i = 0; i < source.Length; i++)
        {
            _wide[i] = source[i];
        }

        IsWide = true;
    }

    private Span<byte> NarrowBuffer(int length)
    {
        if (_narrow.Length < length)
        {
            _narrow = GC.AllocateUninitializedArray<byte>(BufferLength.Grown(_narrow.Length, length));
        }

        return _narrow.AsSpan(0, length);
    }

    private void SetSize(int width, int height, bool isWide)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        Debug.Assert((long)width * height <= Array.MaxLength, "Readers refuse larger images before they get here.");
        Width = width;
        Height = height;
        IsWide = isWide;
    }
}
