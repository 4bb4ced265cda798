using Ade20kEval.Counting;
using Ade20kEval.Datasets;
using Ade20kEval.Protocols;
using Ade20kEval.Statistics;
using BenchmarkDotNet.Attributes;

namespace Ade20kEval.Benchmarks;

/// <summary>What certainty costs: intervals and comparison of runs of 2,000 images and 150 classes.</summary>
public class StatisticsBenchmarks
{
    private readonly Protocol _protocol = ProtocolCatalog.Find("sceneparse");
    private RunCounts _run = null!;
    private RunCounts _other = null!;

    /// <summary>Two runs over the same images: in the second, each image has the results of another one of its kind.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        Dataset dataset = DatasetCatalog.Find("ade20k-150");
        ImageCounts[] images = SyntheticRun.Counts();
        _run = new RunCounts(dataset, PredictionLabels.Ids, images);
        _other = new RunCounts(dataset, PredictionLabels.Ids, [.. images.Select((image, i) =>
            new ImageCounts(image.Name, images[(i + 1) % images.Length].Width, images[(i + 1) % images.Length].Height, images[(i + 1) % images.Length].Cells.ToArray()))]);
    }

    /// <summary>Every headline figure and every class.</summary>
    [Benchmark]
    public ScoreIntervals Jackknife() => JackknifeIntervals.Of(_run, _protocol);

    /// <summary>A thousand draws.</summary>
    [Benchmark]
    public ScoreIntervals Bootstrap1000() => BootstrapIntervals.Of(_run, _protocol, 1000);

    /// <summary>Intervals of differences and ten thousand randomisations.</summary>
    [Benchmark]
    public PairedStatistics Compare10000() => PairedTest.Compare(_run, _other, _protocol, 10_000);
}
