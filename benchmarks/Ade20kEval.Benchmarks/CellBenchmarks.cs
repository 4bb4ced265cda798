using Ade20kEval.Counting;
using Ade20kEval.Masks;
using BenchmarkDotNet.Attributes;

namespace Ade20kEval.Benchmarks;

/// <summary>Time to take the cells of one counted pair of 683 x 512 maps out of the table, beside looking at all 65,536 cells.</summary>
/// <remarks>
/// Taking empties a table, so each of these first puts the pair's cells in: that share is <c>Fill</c>, the same for both narrow tables.
/// 16 pairs in turn, as cells that repeat would train the branch predictor.
/// </remarks>
[MemoryDiagnoser]
public class CellBenchmarks
{
    private const int Pairs = 16;
    private readonly NarrowPairTable _narrow = new();
    private readonly WidePairTable _wide = new();
    private readonly uint[] _plain = new uint[256 * 256];
    private readonly List<PairCount> _scanned = new(256 * 256);
    private PairCount[][] _cells = [];
    private int _next;

    [Params("real-like", "noise")]
    public string Look { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        ImageCounter counter = new();
        _cells = [.. Enumerable.Range(0, Pairs).Select(seed =>
        {
            (LabelMap truth, LabelMap guess) = CountingMasks.Make(Look, seed);
            return counter.Count("pair", truth, guess).Cells.ToArray();
        })];
    }

    /// <summary>Counting into a bare table, nothing taken.</summary>
    [Benchmark]
    public uint Fill()
    {
        PairCount[] cells = Next();
        foreach (PairCount cell in cells)
        {
            _plain[NarrowPairTable.Cell((byte)cell.GroundTruth, (byte)cell.Prediction)] = (uint)cell.Pixels;
        }

        return _plain[0];
    }

    [Benchmark(Baseline = true)]
    public PairCount[] ScanAll()
    {
        Fill();
        _scanned.Clear();
        for (int i = 0; i < _plain.Length; i++)
        {
            if (_plain[i] != 0)
            {
                _scanned.Add(new PairCount((ushort)(i >> 8), (byte)i, _plain[i]));
                _plain[i] = 0;
            }
        }

        return [.. _scanned];
    }

    [Benchmark]
    public PairCount[] Narrow()
    {
        ref uint counts = ref _narrow.Counts;
        ref ulong touched = ref _narrow.Touched;
        foreach (PairCount cell in Next())
        {
            NarrowPairTable.Add(ref counts, ref touched, NarrowPairTable.Cell((byte)cell.GroundTruth, (byte)cell.Prediction), (uint)cell.Pixels);
        }

        return _narrow.TakeCells();
    }

    [Benchmark]
    public PairCount[] Wide()
    {
        foreach (PairCount cell in Next())
        {
            _wide.Add(WidePairTable.Key(cell.GroundTruth, cell.Prediction), (uint)cell.Pixels);
        }

        return _wide.TakeCells();
    }

    private PairCount[] Next() => _cells[_next = (_next + 1) % Pairs];
}
