using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ade20kEval.Counting;

/// <summary>Counts of (ground-truth raw value, prediction raw value) pixel pairs over any number of images.</summary>
/// <remarks>
/// Unit: pixels, 64-bit, so a data set of 10^12 pixels still counts exactly.
/// Nothing is interpreted here: which value is a class, which is ignored and which is wrong is the dataset's business, later.
/// Adding is exact and independent of order: any split into shards gives the same histogram, bit for bit.
/// Pairs of bytes, which is what nearly all masks hold, are added in a table of 256 x 256 that also gives them in order;
/// whatever is wider goes to a dictionary and is sorted. Both are let go once the cells were asked for: a table is half a megabyte.
/// Not thread-safe.
/// </remarks>
public sealed class JointHistogram
{
    private const int NarrowValues = byte.MaxValue + 1;

    private long[]? _narrow;
    private Dictionary<uint, long>? _wide;
    private PairCount[]? _sorted;

    /// <summary>Pixels counted in all cells.</summary>
    public long TotalPixels { get; private set; }

    /// <summary>The non-zero cells, ascending by ground truth, then prediction.</summary>
    public ReadOnlySpan<PairCount> Cells => _sorted ??= Sort();

    /// <summary>Adds the cells of one image.</summary>
    public void Add(ImageCounts image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Add(image.Cells);
    }

    /// <summary>Adds cells in any order.</summary>
    // Optimised at once: a run comes here a few thousand times in the life of a process, with all cells of all images.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<PairCount> cells)
    {
        long[] narrow = _narrow ?? Begin();
        long added = 0;
        foreach (PairCount cell in cells)
        {
            if ((cell.GroundTruth | cell.Prediction) < NarrowValues)
            {
                narrow[(cell.GroundTruth * NarrowValues) + cell.Prediction] += cell.Pixels;
            }
            else
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_wide ??= [], cell.Key, out _) += cell.Pixels;
            }

            added += cell.Pixels;
        }

        TotalPixels += added;
    }

    /// <summary>The histogram of all images together.</summary>
    public static JointHistogram Sum(IEnumerable<ImageCounts> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        JointHistogram sum = new();
        foreach (ImageCounts image in images)
        {
            sum.Add(image);
        }

        return sum;
    }

    /// <summary>An empty table, or one of the cells that were asked for before the last image was added.</summary>
    private long[] Begin()
    {
        _narrow = new long[NarrowValues * NarrowValues];
        if (_sorted is PairCount[] before)
        {
            _sorted = null;
            TotalPixels = 0;
            Add(before);
        }

        return _narrow;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private PairCount[] Sort()
    {
        ReadOnlySpan<long> narrow = _narrow;
        int count = _wide?.Count ?? 0;
        foreach (long pixels in narrow)
        {
            count += pixels != 0 ? 1 : 0;
        }

        PairCount[] cells = new PairCount[count];
        int next = 0;
        for (int i = 0; i < narrow.Length; i++)
        {
            if (narrow[i] != 0)
            {
                cells[next++] = new PairCount((ushort)(i / NarrowValues), (byte)i, narrow[i]);
            }
        }

        if (_wide is not null)
        {
            foreach ((uint key, long pixels) in _wide)
            {
                if (pixels != 0)
                {
                    cells[next++] = new PairCount((ushort)(key >> 16), (ushort)key, pixels);
                }
            }

            Array.Resize(ref cells, next);
            Array.Sort(cells, static (a, b) => a.Key.CompareTo(b.Key));
        }

        _narrow = null;
        _wide = null;
        return cells;
    }
}
