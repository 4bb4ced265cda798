using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ade20kEval.Errors;

/// <summary>Grows sets of pixels by a disk: all pixels whose squared distance to the set is at most d² + d, which is a rounded distance of at most d.</summary>
/// <remarks>
/// A row of the disk at height dy is <c>floor(sqrt(d² + d - dy²))</c> wide to each side. Each row of a set is widened step by step, from the
/// narrowest row of the disk to the widest, and added to the rows above and below that the disk reaches with that width: words of 64
/// pixels at a time, and four of these at once where vectors are used. Owns its buffers; belongs to one worker.
/// </remarks>
internal sealed class DiskGrowth(bool usesVectors)
{
    private ulong[] _wide = [];
    private ulong[] _wider = [];

    /// <summary>Half the width of a disk's row.</summary>
    /// <param name="radius">d.</param>
    /// <param name="dy">How far the row is from the centre, at most d.</param>
    public static int HalfWidth(int radius, int dy) => (int)Math.Sqrt((((long)radius * radius) + radius) - ((long)dy * dy));

    /// <summary>Adds what a set grows to.</summary>
    /// <param name="set">The set. Not modified.</param>
    /// <param name="radius">d, at least 1.</param>
    /// <param name="wanted">The rows of the result that anybody looks at; others may stay as they are.</param>
    /// <param name="result">Of the same box; rows are added to what is in it.</param>
    public void Grow(BitRows set, int radius, ReadOnlySpan<bool> wanted, BitRows result)
    {
        int stride = set.RowWords + 2;
        if (_wide.Length < stride)
        {
            _wide = new ulong[stride];
            _wider = new ulong[stride];
        }

        // What is right of the words in use is never written, and neither are the words before and after them.
        _wide[stride - 1] = _wider[stride - 1] = 0;
        for (int y = 0; y < set.Height; y++)
        {
            ReadOnlySpan<ulong> row = set.Row(y);
            if (!row.ContainsAnyExcept(0UL) || !wanted[Math.Max(0, y - radius)..Math.Min(set.Height, y + radius + 1)].Contains(true))
            {
                continue;
            }

            set.Padded(y).CopyTo(_wide);
            int half = 0;
            for (int dy = radius; dy >= 0; dy--)
            {
                int wantedHalf = HalfWidth(radius, dy);
                while (half < wantedHalf)
                {
                    int step = Math.Min(Math.Min(wantedHalf - half, (2 * half) + 1), 63);
                    Widen(_wide.AsSpan(0, stride), _wider.AsSpan(0, stride), step);
                    (_wide, _wider) = (_wider, _wide);
                    half += step;
                }

                if (y - dy >= 0 && wanted[y - dy])
                {
                    Or(_wide.AsSpan(1, set.RowWords), result.Row(y - dy));
                }

                if (dy > 0 && y + dy < set.Height && wanted[y + dy])
                {
                    Or(_wide.AsSpan(1, set.RowWords), result.Row(y + dy));
                }
            }
        }
    }

    private void Or(ReadOnlySpan<ulong> source, Span<ulong> target)
    {
        int i = 0;
        if (usesVectors)
        {
            ref ulong from = ref MemoryMarshal.GetReference(source);
            ref ulong to = ref MemoryMarshal.GetReference(target);
            for (; i < source.Length; i += BitRows.Lanes)
            {
                (Vector256.LoadUnsafe(ref from, (nuint)i) | Vector256.LoadUnsafe(ref to, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
            }
        }

        for (; i < source.Length; i++)
        {
            target[i] |= source[i];
        }
    }

    // Each bit to the places so many left and right of it, too; a word of zeros stands before and after.
    private void Widen(ReadOnlySpan<ulong> source, Span<ulong> target, int step)
    {
        int i = 1;
        if (usesVectors)
        {
            ref ulong from = ref MemoryMarshal.GetReference(source);
            ref ulong to = ref MemoryMarshal.GetReference(target);
            for (; i < source.Length - 1; i += BitRows.Lanes)
            {
                Vector256<ulong> here = Vector256.LoadUnsafe(ref from, (nuint)i);
                Vector256<ulong> before = Vector256.LoadUnsafe(ref from, (nuint)i - 1);
                Vector256<ulong> after = Vector256.LoadUnsafe(ref from, (nuint)i + 1);
                (here | (here << step) | (before >>> (64 - step)) | (here >>> step) | (after << (64 - step))).StoreUnsafe(ref to, (nuint)i);
            }
        }

        for (; i < source.Length - 1; i++)
        {
            target[i] = source[i] | (source[i] << step) | (source[i - 1] >> (64 - step)) | (source[i] >> step) | (source[i + 1] << (64 - step));
        }
    }
}
