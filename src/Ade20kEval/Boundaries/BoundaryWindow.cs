using System.Numerics;

namespace Ade20kEval.Boundaries;

/// <summary>The smallest, or the largest, value in a square window around every pixel; beyond the image lies 0.</summary>
/// <remarks>
/// A window of 2d + 1 is made by doubling: from windows of k follow windows of 2k, so a band of 17 pixels takes 6 passes an axis
/// instead of 17. Rows and columns are done one after the other, which is exact for extremes over a rectangle.
/// </remarks>
internal sealed class BoundaryWindow(bool takesLargest)
{
    private ushort[] _row = [];
    private ushort[] _columns = [];

    /// <summary>The extreme around every pixel, copied out.</summary>
    public void Apply(ReadOnlySpan<ushort> map, int width, int reach, Span<ushort> result) => Apply(map, width, reach).CopyTo(result);

    /// <summary>The extreme around every pixel, in a buffer that the next call overwrites.</summary>
    /// <param name="map">The map, row-major.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="reach">d: the window is 2d + 1 wide and high.</param>
    public ReadOnlySpan<ushort> Apply(ReadOnlySpan<ushort> map, int width, int reach)
    {
        int height = map.Length / width;

        // A window larger than the image holds all of it and the 0 around it, however large it is.
        int across = Math.Min(reach, width);
        int down = Math.Min(reach, height);
        Span<ushort> row = Zeroed(ref _row, width + (2 * across));
        Span<ushort> columns = Zeroed(ref _columns, (height + (2 * down)) * width);
        for (int y = 0; y < height; y++)
        {
            row[..across].Clear();
            map.Slice(y * width, width).CopyTo(row[across..]);
            row[(across + width)..].Clear();
            Slide(row, (2 * across) + 1, 1);
            row[..width].CopyTo(columns.Slice((down + y) * width, width));
        }

        Slide(columns, (2 * down) + 1, width);
        return columns[..map.Length];
    }

    /// <summary>Leaves in each place the extreme of <paramref name="window"/> values from there on, <paramref name="stride"/> apart.</summary>
    private void Slide(Span<ushort> values, int window, int stride)
    {
        int length = values.Length;
        int covered = 1;
        while (covered * 2 <= window)
        {
            length -= covered * stride;
            Join(values, length, covered * stride);
            covered *= 2;
        }

        if (covered < window)
        {
            Join(values, length - ((window - covered) * stride), (window - covered) * stride);
        }
    }

    /// <summary>Joins each of the first places with the one at a distance behind it; ascending, so that what lies behind is still untouched.</summary>
    private void Join(Span<ushort> values, int length, int distance)
    {
        int i = 0;
        for (; i <= length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector<ushort> near = new(values[i..]);
            Vector<ushort> far = new(values[(i + distance)..]);
            (takesLargest ? Vector.Max(near, far) : Vector.Min(near, far)).CopyTo(values[i..]);
        }

        for (; i < length; i++)
        {
            values[i] = takesLargest ? Math.Max(values[i], values[i + distance]) : Math.Min(values[i], values[i + distance]);
        }
    }

    private static Span<ushort> Zeroed(ref ushort[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new ushort[length];
        }

        Span<ushort> used = buffer.AsSpan(0, length);
        used.Clear();
        return used;
    }
}
