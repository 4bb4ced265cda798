using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ade20kEval.Counting;
using Ade20kEval.Masks;
using BenchmarkDotNet.Attributes;

using Wide = System.Runtime.Intrinsics.Vector256;
using WideBytes = System.Runtime.Intrinsics.Vector256<byte>;

namespace Ade20kEval.Benchmarks;

/// <summary>Time to count one pair of 683 x 512 label maps, per kernel, beside the scalar loop and beside merely reading both maps.</summary>
/// <remarks>
/// Counting includes taking the cells and checking them: all that <see cref="ImageCounter"/> does.
/// Pairs are counted in turn, so that none is still in a nearby cache: 16 pairs are 11 MB, beyond the second level;
/// 96 pairs are 67 MB, beyond the third level of most machines.
/// </remarks>
[MemoryDiagnoser]
public class CountingBenchmarks
{
    private readonly ImageCounter _scalar = new("scalar");
    private readonly ImageCounter _vector128 = new("vector128");
    private readonly ImageCounter _vector256 = new("vector256");
    private readonly ImageCounter _vector512 = new("vector512");
    private (LabelMap GroundTruth, LabelMap Prediction)[] _pairs = [];
    private int _next;

    [Params(16, 96)]
    public int Pairs { get; set; }

    [Params("real-like", "real-like-wide", "stripes-1", "stripes-8", "noise", "constant")]
    public string Look { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _pairs = [.. Enumerable.Range(0, Pairs).Select(seed => CountingMasks.Make(Look, seed))];

    [Benchmark]
    public ulong Read()
    {
        (LabelMap truth, LabelMap guess) = Next();
        return truth.IsWide
            ? Sum(MemoryMarshal.AsBytes(truth.Wide), MemoryMarshal.AsBytes(guess.Wide))
            : Sum(truth.Narrow, guess.Narrow);
    }

    [Benchmark(Baseline = true)]
    public ImageCounts Scalar() => Count(_scalar);

    [Benchmark]
    public ImageCounts Vector128() => Count(_vector128);

    [Benchmark]
    public ImageCounts Vector256() => Count(_vector256);

    [Benchmark]
    public ImageCounts Vector512() => Count(_vector512);

    private ImageCounts Count(ImageCounter counter)
    {
        (LabelMap truth, LabelMap guess) = Next();
        return counter.Count("pair", truth, guess);
    }

    private (LabelMap GroundTruth, LabelMap Prediction) Next()
    {
        _next = _next + 1 < _pairs.Length ? _next + 1 : 0;
        return _pairs[_next];
    }

    // The least that can be done with every byte; two sums, so that they do not wait for each other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Sum(ReadOnlySpan<byte> groundTruth, ReadOnlySpan<byte> prediction)
    {
        ref byte truth = ref MemoryMarshal.GetReference(groundTruth);
        ref byte guess = ref MemoryMarshal.GetReference(prediction);
        WideBytes even = WideBytes.Zero;
        WideBytes odd = WideBytes.Zero;
        for (nuint i = 0; i + 64 <= (nuint)groundTruth.Length; i += 64)
        {
            even ^= Wide.LoadUnsafe(ref truth, i) + Wide.LoadUnsafe(ref guess, i);
            odd ^= Wide.LoadUnsafe(ref truth, i + 32) + Wide.LoadUnsafe(ref guess, i + 32);
        }

        return Wide.AsUInt64(even ^ odd)[0];
    }
}
