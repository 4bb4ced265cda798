using System.Buffers;
using System.Runtime.InteropServices;

namespace Ade20kEval.Counting;

/// <summary>Counts of (ground-truth raw value, prediction raw value) pixel pairs over any number of images.</summary>
/// <remarks>
/// Unit: pixels, 64-bit, so a dataset of 10^12 pixels still counts exactly.
/// Nothing is interpreted here: which value is a class, which is ignored and which is wrong is the dataset's business, later.
/// Adding is exact and independent of order: any split into shards gives the same histogram, bit for bit.
/// Immutable.
/// </remarks>
public sealed class JointHistogram
{
    private readonly PairCount[] _cells;

    private JointHistogram(PairCount[] cells, long totalPixels)
    {
        _cells = cells;
        TotalPixels = totalPixels;
    }

    /// <summary>Pixels counted in all cells.</summary>
    public long TotalPixels { get; }

    /// <summary>The non-zero cells, ascending by ground truth, then prediction.</summary>
    public ReadOnlySpan<PairCount> Cells => _cells;

    /// <summary>The histogram of all images together; without images it has no cell.</summary>
    /// <param name="images">The counts of each image, in any order.</param>
    public static JointHistogram Sum(IEnumerable<ImageCounts> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        Accumulator sum = new();
        foreach (ImageCounts image in images)
        {
            sum.Add(image.Cells);
        }

        return new JointHistogram(sum.TakeCells(), sum.TotalPixels);
    }

    /// <summary>Adds cells up.</summary>
    /// <remarks>
    /// Pairs of bytes, which is what nearly all masks hold, are added in a table of 256 x 256 that also gives them in order;
    /// whatever is wider goes to a dictionary and is sorted.
    /// </remarks>
    private sealed class Accumulator
    {
        private const int NarrowValues = byte.MaxValue + 1;

        // Half a megabyte: a new one for each of many runs would cost more than adding up.
        private readonly long[] _narrow = ArrayPool<long>.Shared.Rent(NarrowValues * NarrowValues);
        private readonly Dictionary<uint, long> _wide = [];

        public Accumulator() => Array.Clear(_narrow, 0, NarrowValues * NarrowValues);

        public long TotalPixels { get; private set; }

        public void Add(ReadOnlySpan<PairCount> cells)
        {
            long[] narrow = _narrow;
            long added = 0;
            foreach (PairCount cell in cells)
            {
                if ((cell.GroundTruth | cell.Prediction) < NarrowValues)
                {
                    narrow[(cell.GroundTruth * NarrowValues) + cell.Prediction] += cell.Pixels;
                }
                else
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(_wide, cell.Key, out _) += cell.Pixels;
                }

                added += cell.Pixels;
            }

            TotalPixels += added;
        }

        /// <summary>The cells; nothing can be added afterwards.</summary>
        public PairCount[] TakeCells()
        {
            List<PairCount> cells = [];
            for (int i = 0; i < NarrowValues * NarrowValues; i++)
            {
                if (_narrow[i] != 0)
                {
                    cells.Add(new PairCount((ushort)(i / NarrowValues), (byte)i, _narrow[i]));
                }
            }

            ArrayPool<long>.Shared.Return(_narrow);
            if (_wide.Count > 0)
            {
                cells.AddRange(_wide.Where(static cell => cell.Value != 0).Select(static cell => new PairCount((ushort)(cell.Key >> 16), (ushort)cell.Key, cell.Value)));
                cells.Sort(static (a, b) => a.Key.CompareTo(b.Key));
            }

            return [.. cells];
        }
    }
}
