using System.Numerics;

namespace Ade20kEval.Errors;

/// <summary>A set of pixels of a box, one bit a pixel, with a word of zeros before and after every row.</summary>
/// <remarks>The buffer is reused. Bits right of the box may be set while sets are grown; whoever reads the box does not see them.</remarks>
internal sealed class BitRows
{
    /// <summary>Words that vectors take at once: rows are as long as whole vectors.</summary>
    public const int Lanes = 4;

    private const int WordBits = 64;
    private ulong[] _words = [];

    /// <summary>Rows of the box.</summary>
    public int Height { get; private set; }

    /// <summary>Words of a row that hold pixels, in whole vectors.</summary>
    public int RowWords { get; private set; }

    /// <summary>From a row to the next.</summary>
    private int Stride => RowWords + 2;

    /// <summary>Makes this the empty set of a box.</summary>
    public void Reset(int width, int height)
    {
        Height = height;
        RowWords = (width + (WordBits * Lanes) - 1) / (WordBits * Lanes) * Lanes;
        int length = Stride * height;
        if (_words.Length < length)
        {
            _words = new ulong[Math.Max(length, _words.Length + (_words.Length / 2))];
        }
        else
        {
            Array.Clear(_words, 0, length);
        }
    }

    /// <summary>The words of a row, the zero before and the zero after them included.</summary>
    public Span<ulong> Padded(int y) => _words.AsSpan(y * Stride, Stride);

    /// <summary>The words of a row.</summary>
    public Span<ulong> Row(int y) => _words.AsSpan((y * Stride) + 1, RowWords);

    /// <summary>Adds a part of a row to the set.</summary>
    public void Set(int y, int start, int end)
    {
        Span<ulong> row = Row(y);
        int first = start / WordBits;
        int last = (end - 1) / WordBits;
        for (int i = first; i <= last; i++)
        {
            row[i] |= Mask(i, start, end);
        }
    }

    /// <summary>How many pixels of a part of a row are in the set.</summary>
    public int Count(int y, int start, int end)
    {
        ReadOnlySpan<ulong> row = Row(y);
        int count = 0;
        for (int i = start / WordBits; i <= (end - 1) / WordBits; i++)
        {
            count += BitOperations.PopCount(row[i] & Mask(i, start, end));
        }

        return count;
    }

    /// <summary>Whether a pixel of the set touches a part of a row, corners included.</summary>
    /// <param name="y">The row.</param>
    /// <param name="start">The first column.</param>
    /// <param name="end">The column after the last.</param>
    /// <param name="width">Columns of the box.</param>
    public bool Touches(int y, int start, int end, int width)
    {
        start = Math.Max(0, start - 1);
        end = Math.Min(width, end + 1);
        for (int row = Math.Max(0, y - 1); row <= Math.Min(Height - 1, y + 1); row++)
        {
            ReadOnlySpan<ulong> words = Row(row);
            for (int i = start / WordBits; i <= (end - 1) / WordBits; i++)
            {
                if ((words[i] & Mask(i, start, end)) != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // The bits of word i that stand for columns from start to end.
    private static ulong Mask(int i, int start, int end)
    {
        ulong mask = ulong.MaxValue;
        int from = start - (i * WordBits);
        int to = end - (i * WordBits);
        mask = from > 0 ? mask << from : mask;
        return to < WordBits ? mask & ((1UL << to) - 1) : mask;
    }
}
