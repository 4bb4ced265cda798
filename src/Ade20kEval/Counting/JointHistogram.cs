using System.Runtime.InteropServices;

namespace Ade20kEval.Counting;

/// <summary>Counts of (ground-truth raw value, prediction raw value) pixel pairs over any number of images.</summary>
/// <remarks>
/// Unit: pixels, 64-bit, so a data set of 10^12 pixels still counts exactly.
/// Nothing is interpreted here: which value is a class, which is ignored and which is wrong is the dataset's business, later.
/// Adding is exact and independent of order: any split into shards gives the same histogram, bit for bit.
/// Not thread-safe.
/// </remarks>
public sealed class JointHistogram
{
    private readonly Dictionary<uint, long> _pixels = [];
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
    public void Add(ReadOnlySpan<PairCount> cells)
    {
        foreach (PairCount cell in cells)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_pixels, cell.Key, out _) += cell.Pixels;
            TotalPixels += cell.Pixels;
        }

        _sorted = null;
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

    private PairCount[] Sort()
    {
        PairCount[] cells = new PairCount[_pixels.Count];
        int next = 0;
        foreach ((uint key, long pixels) in _pixels)
        {
            if (pixels != 0)
            {
                cells[next++] = new PairCount((ushort)(key >> 16), (ushort)key, pixels);
            }
        }

        Array.Resize(ref cells, next);
        Array.Sort(cells, static (a, b) => a.Key.CompareTo(b.Key));
        return cells;
    }
}
