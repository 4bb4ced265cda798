using System.Buffers;

namespace Ade20kEval.Masks;

/// <summary>Resizes label maps by nearest neighbour at pixel centres.</summary>
/// <remarks>
/// The pixel <c>i</c> of <c>out</c> takes the pixel <c>floor((i + 0.5) · in / out)</c> of <c>in</c>: what MATLAB's <c>imresize(…, 'nearest')</c>, Pillow
/// and torch's <c>nearest-exact</c> do. OpenCV's and torch's <c>nearest</c> leave the half out and give other pixels.
/// Computed in whole numbers, so that no rounding can move a pixel.
/// </remarks>
internal static class LabelMapResizer
{
    /// <summary>Resizes a map.</summary>
    /// <param name="from">The map to resize, at least 1 x 1. Not modified.</param>
    /// <param name="into">Another map; takes the values, as wide or narrow as <paramref name="from"/>.</param>
    /// <param name="width">Pixels in a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <exception cref="ArgumentException">A size is below 1, or both maps are the same object.</exception>
    public static void Nearest(LabelMap from, LabelMap into, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(into);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (from.PixelCount == 0 || ReferenceEquals(from, into))
        {
            throw new ArgumentException("Resizing takes two different maps, the first at least 1 x 1.", nameof(from));
        }

        int[] rented = ArrayPool<int>.Shared.Rent(width);
        Span<int> columns = rented.AsSpan(0, width);
        for (int x = 0; x < width; x++)
        {
            columns[x] = SourceOf(x, from.Width, width);
        }

        if (from.IsWide)
        {
            Copy<ushort>(from.Wide, into.ResizeWide(width, height), columns, from.Width, from.Height, height);
        }
        else
        {
            Copy<byte>(from.Narrow, into.ResizeNarrow(width, height), columns, from.Width, from.Height, height);
        }

        ArrayPool<int>.Shared.Return(rented);
    }

    /// <summary>floor((i + 0.5) · inside / outside) in whole numbers.</summary>
    internal static int SourceOf(int i, int inside, int outside) => (int)(((2L * i) + 1) * inside / (2L * outside));

    private static void Copy<T>(ReadOnlySpan<T> from, Span<T> into, ReadOnlySpan<int> columns, int fromWidth, int fromHeight, int height)
    {
        int width = columns.Length;
        int previous = -1;
        for (int y = 0; y < height; y++)
        {
            Span<T> target = into.Slice(y * width, width);
            int row = SourceOf(y, fromHeight, height);
            if (row == previous)
            {
                into.Slice((y - 1) * width, width).CopyTo(target);
                continue;
            }

            ReadOnlySpan<T> source = from.Slice(row * fromWidth, fromWidth);
            for (int x = 0; x < target.Length; x++)
            {
                target[x] = source[columns[x]];
            }

            previous = row;
        }
    }
}
