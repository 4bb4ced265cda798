using Ade20kEval.Formats;
using BenchmarkDotNet.Attributes;

namespace Ade20kEval.Benchmarks;

/// <summary>Time to check the CRC of a chunk: by carry-less multiplication where the processor has it, and by tables.</summary>
public class Crc32Benchmarks
{
    private byte[] _bytes = [];

    [Params(13, 64, 4_000, 64_000)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bytes = new byte[Bytes];
        new Random(1).NextBytes(_bytes);
    }

    [Benchmark]
    public uint Compute() => Crc32.Compute(_bytes);

    [Benchmark(Baseline = true)]
    public uint Tables() => ~Crc32.SliceByEight(0xFFFF_FFFF, _bytes);
}
