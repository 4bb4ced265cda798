using System.Runtime.InteropServices;
using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Scoring;
using BenchmarkDotNet.Attributes;

namespace Ade20kEval.Benchmarks;

/// <summary>Time from the kept cells of 2,000 images to the scores of a protocol, beside the share of merely adding the cells up.</summary>
/// <remarks>
/// <c>SumByDictionary</c> is the plain way: one dictionary of pairs, sorted at the end. The scores begin with cells that nobody has
/// added up yet, as at the end of a run; <c>AllProtocols</c> shares the sum, as <c>--protocol all</c> does.
/// </remarks>
[MemoryDiagnoser]
public class ScoringBenchmarks
{
    private readonly Dataset _dataset = DatasetCatalog.Find("ade20k-150");
    private ImageCounts[] _images = [];
    private PairCount[] _total = [];

    [GlobalSetup]
    public void Setup()
    {
        _images = SyntheticRun.Counts();
        _total = JointHistogram.Sum(_images).Cells.ToArray();
        Console.WriteLine($"// {_images.Length} images, {_images.Sum(image => image.Cells.Length)} cells, {_total.Length} different ones");
    }

    [Benchmark(Baseline = true)]
    public PairCount[] SumByDictionary()
    {
        Dictionary<uint, long> pixels = [];
        foreach (ImageCounts image in _images)
        {
            foreach (PairCount cell in image.Cells)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(pixels, cell.Key, out _) += cell.Pixels;
            }
        }

        PairCount[] cells = [.. pixels.Select(pair => new PairCount((ushort)(pair.Key >> 16), (ushort)pair.Key, pair.Value))];
        Array.Sort(cells, static (a, b) => a.Key.CompareTo(b.Key));
        return cells;
    }

    [Benchmark]
    public int Sum() => JointHistogram.Sum(_images).Cells.Length;

    /// <summary>From the sum to the matrix of classes.</summary>
    [Benchmark]
    public ConfusionMatrix Matrix() => new(_dataset, PredictionLabels.Ids, _total);

    [Benchmark]
    public Scores SceneParse() => Score("sceneparse");

    [Benchmark]
    public Scores Mmseg() => Score("mmseg");

    [Benchmark]
    public Scores Detectron2() => Score("detectron2");

    [Benchmark]
    public int AllProtocols()
    {
        RunCounts counts = new(_dataset, PredictionLabels.Ids, _images);
        int scored = 0;
        foreach (Protocol protocol in ProtocolCatalog.ForDataset(_dataset))
        {
            scored += protocol.Score(counts).ClassesAveraged;
        }

        return scored;
    }

    private Scores Score(string protocol) => ProtocolCatalog.Find(protocol).Score(new RunCounts(_dataset, PredictionLabels.Ids, _images));
}
