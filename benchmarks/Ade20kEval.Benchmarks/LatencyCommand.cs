using System.Diagnostics;
using System.Globalization;
using Ade20kEval.Datasets;
using Ade20kEval.Masks;
using Ade20kEval.Protocols;
using Ade20kEval.Samples;

namespace Ade20kEval.Benchmarks;

/// <summary>Times scoring from storage that answers late: what more workers than processors are for.</summary>
internal static class LatencyCommand
{
    private const string Usage = "Usage: latency DIR [--model strong] [--delay 2]        DIR as written by generate; delay in milliseconds a file";

    public static int Run(string[] args)
    {
        if (CommandArguments.Parse(args, Usage, "--model", "--delay") is not { } arguments)
        {
            return 2;
        }

        TimeSpan delay = TimeSpan.FromMilliseconds(arguments.Number("--delay", 2));
        using MaskSource groundTruth = new DelayedMaskSource(MaskSource.Open(Path.Combine(arguments.Directory, SyntheticFolder.GroundTruth)), delay);
        using MaskSource predictions = new DelayedMaskSource(MaskSource.Open(Path.Combine(arguments.Directory, SyntheticFolder.Predictions, arguments.Text("--model", SyntheticModel.Strong.Name))), delay);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{groundTruth.Entries.Count} pairs, {delay.TotalMilliseconds} ms a file; ideal: workers / (2 x delay), until processors are busy\n"));
        Console.WriteLine("| workers | pairs a second | share of the ideal |");
        Console.WriteLine("|---:|---:|---:|");
        foreach (int workers in new[] { 2, 4, 8, 16, 32 })
        {
            long start = Stopwatch.GetTimestamp();
            Evaluator.Evaluate(groundTruth, predictions, new EvaluationOptions { Execution = new ExecutionOptions { Workers = workers } });
            double perSecond = groundTruth.Entries.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {workers} | {perSecond:0} | {100 * perSecond * 2 * delay.TotalSeconds / workers:0} % |"));
        }

        return 0;
    }
}
