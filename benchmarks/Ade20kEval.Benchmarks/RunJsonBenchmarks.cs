using Ade20kEval.Runs;
using Ade20kEval.Runs.Json;
using BenchmarkDotNet.Attributes;

namespace Ade20kEval.Benchmarks;

/// <summary>Time and memory to write and read the <c>run.json</c> of 2,000 images; its size is printed before, for bytes a second.</summary>
/// <remarks>Reading includes adding the cells up and scoring again, by which a document that was edited is found out.</remarks>
[MemoryDiagnoser]
public class RunJsonBenchmarks
{
    private RunDocument _run = null!;
    private byte[] _json = [];

    [GlobalSetup]
    public void Setup()
    {
        _run = SyntheticRun.Document();
        _json = RunJsonWriter.Write(_run);
        Console.WriteLine($"// run.json: {_json.Length} bytes");
    }

    [Benchmark]
    public byte[] Write() => RunJsonWriter.Write(_run);

    /// <summary>To a stream that forgets it: what writing a file costs beside the file.</summary>
    [Benchmark]
    public void WriteToStream() => RunJsonWriter.Write(_run, Stream.Null);

    [Benchmark]
    public RunDocument Read() => RunJsonReader.Read(_json, "run.json");
}
