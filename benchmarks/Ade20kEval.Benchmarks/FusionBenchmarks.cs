using Ade20kEval.Fusion;
using Ade20kEval.Fusion.Rules;
using Ade20kEval.Masks;
using BenchmarkDotNet.Attributes;

namespace Ade20kEval.Benchmarks;

/// <summary>One image fused from six scales on one thread, by every kernel, under the two orders that published numbers differ in.</summary>
[MemoryDiagnoser]
public class FusionBenchmarks
{
    private readonly LabelMap _labels = new();
    private IReadOnlyList<FusionView> _views = [];
    private Fuser _resizeThenSoftmax = new(FusionRules.Mmseg);
    private Fuser _softmaxThenResize = new(FusionRules.Semseg);

    [Params("vector512", "vector256", "vector128")]
    public string Kernel { get; set; } = "vector512";

    [Params(false, true)]
    public bool IsNoise { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _views = FusionInputs.Make(IsNoise);
        _resizeThenSoftmax = new Fuser(FusionRules.Mmseg, kernel: Kernel);
        _softmaxThenResize = new Fuser(FusionRules.Semseg, kernel: Kernel);
    }

    [Benchmark]
    public void Resize_then_softmax() => _resizeThenSoftmax.Fuse(_views, FusionInputs.Width, FusionInputs.Height, _labels);

    [Benchmark]
    public void Softmax_then_resize() => _softmaxThenResize.Fuse(_views, FusionInputs.Width, FusionInputs.Height, _labels);
}
