using System.Runtime.CompilerServices;

namespace Ade20kEval.Formats.Rle;

/// <summary>The pixels of one mask as stretches down the columns, the form that COCO counts in.</summary>
/// <remarks>
/// Pixel (row, column) stands at <c>column * height + row</c>. Bounds come in pairs [first, end): ascending, no stretch empty, no two touching.
/// One mask has one form, so that equal masks have equal bounds. Kept from mask to mask; memory only grows. Not thread-safe.
/// </remarks>
internal sealed class MaskRuns
{
    private int[] _bounds = new int[64];
    private int _count;

    /// <summary>Rows of the image.</summary>
    public int Height { get; private set; }

    /// <summary>Columns of the image.</summary>
    public int Width { get; private set; }

    /// <summary>First and end of every stretch.</summary>
    public ReadOnlySpan<int> Bounds => _bounds.AsSpan(0, _count);

    /// <summary>Pixels of the image.</summary>
    public int Pixels => Height * Width;

    /// <summary>Pixels of the mask.</summary>
    public int Area { get; private set; }

    /// <summary>Becomes the empty mask of an image.</summary>
    /// <param name="height">Rows, at least 0.</param>
    /// <param name="width">Columns, at least 0; height x width fits an <see langword="int"/>.</param>
    public void Clear(int height, int width)
    {
        Height = height;
        Width = width;
        Area = 0;
        _count = 0;
    }

    /// <summary>Adds a stretch behind all others; one that touches the last becomes part of it.</summary>
    /// <param name="first">Its first pixel, not before the end of the last stretch.</param>
    /// <param name="end">Behind its last pixel; an empty stretch is nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int first, int end)
    {
        int[] bounds = _bounds;
        int count = _count;
        if (first == end || (count > 0 && bounds[count - 1] == first) || count + 2 > bounds.Length)
        {
            AddSlowly(first, end);
            return;
        }

        Area += end - first;
        bounds[count] = first;
        bounds[count + 1] = end;
        _count = count + 2;
    }

    private void AddSlowly(int first, int end)
    {
        if (first == end)
        {
            return;
        }

        Area += end - first;
        if (_count > 0 && _bounds[_count - 1] == first)
        {
            _bounds[_count - 1] = end;
            return;
        }

        Array.Resize(ref _bounds, 2 * _bounds.Length);
        _bounds[_count] = first;
        _bounds[_count + 1] = end;
        _count += 2;
    }

    /// <summary>The smallest box around the mask; 0, 0, 0, 0 for the empty one.</summary>
    /// <remarks>A stretch that goes over the end of a column holds the last row of one and the first of the next.</remarks>
    public PixelBox Box()
    {
        if (_count == 0)
        {
            return default;
        }

        int top = Height;
        int bottom = -1;
        int columnStart = _bounds[0] / Height * Height;
        for (int i = 0; i < _count && (top > 0 || bottom < Height - 1); i += 2)
        {
            // Most stretches are in the column after the last one's: no division for these.
            int firstRow = _bounds[i] - columnStart;
            if (firstRow >= Height)
            {
                columnStart += firstRow < 2 * Height ? Height : firstRow / Height * Height;
                firstRow = _bounds[i] - columnStart;
            }

            int lastRow = _bounds[i + 1] - 1 - columnStart;
            bool isInOneColumn = lastRow < Height;
            top = isInOneColumn ? Math.Min(top, firstRow) : 0;
            bottom = isInOneColumn ? Math.Max(bottom, lastRow) : Height - 1;
        }

        int left = _bounds[0] / Height;
        int right = (_bounds[_count - 1] - 1) / Height;
        return new PixelBox(left, top, right - left + 1, bottom - top + 1);
    }
}
