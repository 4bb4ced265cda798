using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Samples;

namespace Ade20kEval.Benchmarks;

/// <summary>Times the scoring of a generated folder against its floor, in one run and on the same files.</summary>
/// <remarks>
/// Rounds go through all measurements in turn, so that a busy moment of the machine hits all of them; the smallest time of each
/// is taken, because whatever else the machine does can only add. The files are warm: the first round is not counted.
/// Processor time stands beside the time on the clock, and shares are of processor time: on a busy machine it is the steadier.
/// </remarks>
internal static class EndToEndCommand
{
    private const string Usage = "Usage: end-to-end DIR [--model strong] [--rounds 5]        DIR as written by generate";

    public static int Run(string[] args)
    {
        if (CommandArguments.Parse(args, Usage, "--model", "--rounds") is not { } arguments)
        {
            return 2;
        }

        string truthPath = Path.Combine(arguments.Directory, SyntheticFolder.GroundTruth);
        string predictionPath = Path.Combine(arguments.Directory, SyntheticFolder.Predictions, arguments.Text("--model", SyntheticModel.Strong.Name));
        using MaskSource groundTruth = MaskSource.Open(truthPath);
        using MaskSource predictions = MaskSource.Open(predictionPath);
        (string, string)[] pairs = [.. groundTruth.Entries.Zip(predictions.Entries, (truth, guess) =>
            (Path.Combine(truthPath, truth.RelativePath), Path.Combine(predictionPath, guess.RelativePath)))];

        // Peak memory first, of scoring alone: the other passes would add buffers of their own.
        long before = Process.GetCurrentProcess().PeakWorkingSet64;
        Evaluate(groundTruth, predictions, Environment.ProcessorCount);
        long peak = Process.GetCurrentProcess().PeakWorkingSet64;

        PipelineStages stages = new(pairs, groundTruth, predictions);
        (string Name, Action Pass)[] passes =
        [
            ("read", stages.Read),
            ("read, inflate: the floor", stages.ReadAndInflate),
            ("read, decode", stages.Decode),
            ("read, decode, count", stages.DecodeAndCount),
            ("read, decode, count, digest", stages.DecodeCountAndDigest),
            ("everything, 1 worker", () => Evaluate(groundTruth, predictions, 1)),
            ($"everything, {Environment.ProcessorCount} workers", () => Evaluate(groundTruth, predictions, Environment.ProcessorCount)),
        ];

        (double[] best, double[] cpu) = Measure(passes, arguments.Number("--rounds", 5));
        Print(pairs.Length, passes, best, cpu, before, peak);
        return 0;
    }

    private static (double[] Seconds, double[] ProcessorSeconds) Measure((string Name, Action Pass)[] passes, int rounds)
    {
        double[] best = new double[passes.Length];
        double[] cpu = new double[passes.Length];
        Array.Fill(best, double.MaxValue);
        Array.Fill(cpu, double.MaxValue);
        for (int round = 0; round <= rounds; round++)
        {
            for (int i = 0; i < passes.Length; i++)
            {
                TimeSpan cpuStart = Environment.CpuUsage.TotalTime;
                long start = Stopwatch.GetTimestamp();
                passes[i].Pass();
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (round > 0)
                {
                    best[i] = Math.Min(best[i], seconds);
                    cpu[i] = Math.Min(cpu[i], (Environment.CpuUsage.TotalTime - cpuStart).TotalSeconds);
                }
            }
        }

        return (best, cpu);
    }

    private static void Print(int pairCount, (string Name, Action Pass)[] passes, double[] best, double[] cpu, long before, long peak)
    {
        Console.WriteLine(Text($"{pairCount} pairs; {ProcessorName()}, {Environment.ProcessorCount} processors; .NET {Environment.Version}; kernel {new Counting.ImageCounter().KernelName}"));
        Console.WriteLine();
        Console.WriteLine("| pass | ms a pair | x floor | processor ms a pair | x floor |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        for (int i = 0; i < passes.Length; i++)
        {
            Console.WriteLine(Text($"| {passes[i].Name} | {1000 * best[i] / pairCount:0.000} | {best[i] / best[1]:0.00} | {1000 * cpu[i] / pairCount:0.000} | {cpu[i] / cpu[1]:0.00} |"));
        }

        Console.WriteLine();
        Console.WriteLine("| stage (difference of two passes) | share of one worker's processor time |");
        Console.WriteLine("|---|---:|");
        string[] stages = ["read", "inflate", "checks and filters", "count", "digest", "the rest: pairing, totals, scores"];
        for (int i = 0; i < stages.Length; i++)
        {
            Console.WriteLine(Text($"| {stages[i]} | {100 * (cpu[i] - (i == 0 ? 0 : cpu[i - 1])) / cpu[5]:0} % |"));
        }

        Console.WriteLine();
        Console.WriteLine(Text($"{Environment.ProcessorCount} workers against 1: {best[5] / best[6]:0.00} x"));
        Console.WriteLine(Text($"peak memory: {peak / 1e6:0} MB, of which {before / 1e6:0} MB before the first mask"));
    }

    private static void Evaluate(MaskSource groundTruth, MaskSource predictions, int workers)
    {
        Evaluator.Evaluate(groundTruth, predictions, new EvaluationOptions { Execution = new ExecutionOptions { Workers = workers } });
    }

    private static string ProcessorName()
    {
        const string Linux = "/proc/cpuinfo";
        string? line = File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault(static text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
