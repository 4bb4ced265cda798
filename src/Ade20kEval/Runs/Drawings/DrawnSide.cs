using Ade20kEval.Formats.Rle;

namespace Ade20kEval.Runs.Drawings;

/// <summary>One side of an image, small: which of its objects, segments or detections is on top of each pixel, and what became of each.</summary>
/// <remarks>Every n-th pixel of every n-th row is taken, so that the longer side is not longer than asked for.</remarks>
internal sealed class DrawnSide
{
    /// <summary>No image that can be drawn has more pixels.</summary>
    public const long MostPixels = 1L << 26;

    private readonly (int Width, int Height) _size;
    private readonly int _step;
    private readonly List<Verdict> _verdicts = [];

    /// <summary>An empty picture.</summary>
    /// <param name="width">Pixels in a row of the image; with <paramref name="height"/> 1 to <see cref="MostPixels"/>.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="longestSide">The most pixels that the longer side of the picture may have.</param>
    public DrawnSide(int width, int height, int longestSide)
    {
        _size = (width, height);
        _step = Math.Max(1, (Math.Max(width, height) + longestSide - 1) / longestSide);
        (Width, Height) = ((width + _step - 1) / _step, (height + _step - 1) / _step);
        Places = new int[Width * Height];
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Of each pixel 0 for nothing, or one more than the index of what is on top.</summary>
    public int[] Places { get; }

    /// <summary>What became of each thing that was drawn.</summary>
    public IReadOnlyList<Verdict> Verdicts => _verdicts;

    /// <summary>Whether a mask is of an image of this size.</summary>
    public bool Takes(MaskRuns mask) => (mask.Width, mask.Height) == _size;

    /// <summary>Draws a mask on top of what is there.</summary>
    /// <param name="mask">A mask that this <see cref="Takes"/>.</param>
    /// <param name="verdict">What became of it.</param>
    public void Add(MaskRuns mask, Verdict verdict)
    {
        _verdicts.Add(verdict);
        ReadOnlySpan<int> bounds = mask.Bounds;
        for (int i = 0; i < bounds.Length; i += 2)
        {
            for (int at = bounds[i]; at < bounds[i + 1];)
            {
                (int column, int row) = Math.DivRem(at, mask.Height);
                int end = Math.Min(mask.Height, row + bounds[i + 1] - at);
                if (column % _step == 0)
                {
                    Fill(column / _step, (column / _step) + 1, (row + _step - 1) / _step, (end + _step - 1) / _step);
                }

                at += end - row;
            }
        }
    }

    /// <summary>Draws a box on top of what is there.</summary>
    public void Add((double Left, double Top, double Width, double Height) box, Verdict verdict)
    {
        _verdicts.Add(verdict);
        Fill(Scaled(box.Left, Width), Scaled(box.Left + box.Width, Width), Scaled(box.Top, Height), Scaled(box.Top + box.Height, Height));
    }

    /// <summary>Draws segments, of which every pixel has one or none.</summary>
    /// <param name="at">The index of the segment at a row and a column of the image; -1 for none.</param>
    /// <param name="verdicts">What became of each segment.</param>
    public void Add(Func<int, int, int> at, IReadOnlyList<Verdict> verdicts)
    {
        int before = _verdicts.Count;
        _verdicts.AddRange(verdicts);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                if (at(y * _step, x * _step) is >= 0 and int segment)
                {
                    Places[(y * Width) + x] = before + segment + 1;
                }
            }
        }
    }

    /// <summary>Whether something else is above, below, left or right of a pixel.</summary>
    public bool IsOutline(int x, int y)
    {
        int place = Places[(y * Width) + x];
        return place > 0
            && ((x > 0 && Places[(y * Width) + x - 1] != place) || (x < Width - 1 && Places[(y * Width) + x + 1] != place)
                || (y > 0 && Places[((y - 1) * Width) + x] != place) || (y < Height - 1 && Places[((y + 1) * Width) + x] != place));
    }

    private int Scaled(double coordinate, int most) => (int)Math.Clamp(Math.Round(coordinate / _step), 0, most);

    private void Fill(int left, int right, int top, int bottom)
    {
        for (int y = top; y < bottom; y++)
        {
            Places.AsSpan((y * Width) + left, Math.Max(0, right - left)).Fill(_verdicts.Count);
        }
    }
}
