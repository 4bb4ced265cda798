namespace Ade20kEval.Formats.Rle;

/// <summary>Takes from a mask all that is near its outline: what is left when 3 x 3 erosions have gone over it. Not thread-safe; reuses its memory.</summary>
/// <remarks>
/// d erosions by 3 x 3 are one by (2d + 1) x (2d + 1); beyond the image there is nothing, so its edge is an outline, too. Down the columns, stretches are cut
/// by d at both ends. Across, the pixel stays that all 2d + 1 columns around have: columns are words of bits, and the columns of a window are joined
/// by doubling, 1, 2, 4, ... and at last two windows that overlap.
/// </remarks>
internal sealed class RunErosion
{
    private const int WordBits = 64;

    private ulong[] _columns = [];

    /// <summary>Erodes a mask.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="distance">How many erosions; at least 1.</param>
    /// <param name="into">Takes what is left; not the mask itself.</param>
    public void Erode(MaskRuns mask, int distance, MaskRuns into)
    {
        into.Clear(mask.Height, mask.Width);
        PixelBox box = mask.Box();
        int window = (2 * distance) + 1;
        if (box.Width < window || box.Height < window)
        {
            return;
        }

        int words = (box.Height + WordBits - 1) / WordBits;
        if (_columns.Length < box.Width * words)
        {
            _columns = new ulong[box.Width * words];
        }

        Span<ulong> columns = _columns.AsSpan(0, box.Width * words);
        columns.Clear();
        Paint(mask, box, distance, words, columns);
        int joined = 1;
        for (; 2 * joined <= window; joined *= 2)
        {
            Join(columns, joined * words);
        }

        Join(columns, (window - joined) * words);
        Collect(columns, box, distance, words, into);
    }

    /// <summary>Sets the bits of every stretch, cut at both ends.</summary>
    private static void Paint(MaskRuns mask, PixelBox box, int distance, int words, Span<ulong> columns)
    {
        ReadOnlySpan<int> bounds = mask.Bounds;
        for (int i = 0; i < bounds.Length; i += 2)
        {
            int first = bounds[i];
            while (first < bounds[i + 1])
            {
                int column = first / mask.Height;
                int end = Math.Min(bounds[i + 1], (column + 1) * mask.Height);
                int top = first - (column * mask.Height) + distance - box.Top;
                int bottom = end - (column * mask.Height) - distance - box.Top;
                if (top < bottom)
                {
                    Set(columns.Slice((column - box.Left) * words, words), top, bottom);
                }

                first = end;
            }
        }
    }

    private static void Set(Span<ulong> column, int first, int end)
    {
        for (int word = first / WordBits; word * WordBits < end; word++)
        {
            int from = Math.Max(first - (word * WordBits), 0);
            int to = Math.Min(end - (word * WordBits), WordBits);
            column[word] |= (ulong.MaxValue << from) & (ulong.MaxValue >> (WordBits - to));
        }
    }

    /// <summary>Every word keeps what the word some columns on has, too; beyond the last column there is nothing.</summary>
    private static void Join(Span<ulong> columns, int ahead)
    {
        int end = columns.Length - ahead;
        for (int i = 0; i < end; i++)
        {
            columns[i] &= columns[i + ahead];
        }

        if (ahead > 0)
        {
            columns[Math.Max(end, 0)..].Clear();
        }
    }

    /// <summary>Turns bits into stretches; the first column of a window stands for the one in its middle.</summary>
    private static void Collect(ReadOnlySpan<ulong> columns, PixelBox box, int distance, int words, MaskRuns into)
    {
        for (int column = 0; column < box.Width; column++)
        {
            ReadOnlySpan<ulong> bits = columns.Slice(column * words, words);
            int offset = ((box.Left + column + distance) * into.Height) + box.Top;
            for (int row = Next(bits, 0, wanted: true); row < words * WordBits; row = Next(bits, row, wanted: true))
            {
                int end = Next(bits, row, wanted: false);
                into.Add(offset + row, offset + end);
                row = end;
            }
        }
    }

    /// <summary>The first bit at or behind a row that is set, or is not.</summary>
    private static int Next(ReadOnlySpan<ulong> bits, int row, bool wanted)
    {
        while (row < bits.Length * WordBits)
        {
            ulong word = wanted ? bits[row / WordBits] : ~bits[row / WordBits];
            word >>= row % WordBits;
            if (word != 0)
            {
                return row + System.Numerics.BitOperations.TrailingZeroCount(word);
            }

            row = ((row / WordBits) + 1) * WordBits;
        }

        return bits.Length * WordBits;
    }
}
